"""What an application answers to, as text."""

from collections.abc import Iterable, Iterator

from starlette.routing import BaseRoute, Host, Mount, Route

from .fastapi_internals import effective_routes

__all__ = ["is_documentation", "method_paths_from_routes"]

# The module whose `setup` adds the documentation routes of an application.
_DOCUMENTATION = "fastapi.applications"


def method_paths_from_routes(
    routes: Iterable[BaseRoute], *, documentation: bool = False, mounts: bool = False
) -> set[str]:
    """Return `"GET /api/items/{id}"` for every method and path that `routes` answer to.

    Included routers are listed with their prefixes. Websockets are left out. So are the pages that
    FastAPI adds for the documentation of an application (`/docs`, `/openapi.json`), unless
    `documentation` asks for them, and what is mounted, unless `mounts` does: the routes of mounted
    applications have the path of the mount before their own, those of a `Host` its `//host`.
    """
    return {
        f"{method} {path}"
        for route, path in _http_routes(routes, "", mounts, ())
        if documentation or not is_documentation(route)
        for method in route.methods or ()
    }


def _http_routes(
    routes: Iterable[BaseRoute], prefix: str, mounts: bool, around: tuple[int, ...]
) -> Iterator[tuple[Route, str]]:
    """Give each route with its whole path; `around` are the applications that these are in."""
    for route, effective in effective_routes(routes):
        path = prefix + (getattr(effective, "path", None) or "")
        if isinstance(route, Route):
            yield route, path
        # An application may be mounted in itself.
        elif mounts and isinstance(route, Mount | Host) and id(effective.app) not in around:
            host = f"//{route.host}" if isinstance(route, Host) else ""
            inner: list[BaseRoute] = list(effective.routes or [])
            yield from _http_routes(inner, path + host, mounts, (*around, id(effective.app)))


def is_documentation(route: Route) -> bool:
    """Whether FastAPI added this route itself, for the documentation of an application."""
    return getattr(route.endpoint, "__module__", None) == _DOCUMENTATION
