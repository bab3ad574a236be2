"""`response_scoped_dependency`: dependencies that are closed before the response is sent."""

import inspect
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

from fastapi.requests import HTTPConnection

from .by_hand import OpenedByHand, OpenedInThisThread, open_by_hand
from .callables import (
    annotate_function_of,
    annotations_of,
    globals_of,
    mark_as_coroutine_function,
    opens_something,
    raw_signature,
)
from .errors import DependencyLifetimeError
from .fastapi_internals import is_handled_by_fastapi
from .lifetimes import lifetime_of
from .opening import Opener
from .parameters import ARGUMENTS, CONNECTION, Arguments, Parameters, override_was_asked_for
from .scopes import ResponseScoped, wrapped_call

__all__ = ["ResponseScopedDependency", "response_scoped_dependency"]

P = ParamSpec("P")
Q = ParamSpec("Q")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
SelfT = TypeVar("SelfT")


class _SignatureForFastAPI:
    """The `__signature__` of a wrapper: what FastAPI is to resolve for it.

    Read when a route is registered, because the names in the annotations of the wrapped callable
    may not exist any earlier.
    """

    def __get__(
        self, wrapper: "ResponseScopedDependency[..., Any] | None", _: type[Any]
    ) -> inspect.Signature:
        if wrapper is None:
            raise AttributeError("__signature__")
        return wrapper.parameters.signature()


