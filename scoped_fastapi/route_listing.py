"""What an application answers to, as text."""

from collections.abc import Iterable

from starlette.routing import BaseRoute, Route

from .fastapi_internals import routes_with_prefixes

__all__ = ["is_documentation", "method_paths_from_routes"]

# The module whose `setup` adds the documentation routes of an application.
_DOCUMENTATION = "fastapi.applications"


def method_paths_from_routes(routes: Iterable[BaseRoute]) -> set[str]:
    """Return `"GET /api/items/{id}"` for every method and path that `routes` answer to.

    Included routers are listed with their prefixes. Websockets, mounts and the application's own
    documentation routes are left out.
    """
    return {
        f"{method} {path}"
        for route, path in routes_with_prefixes(routes)
        if isinstance(route, Route) and not is_documentation(route)
        for method in route.methods or ()
    }


def is_documentation(route: Route) -> bool:
    """Whether FastAPI added this route itself, for the documentation of an application."""
    return getattr(route.endpoint, "__module__", None) == _DOCUMENTATION
