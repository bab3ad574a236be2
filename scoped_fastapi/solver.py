"""A faster solver: the first dependencies of a route, called in one go, before FastAPI solves the rest.

Solving, FastAPI spends more on a dependency than the dependency does: a cache key, a context
manager, an entry on an exit stack, a shield. What FastAPI would call first on a route, in its own
order, is called here instead, and FastAPI's solver is handed what is left. What is opened, either
way, is opened by the dependency itself and closed by the lifetime of the request; this only finds
arguments.

This leans on how FastAPI describes a dependency (`Dependant`), on how it reads parameters
(`request_params_to_args`) and on how it tells instances apart (`cache_key`). Whatever it does not
know, a field of a newer `Dependant` included, ends what is called here, and FastAPI goes on from
there. A parameter that is missing or invalid leaves it all to FastAPI, before anything was called:
hence one that runs a validator of the application's ends it, too.
"""

import functools
from collections.abc import Callable, Hashable, Sequence
from contextvars import ContextVar, Token
from dataclasses import fields
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from .callables import mark_as_coroutine_function, yields
from .dependencies import ResponseScopedDependency
from .fastapi_internals import cache_key, copy_dependant, is_coroutine_callable, may_run_code
from .lifetimes import Lifetime
from .opening import Opener
from .parameters import CONNECTION

__all__ = ["Plan", "Solving", "plan_for"]