class ResponseScopedDependency(Opener, ResponseScoped, Generic[P, T_co]):
    """What `response_scoped_dependency` makes of a callable: a dependency for `Depends`.

    Its type holds the parameters of the callable and the type it provides: it is called with the
    one and gives an awaitable of the other, which is how FastAPI and type checkers alike see a
    coroutine function.

    Two of them are equal when they wrap the same callable: within a request they are one instance.
    """

    __signature__: _SignatureForFastAPI = _SignatureForFastAPI()

    def __init__(self, dependency: Callable[P, Any]) -> None:
        super().__init__(dependency)
        self.__doc__ = dependency.__doc__
        self.__module__ = dependency.__module__
        self.__name__: str = getattr(dependency, "__name__", self.name)
        self.__qualname__: str = self.name
        # What `typing.get_type_hints` asks a function for, and `functools.wraps` copies.
        self.__type_params__: tuple[Any, ...] = getattr(dependency, "__type_params__", ())
        if sys.version_info >= (3, 14):
            self.__annotate__ = annotate_function_of(dependency)
        else:
            self.__annotations__: dict[str, Any] = annotations_of(dependency)
        self.__globals__: dict[str, Any] = globals_of(dependency)
        self.parameters: Parameters = Parameters(dependency)
        mark_as_coroutine_function(self)

    if not TYPE_CHECKING and sys.version_info >= (3, 14):

        def __getattr__(self, name: str) -> Any:
            """Evaluate the annotations when they are asked for: their names may not exist yet."""
            if name == "__annotations__":
                return annotations_of(self.dependency)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """Provide the value, to be closed when the response of the current request is known.

        FastAPI calls it. Called by hand with the request (`await get_session(request=request)`) it
        provides another value of that request's; without one it works as long as there is nothing
        to close. Use `open` where there is.

        Raises:
            DependencyLifetimeError: there is something to close and no request to close it, or the
                wrapped callable broke its contract.
        """
        values = cast("dict[str, Any]", kwargs)
        connection = values.pop(CONNECTION, None) or values.get(self.parameters.connection)
        if args or not isinstance(connection, HTTPConnection):
            return await self._call_by_hand(args, values)
        if ARGUMENTS in values:
            values = values[ARGUMENTS]
            if not isinstance(values, Arguments):
                # An override of the wrapped callable was run in its place: this is its value.
                return cast("T_co", values)
        return cast("T_co", await self.open_in(lifetime_of(connection.scope), **values))

    def open(self, *args: P.args, **kwargs: P.kwargs) -> AbstractAsyncContextManager[T_co]:
        """Provide the value without a request: in a test, a script, a background task.

        What it depends on is opened with it. The values are closed when the `async with` block ends.
        There is no response: a generator is resumed with None.

        Raises:
            NeedsRequestError: as the block is entered, for a parameter that is read from a request
                and was not passed.
        """
        return OpenedByHand[T_co](self, args, kwargs)

    def open_sync(self, *args: P.args, **kwargs: P.kwargs) -> AbstractContextManager[T_co]:
        """Provide the value without a request and without an event loop, as `open` does.

        Raises:
            NeedsRequestError: as the block is entered, as for `open`.
            DependencyLifetimeError: it, or what it depends on, is asynchronous.
        """
        return OpenedInThisThread[T_co](self, args, kwargs)

    async def _call_by_hand(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> T_co:
        given: list[HTTPConnection[Any]] = [
            value for value in (*args, *kwargs.values()) if isinstance(value, HTTPConnection)
        ]
        if given and is_handled_by_fastapi(given[0].scope):
            # It may be passed to say whose request it is, by a name that there is no parameter for.
            accepted = raw_signature(self.dependency).parameters
            known = {k: v for k, v in kwargs.items() if k in accepted or v not in given}
            lifetime = lifetime_of(given[0].scope, by_hand=True)
            return cast("T_co", await lifetime.opening(open_by_hand(self, lifetime, args, known)))
        if opens_something(self.dependency):
            raise DependencyLifetimeError(
                f"The dependency {self.name!r} was called outside of a request, and nothing would "
                f"close what it provides. Use `async with {self.name}.open(...) as value:`, or pass "
                f"the request of a handler: `await {self.name}(request=request)`."
            )
        result: Any = self.dependency(*args, **kwargs)
        return cast("T_co", await result if inspect.isawaitable(result) else result)

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> "ResponseScopedDependency[P, T_co]": ...

    @overload
    def __get__(
        self: "ResponseScopedDependency[Concatenate[SelfT, Q], T]",
        instance: SelfT,
        owner: type[Any],
    ) -> "ResponseScopedDependency[Q, T]": ...

    def __get__(self, instance: object, owner: type[Any]) -> "ResponseScopedDependency[..., Any]":
        """Bind a decorated method to its object, as a function is bound."""
        if instance is None or not inspect.isfunction(self.dependency):
            return self
        return ResponseScopedDependency(self.dependency.__get__(instance, owner))

    def __eq__(self, other: object) -> bool:
        wrapped = wrapped_call(other)
        if wrapped is not None:
            return self.dependency == wrapped
        # Having its hash, we are compared with the function when an application overrides that.
        if other == self.dependency:
            override_was_asked_for(self.dependency)
        return False

    def __hash__(self) -> int:
        return hash(self.dependency)

    def __reduce__(self) -> str | tuple[Any, ...]:
        """Pickle it as a function is pickled, by its name, where that is the name of the wrapper."""
        found: Any = sys.modules.get(self.__module__)
        for name in self.__qualname__.split("."):
            found = getattr(found, name, None)
        if found is self:
            return str(self.__qualname__)
        return response_scoped_dependency, (self.dependency,)

    def __repr__(self) -> str:
        return f"<response-scoped dependency {self.name}>"


@overload
def response_scoped_dependency(
    dependency: ResponseScopedDependency[P, T], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, AbstractAsyncContextManager[T, Any]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, AbstractContextManager[T, Any]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, AsyncIterator[T]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, Iterator[T]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, Awaitable[AbstractAsyncContextManager[T, Any]]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, Awaitable[AbstractContextManager[T, Any]]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(
    dependency: Callable[P, Awaitable[T]], /
) -> ResponseScopedDependency[P, T]: ...


@overload
def response_scoped_dependency(dependency: Callable[P, T], /) -> ResponseScopedDependency[P, T]: ...


def response_scoped_dependency(dependency: Callable[P, Any], /) -> ResponseScopedDependency[P, Any]:
    """Make of `dependency` one that is closed after the handler and before the response is sent.

    A client that was told 201 finds its row: what the dependency does after its `yield`, a commit
    say, is over when the first byte of the response leaves, and what it raises becomes the
    response.

    `dependency` is any callable: an (async) generator function, an `@asynccontextmanager` or
    `@contextmanager` function, a class, a (coroutine) function, an object with `__call__`, a
    bound method, a `functools.partial`. What it yields is provided; a context manager that it
    returns is entered, and what that gives is provided; anything else is provided as it is. Do
    not wrap a plain function that returns a context manager shared between requests: it would be
    closed with the first response.

    On a `ScopedRoute` a generator is sent the final response, `response = yield session`, hence
    `AsyncGenerator[Session, Response]`. It may commit or roll back by `response.status_code` and
    still set headers. On other routes and on websockets there is none, and it is resumed with None.

    The result is for `Depends`, FastAPI's own or the typed one, on any router. Wrapping what is
    wrapped already changes nothing.

    Raises:
        TypeError: `dependency` cannot be called.
    """
    if isinstance(dependency, ResponseScopedDependency):
        return cast("ResponseScopedDependency[P, Any]", dependency)
    if not callable(dependency):
        raise TypeError(
            f"response_scoped_dependency() takes a callable, not {dependency!r}. "
            "Pass the function itself, without calling it."
        )
    return ResponseScopedDependency(dependency)
