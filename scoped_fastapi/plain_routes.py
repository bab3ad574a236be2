"""Checks of the routes that FastAPI registers without us, made when they are first asked for."""

from collections.abc import MutableMapping
from typing import Any

from .default_scope import settle
from .fastapi_internals import running_route
from .scopes import check_scopes

__all__ = ["check_running_route", "describe", "mark_as_checked"]

_CHECKED = "scoped_fastapi_checked"


def describe(route: Any) -> str:
    """Name a route, or what an inclusion makes of it, for a message."""
    methods = getattr(route, "methods", None)
    return f"{','.join(sorted(methods)) if methods else 'WS'} {getattr(route, 'path', '')}"


def mark_as_checked(route: Any) -> None:
    """Note that the scopes of `route` are right."""
    vars(route)[_CHECKED] = True


def check_running_route(scope: MutableMapping[str, Any]) -> None:
    """Check the scopes of the route that answers to this ASGI scope, if nobody did.

    Nothing of ours runs while a plain router registers a route, so this is the first chance. With
    overrides something else runs than the route declares, and nothing can be said.

    Raises:
        DependencyScopeError: a request-scoped generator depends on a response-scoped value.
    """
    route = running_route(scope)
    if route is None or _CHECKED in vars(route):
        return
    if getattr(scope.get("app"), "dependency_overrides", None):
        return
    settle(route.dependant)
    check_scopes(route.dependant, lambda: describe(route))
    mark_as_checked(route)
