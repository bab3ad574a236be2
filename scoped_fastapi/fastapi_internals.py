"""Everything this package needs from FastAPI that FastAPI does not promise to keep.

Each function says since which version its ground holds. When FastAPI takes it away, the error names
the installed version and what is missing, instead of failing somewhere deep in a request.
"""

from collections.abc import (
    Callable,
    Coroutine,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
)
from contextlib import AsyncExitStack
from contextvars import ContextVar
from copy import copy
from dataclasses import replace
from typing import Any, cast

import fastapi
import fastapi.dependencies.models
import fastapi.routing
from anyio import CancelScope
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_typed_annotation
from fastapi.exceptions import FastAPIError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

__all__ = [
    "Handler",
    "cache_key",
    "cleanup_scope",
    "copy_dependant",
    "effective_route",
    "effective_routes",
    "function_stack",
    "get_typed_annotation",
    "handler_of",
    "is_coroutine_callable",
    "running_route",
]

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_FUNCTION_STACK = "fastapi_function_astack"
_REQUEST_STACK = "fastapi_inner_astack"
_CLEANUP_SCOPES = "fastapi_async_cleanup_scopes"


def _stack(scope: MutableMapping[str, Any], key: str) -> AsyncExitStack:
    stack: AsyncExitStack | None = scope.get(key)
    if stack is None:
        raise FastAPIError(
            f"FastAPI {fastapi.__version__} keeps no exit stack in scope[{key!r}]; "
            "scoped-fastapi needs the one that FastAPI has kept there since 0.121, "
            "and a route that FastAPI itself is running."
        )
    return stack


def function_stack(scope: MutableMapping[str, Any]) -> AsyncExitStack:
    """Return the stack that FastAPI closes after the handler and before the response is sent."""
    return _stack(scope, _FUNCTION_STACK)


def cleanup_scope(scope: MutableMapping[str, Any]) -> CancelScope:
    """Return the one cancel scope that shields what is torn down in this request.

    A cancel scope that is opened around a teardown would be closed out of order when the dependency
    itself holds one open over its `yield` (a task group, say). The newest FastAPI therefore enters
    one before the first dependency, and shields with it. Share that one, or leave ours where
    FastAPI will find it; an older one does not look.
    """
    request_stack = _stack(scope, _REQUEST_STACK)
    scopes: dict[AsyncExitStack, CancelScope] = scope.setdefault(_CLEANUP_SCOPES, {})
    shield = scopes.get(request_stack)
    if shield is None:
        shield = scopes[request_stack] = request_stack.enter_context(CancelScope())
    return shield


def _effective_context() -> ContextVar[Any] | None:
    return getattr(fastapi.routing, "_effective_route_context_var", None)


def effective_route(route: APIRoute) -> APIRoute:
    """Return the route whose handler is being built: `route`, or what an inclusion makes of it.

    FastAPI until 0.136 made a new route for each inclusion. Since then it keeps the one route and
    builds a handler per inclusion from a context that has the attributes of a route, and that only
    this variable tells.
    """
    variable = _effective_context()
    context = variable.get() if variable is not None else None
    if context is not None and context.original_route is route:
        effective: APIRoute = context
        return effective
    return route


def running_route(scope: MutableMapping[str, Any]) -> Any:
    """Return what has the `dependant` that FastAPI is solving for this request, or None.

    That is the route, or what an inclusion made of it (see `effective_route`), which FastAPI keeps
    in the scope. The routes for a frontend are not put there, but one group of them all belongs to
    the router that was asked first.
    """
    route = scope.get("route")
    context = scope.get("fastapi", {}).get("effective_route_context")
    if getattr(context, "dependant", None) and (route is None or context.original_route is route):
        return context
    if route is None:
        route = getattr(scope.get("router"), "_frontend_routes", None)
    return route if getattr(route, "dependant", None) else None


def handler_of(
    route: APIRoute,
    effective: APIRoute,
    build: Callable[[Any], Handler],
    attributes: Mapping[str, Any],
) -> Handler:
    """Have `build` make a handler of `route` as it is in `effective`, but with these `attributes`.

    Neither of them is changed: the OpenAPI schema is made of them, maybe in another thread.
    """
    changed = copy(effective)
    vars(changed).update(attributes)
    variable = _effective_context()
    if effective is route or variable is None:
        return build(changed)
    token = variable.set(changed)
    try:
        return build(route)
    finally:
        variable.reset(token)


def copy_dependant(dependant: Dependant, **changes: Any) -> Dependant:
    """Return a copy with some fields changed, and nothing kept that FastAPI derived from the old."""
    return replace(dependant, **changes)


def is_coroutine_callable(dependant: Dependant) -> bool:
    """Whether FastAPI awaits what `dependant.call` gives, or runs it in a thread.

    A property of the dependant at first, a function beside it in newer versions.
    """
    question = getattr(fastapi.dependencies.models, "_is_coroutine_callable", None)
    if question is None:
        return bool(getattr(dependant, "is_coroutine_callable"))  # noqa: B009
    return bool(question(dependant.call))


def cache_key(dependant: Dependant) -> Hashable:
    """Return what FastAPI tells by whether two dependencies of a request are one instance.

    A property of the dependant at first, a function beside it in newer versions.
    """
    key_of = getattr(fastapi.dependencies.models, "_get_cache_key", None)
    if key_of is None:
        return cast("Hashable", getattr(dependant, "cache_key"))  # noqa: B009
    return cast("Hashable", key_of(dependant=dependant))


def effective_routes(routes: Iterable[BaseRoute]) -> Iterator[tuple[BaseRoute, Any]]:
    """Give each route, with what has its attributes as they are where the route is included.

    FastAPI until 0.136 copied the routes of an included router, prefix and all. Since then the
    including router holds one entry for it, which gives a context for each of them: with
    `iter_route_contexts` since 0.137.2, with a private function in the two versions before.
    """
    iter_route_contexts = getattr(fastapi.routing, "iter_route_contexts", None)
    if iter_route_contexts is not None:
        for context in iter_route_contexts(list(routes)):
            included = getattr(context, "_route_context", None)
            yield context.original_route, _placed(included) or context
        return
    iter_with_context = getattr(fastapi.routing, "_iter_routes_with_context", None)
    if iter_with_context is not None:
        for route, context in iter_with_context(list(routes)):
            yield route, _placed(context) or context or route
        return
    for route in routes:
        yield route, route


def _placed(context: Any) -> BaseRoute | None:
    """Return what an inclusion makes of a websocket, a mount or a route of Starlette's.

    It is a route of its own, and until 0.143 the attributes of its context are empty ones.
    """
    route: BaseRoute | None = getattr(context, "starlette_route", None)
    return route