# What a dependency may have and still be called here. Anything else must be as in an empty one.
_UNDERSTOOD = {
    "call",
    "cookie_params",
    "dependencies",
    "header_params",
    "http_connection_param_name",
    "name",
    "own_oauth_scopes",
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


class Solving(Lifetime):
    """The lifetime of a request that is solved here: its arguments, and the values so far."""

    __slots__ = ("_arguments", "_steps", "_token", "values")

    def __init__(self, steps: list["_Step"], arguments: dict["_Step", dict[str, Any]]) -> None:
        super().__init__()
        self._steps: list[_Step] = steps
        self._arguments: dict[_Step, dict[str, Any]] = arguments
        self._token: Token[Solving] = _solving.set(self)
        self.values: list[Any] = []

    async def run(self) -> None:
        """Call everything in order."""
        provided = self.values
        for step in self._steps:
            arguments = self._arguments.get(step, _NOTHING)
            if step.values:
                # In the order in which FastAPI fills them in.
                arguments = {name: provided[index] for name, index in step.values} | arguments
            if step.dependency is not None:
                provided.append(await step.dependency.open_in(self, **arguments))
            elif step.is_coroutine:
                provided.append(await step.call(**arguments))
            else:
                provided.append(await run_in_threadpool(step.call, **arguments))

    def forget(self) -> None:
        """Let go of the values: a task that the handler started may keep this for long."""
        _solving.reset(self._token)
        self._arguments = {}
        self.values = []


_NOTHING: dict[str, Any] = {}
_solving: ContextVar[Solving] = ContextVar("scoped_fastapi_solving")


class _Step:
    """One dependency to call: where its arguments come from, and how it is called."""

    __slots__ = ("call", "connections", "dependency", "is_coroutine", "parameters", "values")

    def __init__(self, node: Dependant, values: list[tuple[str, int]]) -> None:
        call: Any = node.call
        self.call: Callable[..., Any] = call
        self.dependency: Opener | None = call if isinstance(call, Opener) else None
        self.is_coroutine: bool = is_coroutine_callable(node)
        self.parameters: list[tuple[Sequence[Any], str]] = [
            (getattr(node, kind), _SOURCES.get(kind, kind))
            for kind in _PARAMETERS
            if getattr(node, kind)
        ]
        self.connections: list[str] = [
            name
            for name in (node.http_connection_param_name, node.request_param_name)
            if name is not None and name != CONNECTION
        ]
        # What other steps provide: the name of the argument, and the number of the step.
        self.values: list[tuple[str, int]] = values

    def resolve(self, request: Request) -> dict[str, Any] | None:
        """Return the arguments that come from the request, None if one is missing or invalid."""
        arguments: dict[str, Any] = {}
        for parameters, source in self.parameters:
            found, errors = request_params_to_args(parameters, getattr(request, source))
            if errors:
                return None
            arguments.update(found)
        for name in self.connections:
            arguments[name] = request
        return arguments


class Plan:
    """The dependencies of a route that are called before FastAPI solves the others.

    `dependant` is the tree that is left for FastAPI.
    """

    def __init__(self, dependant: Dependant, steps: list[_Step]) -> None:
        self.dependant: Dependant = dependant
        self.steps: list[_Step] = steps
        self._asking: list[_Step] = [s for s in steps if s.parameters or s.connections]

    def solving(self, request: Request) -> Solving | None:
        """Read the request for all of it; None says that a parameter is missing or invalid."""
        arguments: dict[_Step, dict[str, Any]] = {}
        for step in self._asking:
            found = step.resolve(request)
            if found is None:
                return None
            arguments[step] = found
        return Solving(self.steps, arguments)

    def running_inside(self) -> Dependant:
        """Return the tree that is left, with what calls the others as its first dependency.

        For a route that reads a body: FastAPI reads that before it calls any dependency.
        """
        first = Dependant(call=_run, path=self.dependant.path)
        return copy_dependant(self.dependant, dependencies=[first, *self.dependant.dependencies])


async def _run() -> None:
    await _solving.get().run()


def plan_for(dependant: Dependant) -> Plan | None:
    """Plan for the dependencies of a route, or None when FastAPI has to solve them all."""
    endpoint = dependant.call
    if endpoint is None or yields(endpoint):
        return None
    planner = _Planner()
    for node in dependant.dependencies:
        if not planner.take(node):
            break
    if not planner.steps:
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
        self._indexes: dict[Hashable, int] = {}
        self._somebody_has_the_request = False

    def has(self, node: Dependant) -> bool:
        """Whether a step calls what `node` asks for."""
        return _is_understood(node) and cache_key(node) in self._indexes

    def index_of(self, node: Dependant) -> int:
        return self._indexes[cache_key(node)]

    def take(self, node: Dependant) -> bool:
        """Take what FastAPI would call first below `node`; False says that it calls others now."""
        if self.has(node):
            return True
        if not all(map(self.take, node.dependencies)) or not _is_understood(node):
            return False
        values = [
            (child.name, self.index_of(child))
            for child in node.dependencies
            if child.name is not None
        ]
        step = _Step(node, values)
        if step.parameters and self._somebody_has_the_request:
            # It could have changed what this one would read.
            return False
        self._somebody_has_the_request = self._somebody_has_the_request or bool(step.connections)
        self._indexes[cache_key(node)] = len(self.steps)
        self.steps.append(step)
        return True

    def rest_of(self, node: Dependant) -> Dependant:
        """Return a copy of `node` that is given what the steps provide instead of asking for it."""
        if self.has(node):
            return Dependant(call=_Value(self.index_of(node)), name=node.name, path=node.path)
        return copy_dependant(node, dependencies=[*map(self.rest_of, node.dependencies)])


def _is_understood(node: Dependant) -> bool:
    call = node.call
    if call is None or not all(
        field.name in _UNDERSTOOD
        or (getattr(node, field.name) or None) == (getattr(_EMPTY, field.name) or None)
        for field in fields(node)
    ):
        return False
    if any(may_run_code(field) for kind in _PARAMETERS for field in getattr(node, kind)):
        return False
    return isinstance(call, ResponseScopedDependency) or not yields(call)


class _Value:
    """A dependency that provides what a step did."""

    def __init__(self, index: int) -> None:
        self.index: int = index

    async def __call__(self) -> Any:
        return _solving.get().values[self.index]


def _with_values(
    dependant: Dependant,
    endpoint: Callable[..., Any],
    names: dict[str, int],
    rest: list[Dependant],
) -> Dependant:
    """Return a copy of the route's `dependant` whose handler is given the values under `names`."""
    if not names:
        return copy_dependant(dependant, dependencies=rest)
    # In the order in which FastAPI fills them in: a handler may take them as `**kwargs`.
    order = [(node.name, names.get(node.name)) for node in dependant.dependencies if node.name]

    # Whether it gives a coroutine or a value: FastAPI asks what `__wrapped__` is, and before 0.123.5
    # for a mark.
    def call(**arguments: Any) -> Any:
        values = _solving.get().values
        complete = {
            name: arguments.pop(name) if index is None else values[index] for name, index in order
        }
        return endpoint(**complete, **arguments)

    functools.update_wrapper(call, endpoint)
    if is_coroutine_callable(dependant):
        mark_as_coroutine_function(call)
    return copy_dependant(dependant, call=call, dependencies=rest)
