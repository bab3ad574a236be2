"""Everything an application answers to, in the order in which it looks for it."""

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any, ForwardRef

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute, Host, Mount, Route, WebSocketRoute

from ..callables import raw_signature
from ..default_scope import settle, settled
from ..fastapi_internals import copy_dependant, effective_routes
from ..route_listing import is_documentation
from ..routing import ScopedRoute
from ..scopes import with_scopes
from .dependency_tree import dependency_tree
from .places import describe

__all__ = ["application_routes"]

_MODULE = re.compile(r"(?:(?:\w+|<locals>)\.)+(?=\w)")


def application_routes(application: FastAPI) -> list[dict[str, Any]]:
    """Describe the routes of an application, those of everything that is mounted among them.

    The documentation routes of the applications are left out.
    """
    return list(_described(application.routes, "", (id(application),)))


def _described(
    routes: Iterable[BaseRoute], prefix: str, around: tuple[int, ...]
) -> Iterator[dict[str, Any]]:
    for route, effective in effective_routes(routes):
        path = prefix + (getattr(effective, "path", None) or "")
        if isinstance(route, APIRoute):
            yield _api_route(route, effective, path)
        elif isinstance(route, APIWebSocketRoute):
            tree = dependency_tree(_at_first_request(effective.dependant))
            yield {**_row("websocket", path, [], effective.endpoint), "dependencies": tree}
        elif isinstance(route, WebSocketRoute):
            yield _row("websocket", path, [], route.endpoint)
        elif isinstance(route, Route):
            if not is_documentation(route):
                yield _row("http", path, sorted(route.methods or []), route.endpoint)
        elif isinstance(route, Mount | Host):
            host = f"//{route.host}" if isinstance(route, Host) else ""
            inner: list[BaseRoute] = list(effective.routes or [])
            # An application may be mounted in itself.
            if inner and id(effective.app) not in around:
                yield from _described(inner, path + host, (*around, id(effective.app)))
            else:
                yield _row("mount", path + host, [], effective.app)
        else:
            yield _row("other", path, [], type(route))


def _row(kind: str, path: str, methods: list[str], handler: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "methods": methods,
        "path": path,
        "handler": describe(handler),
        "status": None,
        "response_model": None,
        "stream_item": None,
        "dependencies": [],
    }


def _api_route(route: APIRoute, effective: Any, path: str) -> dict[str, Any]:
    if isinstance(route, ScopedRoute):
        dependant = settled(effective.dependant, route.dependency_scope)
    else:
        dependant = _at_first_request(effective.dependant)
    return {
        **_row("http", path, sorted(effective.methods), effective.endpoint),
        "status": _status(effective),
        "response_model": _type_name(effective.response_model),
        "stream_item": _type_name(getattr(effective, "stream_item_type", None)),
        "dependencies": dependency_tree(dependant),
    }


def _at_first_request(dependant: Dependant) -> Dependant:
    """Return the tree of a route of FastAPI's own as the first request will make it."""
    tree = copy_dependant(dependant, dependencies=[*dependant.dependencies])
    settle(tree)
    return with_scopes(tree, None)


def _status(effective: Any) -> int | None:
    """Return the status of an answer that says none itself."""
    if effective.status_code is not None:
        return int(effective.status_code)
    response_class = getattr(effective.response_class, "value", effective.response_class)
    default = raw_signature(response_class).parameters.get("status_code")
    return default.default if default is not None and isinstance(default.default, int) else None


def _type_name(annotation: Any) -> str | None:
    """Return a type as one writes it, without the modules."""
    if annotation is None:
        return None
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return _MODULE.sub("", inspect.formatannotation(annotation))
