"""What FastAPI is asked to resolve for a response-scoped dependency."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from fastapi import params
from starlette.requests import HTTPConnection, Request
from starlette.websockets import WebSocket

from .callables import is_resolved, signature_of

__all__ = [
    "ARGUMENTS",
    "CONNECTION",
    "Arguments",
    "Parameters",
    "override_was_asked_for",
    "override_was_found",
]

# The parameters that are added, named so that they cannot meet one of the user's.
CONNECTION = "_scoped_fastapi_connection"
ARGUMENTS = "_scoped_fastapi_arguments"

_overridden: ContextVar[Any] = ContextVar("scoped_fastapi_overridden", default=None)


class Arguments(dict[str, Any]):
    """The arguments FastAPI resolved for a wrapped callable."""


class ArgumentsOf:
    """A dependency that provides the arguments for `call`, resolved as FastAPI resolves them.

    It is equal to `call`, so FastAPI runs in its place what an application put into
    `dependency_overrides` for `call`, and leaves the parameters of `call` alone.
    """

    def __init__(self, call: Callable[..., Any]) -> None:
        self.call: Callable[..., Any] = call
        self.__signature__: inspect.Signature = signature_of(call)

    async def __call__(self, **values: Any) -> Arguments:
        """Collect the values."""
        return Arguments(values)

    def __eq__(self, other: object) -> bool:
        return self.call == (other.call if isinstance(other, ArgumentsOf) else other)

    def __hash__(self) -> int:
        return hash(self.call)


class Parameters:
    """The parameters of a wrapper of `call`, in the two forms that FastAPI may need.

    Usually the wrapper has the parameters of `call` and one for the connection. That is the fast
    form. Where an application overrides `call` itself, the wrapper asks for `ArgumentsOf(call)`
    instead, which FastAPI replaces. FastAPI reads the signature again for every request as long as
    there are overrides, right after it has looked for one; that lookup is how we know.
    """

    def __init__(self, call: Callable[..., Any]) -> None:
        self.call: Callable[..., Any] = call
        self.connection: str = CONNECTION
        self._resolved: inspect.Signature | None = None

    def signature(self) -> inspect.Signature:
        """Return the form for FastAPI to read now."""
        if _overridden.get() is self.call:
            _overridden.set(None)
            return self._of_the_arguments()
        if self._resolved is not None:
            return self._resolved
        signature = self._flat()
        annotations = [parameter.annotation for parameter in signature.parameters.values()]
        # A name that does not exist yet may do so when FastAPI asks again.
        if all(map(is_resolved, annotations)):
            self._resolved = signature
        return signature

    def _flat(self) -> inspect.Signature:
        signature = signature_of(self.call)
        parameters = list(signature.parameters.values())
        # FastAPI fills in one connection per dependency: share the one that `call` asks for.
        for parameter in parameters:
            if _is_connection(parameter.annotation):
                self.connection = parameter.name
                return signature
        last = parameters[-1:]
        position = len(parameters)
        if last and last[0].kind is inspect.Parameter.VAR_KEYWORD:
            position -= 1
        parameters.insert(position, _connection_parameter())
        return signature.replace(parameters=parameters)

    def _of_the_arguments(self) -> inspect.Signature:
        depends = params.Depends(ArgumentsOf(self.call), use_cache=False, scope="function")
        arguments = inspect.Parameter(
            ARGUMENTS, inspect.Parameter.KEYWORD_ONLY, default=depends, annotation=Any
        )
        return inspect.Signature([_connection_parameter(), arguments])


def override_was_asked_for(call: Callable[..., Any]) -> None:
    """Note that FastAPI was just looking for an override, and there is one for `call`."""
    _overridden.set(call)


def override_was_found() -> None:
    """Note that the override is run as it is, and the parameters of the wrapper are not asked for."""
    _overridden.set(None)


def _connection_parameter() -> inspect.Parameter:
    return inspect.Parameter(CONNECTION, inspect.Parameter.KEYWORD_ONLY, annotation=HTTPConnection)


def _is_connection(annotation: Any) -> bool:
    return (
        inspect.isclass(annotation)
        and issubclass(annotation, HTTPConnection)
        and not issubclass(annotation, (Request, WebSocket))
    )
