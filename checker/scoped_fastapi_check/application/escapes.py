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

# What serves an application, tries it or looks at it, by the last part of its name.
_RUNNING: Final = frozenset(
    {"run", "serve", "Server", "Config", "Granian", "Mangum", "ASGIApp", "LifespanManager"}
    | {"TestClient", "AsyncClient", "Client", "ASGITransport", "ProxyFix"}
    | {"print", "repr", "str", "id", "len", "isinstance", "hasattr", "getattr", "setattr"}
)


def only_runs(by: str) -> bool:
    """Whether code of this name certainly registers no route."""
    name = by.rpartition(".")[2]
    return name in _RUNNING or name.endswith("Middleware") or name.startswith("instrument")


def escape(machine: Machine, value: Value, by: str) -> None:
    """Code that is called `by` gets hold of a value: a router may be included, a handler changed."""
    machine.effects += isinstance(value, Router | RouteList | RouterMethod)
    match value:
        case Router():
            value.is_used = value.is_open = True
            value.may_have_more = value.may_have_more or not only_runs(by)
            # Versions are made of routes with one path: who does it takes them apart.
            value.is_reordered = value.is_reordered or "version" in by.lower()
        case RouteList():
            value.router.is_used = True
            if by in {"del", "random.shuffle"}:
                value.router.is_reordered = True
        case RouterMethod():
            value.router.is_used = value.router.is_open = value.router.may_have_more = True
        case Items():
            for item in value.items:
                escape(machine, item, by)
        case Mapping():
            for item in value.items.values():
                escape(machine, item, by)
            value.is_complete = False
            value.items.update(dict.fromkeys(value.items, UNKNOWN))
        case Either():
            for item in value.values:
                escape(machine, item, by)
        case Partial():
            for item in (value.callee, *value.positional, *value.keywords.values()):
                escape(machine, item, by)
        case Instance():
            for item in value.attributes.values():
                if isinstance(item, Router):
                    escape(machine, item, by)
        case Function() | BoundFunction():
            current = machine.registering
            if current is not None and current.handler is value:
                current.is_touched = True
        case _:
            pass
