"""Response-scoped dependencies opened without FastAPI's solver, in one go, before it starts.

Solving, FastAPI spends more on a dependency than the dependency does: a cache key, a context
manager, an entry on an exit stack, a shield. A route whose response-scoped dependencies all come
first in FastAPI's own order (and no other `yield` dependency at all) can open them itself, in that
order, and hand the solver what is left. Nothing that can be observed changes but the time.

This leans on how FastAPI describes a dependency (`Dependant`) and on how it reads parameters
(`request_params_to_args`, both since before 0.121). Whatever `plan_for` does not know, a field of a
newer `Dependant` included, makes it decline, and FastAPI solves the route as it always does.
"""

import functools
import inspect
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import fields
from typing import Any, cast

from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from fastapi.exceptions import ValidationException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from .callables import (
    is_async_generator_function,
    is_generator_function,
    makes_async_generator,
)
from .closing import AsyncGeneratorCloser, Closer, did_not_yield, opened
from .dependencies import ResponseScopedDependency
from .fastapi_internals import copy_dependant, is_coroutine_callable
from .parameters import CONNECTION

__all__ = ["CLOSERS", "Opened", "Plan", "UnresolvedError", "close_all", "plan_for"]

# Where the dependency that opens a plan finds the list for what it opened.
CLOSERS = "scoped_fastapi.closers"

_VALUES = "scoped_fastapi.values"
_REQUEST = "_scoped_fastapi_request"
_CONNECTION = "connection"

# What a dependency may have and still be opened here. Anything else must be as in an empty one.
_UNDERSTOOD = {
    "call",
    "cookie_params",
    "dependencies",
    "header_params",
    "http_connection_param_name",
    "name",
    "parent_oauth_scopes",
    "path",
    "path_params",
    "query_params",
    "request_param_name",
    "scope",
}
_EMPTY = Dependant()
_PARAMETERS = ("path_params", "query_params", "header_params", "cookie_params")
_SOURCES = {"header_params": "headers", "cookie_params": "cookies"}


# What a plan has opened: an async generator under its name, or what closes anything else.
Opened = Closer | tuple[str, AsyncGenerator[Any, Response | None]]


class _Step:
    """One dependency to open: where its arguments come from, and how it is called."""

    __slots__ = ("asks", "call", "connections", "name", "parameters", "takes", "values", "yields")

    def __init__(self, node: Dependant, values: list[tuple[str, int]]) -> None:
        dependency = _dependency_of(node)
        self.name: str = dependency.name
        self.yields: bool = makes_async_generator(dependency.dependency)
        self.call: Callable[..., Any] = (
            dependency.dependency if self.yields else dependency.result_of
        )
        self.parameters: list[tuple[Sequence[Any], str]] = [
            (getattr(node, kind), _SOURCES.get(kind, kind))
            for kind in _PARAMETERS
            if getattr(node, kind)
        ]
        self.connections: list[str] = [
            name
            for name in (node.request_param_name, node.http_connection_param_name)
            if name is not None and name != CONNECTION
        ]
        # What other steps provide: the name of the argument, and the number of the step.
        self.values: list[tuple[str, int]] = values
        self.asks: bool = bool(self.parameters or self.connections)
        self.takes: bool = bool(self.asks or values)

    def resolve(self, request: Request, values: dict[str, Any]) -> bool:
        """Fill in the arguments that come from the request; False if one is missing or invalid."""
        for parameters, source in self.parameters:
            found, errors = request_params_to_args(parameters, getattr(request, source))
            if errors:
                return False
            values.update(found)
        for name in self.connections:
            values[name] = request
        return True


class UnresolvedError(Exception):
    """A parameter of a dependency is missing or invalid, and FastAPI is to say so."""


class Plan:
    """The dependencies of a route that are opened before FastAPI solves the others.

    `dependant` is the tree that is left for FastAPI. What was taken out of it is read from the
    request by whatever needs it, the handler included.
    """

    def __init__(self, dependant: Dependant, steps: list[_Step]) -> None:
        self.dependant: Dependant = dependant
        self._steps: list[_Step] = steps
        self._asking: list[_Step] = [step for step in steps if step.asks]

    def opening_first(self) -> Dependant:
        """Return the tree with a first dependency that opens all of it.

        For a route with a body, which FastAPI reads before it opens a dependency: what is wrong
        with the body is to be said without having opened anything.
        """
        first = Dependant(call=self._open_first, request_param_name="request", path="")
        dependencies = [first, *self.dependant.dependencies]
        return copy_dependant(self.dependant, dependencies=dependencies)

    def point_at_endpoint(self, error: ValidationException) -> None:
        """Have the message of `error` name the file of the handler, not that of its stand-in.

        Newer versions of FastAPI name it; they read the line and the name through `__wrapped__`.
        """
        call = self.dependant.call
        if getattr(error, "endpoint_file", None) and call is not None:
            vars(error)["endpoint_file"] = inspect.getsourcefile(inspect.unwrap(call))

    async def _open_first(self, request: Request) -> None:
        if not await self.open(request, request.scope[CLOSERS]):
            raise UnresolvedError

    async def open(self, request: Request, closers: list[Opened]) -> bool:
        """Open all of it in order, noting in `closers` how each is closed.

        False says that a parameter is missing or invalid. Nothing was opened then: FastAPI is to
        solve the whole route, and to find the same.
        """
        provided: list[Any] = []
        request.scope[_VALUES] = provided
        arguments: dict[_Step, dict[str, Any]] = {}
        for step in self._asking:
            arguments[step] = {}
            if not step.resolve(request, arguments[step]):
                return False
        for step in self._steps:
            if step.takes:
                values = arguments.get(step, {})
                for name, index in step.values:
                    values[name] = provided[index]
                result = step.call(**values)
            else:
                result = step.call()
            if step.yields:
                # What `opened` does, without a coroutine for each dependency.
                try:
                    provided.append(await result.__anext__())
                except StopAsyncIteration:
                    raise did_not_yield(step.name) from None
                closers.append((step.name, result))
            else:
                value, closer = await opened(await result, step.name)
                provided.append(value)
                if closer is not None:
                    closers.append(closer)
        return True


