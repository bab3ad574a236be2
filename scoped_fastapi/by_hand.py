"""Dependencies that are opened by hand: `open()`, `open_sync()`, a call in a handler.

There are no parameters of a request to read then. What a dependency depends on is called for it, as
FastAPI would call it; everything else the caller passes, or Python's own default does.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from types import TracebackType
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from fastapi import params
from pydantic.fields import FieldInfo
from starlette.concurrency import run_in_threadpool

from .callables import is_coroutine_function, name_of, signature_of, yields
from .errors import NeedsRequestError
from .lifetimes import Lifetime
from .opening import Opener
from .scopes import wrapped_call

__all__ = ["OpenedByHand", "OpenedInThisThread", "open_by_hand"]

T = TypeVar("T")


class OpenedByHand(AbstractAsyncContextManager[T]):
    """What `open()` gives. It may be entered in one task and left in another.

    So it holds no cancel scope while it is open; a dependency may hold one, and then the tasks have
    to be the same.
    """

    def __init__(self, dependency: Opener, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        self._dependency: Opener = dependency
        self._args: Sequence[Any] = args
        self._kwargs: Mapping[str, Any] = kwargs
        self._lifetime: Lifetime = Lifetime()

    async def __aenter__(self) -> T:
        """Open the dependency, and what it depends on."""
        lifetime = self._lifetime
        opening = open_by_hand(self._dependency, lifetime, self._args, self._kwargs)
        try:
            value: T = await lifetime.opening(opening)
        except BaseException as error:
            outcome = await lifetime.close(error, None)
            if outcome is not None and outcome is not error:
                raise outcome  # noqa: B904 - it has the cause that it has
            raise
        return value

    async def __aexit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        """Close it, and tell it of the exception that ends the block."""
        outcome = await self._lifetime.close(error, None)
        if outcome is not None and outcome is not error:
            raise outcome


class OpenedInThisThread(AbstractContextManager[T]):
    """What `open_sync()` gives."""

    def __init__(self, dependency: Opener, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        self._dependency: Opener = dependency
        self._args: Sequence[Any] = args
        self._kwargs: Mapping[str, Any] = kwargs
        self._lifetime: Lifetime = Lifetime()

    def __enter__(self) -> T:
        """Open the dependency, and what it depends on."""
        values: list[Any] = []
        try:
            for call in _calls_for(self._dependency, self._args, self._kwargs):
                opener, kwargs = call.opener(), call.kwargs(values)
                if opener is not None:
                    values.append(opener.open_now(self._lifetime, *call.args, **kwargs))
                else:
                    values.append(call.call(*call.args, **kwargs))
        except BaseException as error:
            outcome = self._lifetime.close_now(error)
            if outcome is not None and outcome is not error:
                raise outcome  # noqa: B904 - it has the cause that it has
            raise
        value: T = values[-1]
        return value

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        """Close it, and tell it of the exception that ends the block."""
        outcome = self._lifetime.close_now(error)
        if outcome is not None and outcome is not error:
            raise outcome


async def open_by_hand(
    dependency: Opener, lifetime: Lifetime, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Any:
    """Open `dependency`, and what it depends on, in `lifetime`, and give its value.

    Raises:
        NeedsRequestError: a parameter is neither given nor has a default.
    """
    values: list[Any] = []
    for call in _calls_for(dependency, args, kwargs):
        opener, given = call.opener(), call.kwargs(values)
        if opener is not None:
            values.append(await opener.open_in(lifetime, *call.args, **given))
        elif is_coroutine_function(call.call):
            values.append(await call.call(*call.args, **given))
        else:
            values.append(await run_in_threadpool(call.call, *call.args, **given))
    return values[-1]


class _Call:
    """One call, whose arguments are given, or are what earlier calls provide."""

    def __init__(
        self, call: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> None:
        self.call: Callable[..., Any] = call
        self.args: tuple[Any, ...] = tuple(args)
        self._kwargs: dict[str, Any] = dict(kwargs)
        # By the name of the argument, the number of the call.
        self.numbers: dict[str, int] = {}

    def opener(self) -> Opener | None:
        """Return what opens it; None for a plain function or class, whose value is not closed."""
        if isinstance(self.call, Opener):
            return self.call
        return Opener(self.call) if yields(self.call) else None

    def kwargs(self, values: Sequence[Any]) -> dict[str, Any]:
        """Return the keyword arguments, by what the calls before provided."""
        return {**self._kwargs, **{name: values[number] for name, number in self.numbers.items()}}


def _calls_for(dependency: Opener, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[_Call]:
    """Return the calls that provide `dependency`, itself the last, in FastAPI's order.

    Raises:
        NeedsRequestError: a parameter is neither given nor has a default, here or in what it
            depends on; the message names it.
        TypeError: an argument that there is no parameter for.
    """
    planner = _Planner(dependency.name)
    planner.add(cast("Callable[..., Any]", dependency), args, kwargs)
    return planner.calls


class _Planner:
    def __init__(self, root: str) -> None:
        self.calls: list[_Call] = []
        self._root: str = root
        self._numbers: dict[Callable[..., Any], int] = {}
        # What is passed by the caller to be told of: an argument of the root.
        self._through: list[str] = []

    def add(
        self,
        dependency: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> int:
        call = _Call(dependency, args, kwargs)
        signature = signature_of(wrapped_call(dependency) or dependency)
        given = signature.bind_partial(*args, **kwargs).arguments
        for parameter in signature.parameters.values():
            if parameter.name not in given:
                self._fill_in(call, parameter)
        self.calls.append(call)
        return len(self.calls) - 1

    def _fill_in(self, call: _Call, parameter: inspect.Parameter) -> None:
        depends = _depends_of(parameter)
        if depends is not None:
            target = depends.dependency or _class_of(parameter.annotation)
            self._through.append(parameter.name)
            call.numbers[parameter.name] = self._number_of(target, depends)
            self._through.pop()
        elif isinstance(parameter.default, FieldInfo) or (
            parameter.default is inspect.Parameter.empty
            and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        ):
            raise self._needs_request(call.call, parameter.name)

    def _number_of(self, target: Callable[..., Any], depends: params.Depends) -> int:
        if not depends.use_cache:
            return self.add(target, (), {})
        if target not in self._numbers:
            self._numbers[target] = self.add(target, (), {})
        return self._numbers[target]

    def _needs_request(self, call: Callable[..., Any], name: str) -> NeedsRequestError:
        root = self._root
        owner = name_of(wrapped_call(call) or call)
        passed = (*self._through, name)[0]
        depended_on = "" if not self._through else f", which {root!r} depends on,"
        return NeedsRequestError(
            f"The parameter {name!r} of {owner!r}{depended_on} is read from a request, and here is "
            f"none. Pass it: `{root}.open({passed}=...)`."
        )


def _depends_of(parameter: inspect.Parameter) -> params.Depends | None:
    if isinstance(parameter.default, params.Depends):
        return parameter.default
    if get_origin(parameter.annotation) is Annotated:
        for metadata in reversed(get_args(parameter.annotation)[1:]):
            if isinstance(metadata, params.Depends):
                return metadata
    return None


def _class_of(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
