"""Notes what code that is not read gets hold of."""

from __future__ import annotations

from typing import Final

from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.route_values import RouteList, RouterMethod
from scoped_fastapi_check.application.routers import Router
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    BoundFunction,
    Either,
    Function,
    Instance,
    Items,
    Mapping,
    Partial,
    Value,
)

# What serves an application, or tries it, by the last part of its name.
_RUNNING: Final = frozenset(
    {"run", "serve", "Server", "Config", "Granian", "Mangum", "ASGIApp", "LifespanManager"}
    | {"TestClient", "AsyncClient", "Client", "ASGITransport", "ProxyFix"}
)
# What only looks at it.
_LOOKING: Final = frozenset(
    {"print", "repr", "str", "id", "len", "isinstance", "hasattr", "getattr", "setattr"}
)


def only_runs(by: str) -> bool:
    """Whether code of this name certainly registers no route."""
    name = by.rpartition(".")[2]
    is_known = name in _RUNNING or name in _LOOKING
    return is_known or name.endswith("Middleware") or name.startswith("instrument")


def escape(machine: Machine, value: Value, by: str) -> None:
    """Code that is called `by` gets hold of a value: a router may be included, a handler changed.

    Whoever holds a list, a dict or an object holds what is in it, which may be the list itself.
    """
    waiting = [value]
    known: set[Value] = set()
    while waiting:
        current = waiting.pop()
        if current not in known:
            known.add(current)
            waiting += _parts(current)
            _get_hold(machine, current, by)


def _parts(value: Value) -> list[Value]:
    """What somebody gets hold of together with a value."""
    match value:
        case Items():
            return value.items
        case Mapping():
            return list(value.items.values())
        case Either():
            return list(value.values)
        case Partial():
            return [value.callee, *value.positional, *value.keywords.values()]
        case Instance():
            return [one for one in value.attributes.values() if isinstance(one, Router)]
        case _:
            return []


def _get_hold(machine: Machine, value: Value, by: str) -> None:
    machine.effects += isinstance(value, Router | RouteList | RouterMethod)
    match value:
        case Router():
            value.is_used = value.is_open = True
            value.is_run = value.is_run or by.rpartition(".")[2] in _RUNNING
            value.may_have_more = value.may_have_more or not only_runs(by)
            # Versions are made of routes with one path: who does it takes them apart.
            value.is_reordered = value.is_reordered or "version" in by.lower()
        case RouteList():
            value.router.is_used = True
            if by in {"del", "random.shuffle"}:
                value.router.is_reordered = True
        case RouterMethod():
            value.router.is_used = value.router.is_open = value.router.may_have_more = True
        case Mapping():
            value.is_complete = False
            value.items.update(dict.fromkeys(value.items, UNKNOWN))
        case Function() | BoundFunction():
            current = machine.registering
            if current is not None and current.handler is value:
                current.is_touched = True
        case _:
            pass