async def close_all(
    closers: list[Opened], outcome: BaseException | None, response: Response | None
) -> BaseException | None:
    """Close all, the last first, each with what the request has come to by then."""
    while closers:
        closer = closers.pop()
        if not isinstance(closer, tuple):
            outcome = await closer.close(outcome, response)
            continue
        name, generator = closer
        if outcome is not None:
            outcome = await AsyncGeneratorCloser(name, generator).close(outcome, response)
            continue
        # What a closer does in the usual case, without a coroutine for each dependency.
        try:
            await generator.asend(response)
        except StopAsyncIteration:
            continue
        except BaseException as raised:
            outcome = raised
            continue
        outcome = await AsyncGeneratorCloser(name, generator).close_again()
    return outcome


def plan_for(dependant: Dependant) -> Plan | None:
    """Plan for the dependencies of a route, or None when FastAPI has to solve them all."""
    endpoint = dependant.call
    if endpoint is None or is_generator_function(endpoint) or is_async_generator_function(endpoint):
        return None
    planner = _Planner()
    for node in dependant.dependencies:
        if not planner.take(node):
            break
    if not planner.steps or not all(map(planner.leaves_nothing_open, dependant.dependencies)):
        return None
    names = {
        node.name: planner.index_of(node)
        for node in dependant.dependencies
        if node.name is not None and planner.has(node)
    }
    rest = [planner.rest_of(node) for node in dependant.dependencies if not planner.has(node)]
    return Plan(_with_values(dependant, endpoint, names, rest), planner.steps)


class _Planner:
    def __init__(self) -> None:
        self.steps: list[_Step] = []
        self._indexes: dict[ResponseScopedDependency[..., Any], int] = {}

    def has(self, node: Dependant) -> bool:
        """Whether a step opens what `node` asks for."""
        return _is_understood(node) and node.call in self._indexes

    def index_of(self, node: Dependant) -> int:
        return self._indexes[_dependency_of(node)]

    def take(self, node: Dependant) -> bool:
        """Take what FastAPI would open first below `node`; False says that it calls others now."""
        if self.has(node):
            return True
        if not all(map(self.take, node.dependencies)):
            return False
        if not _is_understood(node):
            return False
        self._indexes[_dependency_of(node)] = len(self.steps)
        values = [
            (child.name, self.index_of(child))
            for child in node.dependencies
            if child.name is not None
        ]
        self.steps.append(_Step(node, values))
        return True

    def leaves_nothing_open(self, node: Dependant) -> bool:
        """Whether FastAPI, left with `node`, has nothing to close for it."""
        if self.has(node):
            return True
        call = node.call
        return (
            call is not None
            and not isinstance(call, ResponseScopedDependency)
            and not is_generator_function(call)
            and not is_async_generator_function(call)
            and all(map(self.leaves_nothing_open, node.dependencies))
        )

    def rest_of(self, node: Dependant) -> Dependant:
        """Return a copy of `node` that reads what the steps opened instead of asking for it."""
        if self.has(node):
            return Dependant(
                call=_Value(self.index_of(node)),
                name=node.name,
                path=node.path,
                http_connection_param_name=_CONNECTION,
            )
        return copy_dependant(node, dependencies=[*map(self.rest_of, node.dependencies)])


def _is_understood(node: Dependant) -> bool:
    return isinstance(node.call, ResponseScopedDependency) and all(
        field.name in _UNDERSTOOD
        or (getattr(node, field.name) or None) == (getattr(_EMPTY, field.name) or None)
        for field in fields(node)
    )


def _dependency_of(node: Dependant) -> ResponseScopedDependency[..., Any]:
    return cast("ResponseScopedDependency[..., Any]", node.call)


class _Value:
    """A dependency that provides what a step opened."""

    def __init__(self, index: int) -> None:
        self.index: int = index

    async def __call__(self, connection: HTTPConnection) -> Any:
        return connection.scope[_VALUES][self.index]


def _with_values(
    dependant: Dependant,
    endpoint: Callable[..., Any],
    names: dict[str, int],
    rest: list[Dependant],
) -> Dependant:
    """Return a copy of the route's `dependant` whose handler is given the values under `names`."""
    if not names:
        return copy_dependant(dependant, dependencies=rest)
    items = list(names.items())
    request_name = dependant.request_param_name
    name = request_name or _REQUEST

    def complete(arguments: dict[str, Any]) -> dict[str, Any]:
        request = arguments[name] if request_name else arguments.pop(name)
        provided = request.scope[_VALUES]
        for parameter, index in items:
            arguments[parameter] = provided[index]
        return arguments

    async def call_async(**arguments: Any) -> Any:
        return await endpoint(**complete(arguments))

    def call_sync(**arguments: Any) -> Any:
        return endpoint(**complete(arguments))

    call = call_async if is_coroutine_callable(dependant) else call_sync
    functools.update_wrapper(call, endpoint)
    return copy_dependant(dependant, call=call, dependencies=rest, request_param_name=name)
