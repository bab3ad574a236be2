"""`response_scoped_dependency`: dependencies that are closed before the response is sent."""

import inspect
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    AsyncExitStack,
    asynccontextmanager,
)
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

from anyio import CancelScope
from fastapi import params
from fastapi.requests import HTTPConnection
from starlette.concurrency import run_in_threadpool

from .callables import (
    is_async_generator_function,
    is_coroutine_function,
    is_generator_function,
    mark_as_coroutine_function,
    name_of,
    opens_something,
    signature_of,
)
from .errors import DependencyLifetimeError
from .lifetimes import Lifetime, lifetime_of, open_result

__all__ = ["ResponseScopedDependency", "response_scoped_dependency"]

P = ParamSpec("P")
Q = ParamSpec("Q")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
SelfT = TypeVar("SelfT")

# The parameters that FastAPI fills in, named so that they cannot meet one of the user's.
_CONNECTION = "_scoped_fastapi_connection"
_ARGUMENTS = "_scoped_fastapi_arguments"


class Arguments(dict[str, Any]):
    """The arguments FastAPI resolved for a wrapped callable."""


class ArgumentsOf:
    """A dependency that provides the arguments for `call`, resolved as FastAPI resolves them.

    It is equal to `call`, so that FastAPI finds in its place what an application puts into
    `dependency_overrides` for `call`.
    """

    def __init__(self, call: Callable[..., Any]) -> None:
        self.call = call
        self.__signature__ = signature_of(call)

    async def __call__(self, **values: Any) -> Arguments:
        """Collect the values."""
        return Arguments(values)

    def __eq__(self, other: object) -> bool:
        return self.call == (other.call if isinstance(other, ArgumentsOf) else other)

    def __hash__(self) -> int:
        return hash(self.call)


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
        return inspect.Signature(
            [
                inspect.Parameter(
                    _CONNECTION, inspect.Parameter.KEYWORD_ONLY, annotation=HTTPConnection
                ),
                inspect.Parameter(
                    _ARGUMENTS,
                    inspect.Parameter.KEYWORD_ONLY,
                    default=params.Depends(
                        ArgumentsOf(wrapper.dependency), use_cache=False, scope="function"
                    ),
                    annotation=Any,
                ),
            ]
        )


class ResponseScopedDependency(Generic[P, T_co]):
    """What `response_scoped_dependency` makes of a callable: a dependency for `Depends`.

    Its type holds the parameters of the callable and the type it provides: it is called with the
    one and gives an awaitable of the other, which is how FastAPI and type checkers alike see a
    coroutine function.

    Two of them are equal when they wrap the same callable: within a request they are one instance.
    """

    __signature__ = _SignatureForFastAPI()

    def __init__(self, dependency: Callable[P, Any]) -> None:
        self.dependency = dependency
        self.name = name_of(dependency)
        self.__doc__ = dependency.__doc__
        self.__module__ = dependency.__module__
        self.__name__ = self.__qualname__ = self.name
        # Making a generator or a coroutine runs none of the user's code; anything else may block.
        self._call_in_thread = not (
            is_async_generator_function(dependency)
            or is_generator_function(dependency)
            or is_coroutine_function(dependency)
        )
        mark_as_coroutine_function(self)

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T_co:
        """Provide the value, to be closed when the response of the current request is known.

        FastAPI calls it. Called by hand it works as long as there is nothing to close; use `open`
        where there is.

        Raises:
            DependencyLifetimeError: there is something to close and no request to close it, or the
                wrapped callable broke its contract.
        """
        connection = kwargs.get(_CONNECTION)
        if not isinstance(connection, HTTPConnection):
            return await self._call_outside_of_a_request(*args, **kwargs)
        arguments = kwargs[_ARGUMENTS]
        if not isinstance(arguments, Arguments):
            # An override of the wrapped callable was run in its place, and this is its value.
            return cast("T_co", arguments)
        return await self._open(lifetime_of(connection.scope), **arguments)

    def open(self, *args: P.args, **kwargs: P.kwargs) -> AbstractAsyncContextManager[T_co]:
        """Provide the value without a request: in a test, a script, a background task.

        The value is closed when the `async with` block ends. There is no response: a generator
        is resumed with None.
        """
        return self._opened(*args, **kwargs)

    @asynccontextmanager
    async def _opened(self, *args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[T_co, None]:
        with CancelScope() as shield:
            async with AsyncExitStack() as stack:
                yield await self._open(Lifetime(stack, shield), *args, **kwargs)

    async def _open(self, lifetime: Lifetime, *args: Any, **kwargs: Any) -> T_co:
        if self._call_in_thread:
            result: Any = await run_in_threadpool(self.dependency, *args, **kwargs)
        else:
            result = self.dependency(*args, **kwargs)
        if isinstance(result, Awaitable):
            coroutine: Awaitable[Any] = result
            result = await coroutine
        return cast("T_co", await open_result(result, self.name, lifetime))

    async def _call_outside_of_a_request(self, *args: P.args, **kwargs: P.kwargs) -> T_co:
        if opens_something(self.dependency):
            raise DependencyLifetimeError(
                f"The dependency {self.name!r} was called outside of a request, and nothing would "
                f"close what it provides. Use `async with {self.name}.open(...) as value:`."
            )
        result: Any = self.dependency(*args, **kwargs)
        return cast("T_co", await result if isinstance(result, Awaitable) else result)

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
        return self.dependency == wrapped_call(other)

    def __hash__(self) -> int:
        return hash((ResponseScopedDependency, self.dependency))

    def __repr__(self) -> str:
        return f"<response-scoped dependency {self.name}>"


def wrapped_call(call: object) -> Callable[..., Any] | None:
    """Return what `call` wraps if it is response-scoped, else None."""
    if isinstance(call, ResponseScopedDependency):
        return cast("ResponseScopedDependency[..., Any]", call).dependency
    return None


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
