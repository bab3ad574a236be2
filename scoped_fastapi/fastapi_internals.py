"""What this package needs of the inside of FastAPI that has changed, or may any day.

Each function says since which version its ground holds. When FastAPI takes it away, the error names
the installed version and what is missing, instead of failing somewhere deep in a request. The class
`Dependant`, and the functions of `fastapi.dependencies.utils` that make one and read a request by it,
are imported where they are used: FastAPI promises them no more, and has kept them as they are.
"""

import inspect
from collections.abc import (
    Callable,
    Coroutine,
    Generator,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from contextlib import AsyncExitStack, contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import replace
from enum import Enum
from typing import Any, cast

import fastapi
import fastapi.dependencies.models
import fastapi.routing
from anyio import CancelScope
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_typed_annotation
from fastapi.exceptions import FastAPIError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
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
    "existing_cleanup_scope",
    "function_stack",
    "get_typed_annotation",
    "handler_of",
    "is_coroutine_callable",
    "is_handled_by_fastapi",
    "lent_cleanup_scope",
    "may_run_code",
    "replace_function_stack",
    "running_route",
    "telemetry_data",
]

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_FUNCTION_STACK = "fastapi_function_astack"
_REQUEST_STACK = "fastapi_inner_astack"
_CLEANUP_SCOPES = "fastapi_async_cleanup_scopes"


def _no_stack(key: str) -> FastAPIError:
    return FastAPIError(
        f"FastAPI {fastapi.__version__} keeps no exit stack in scope[{key!r}]; "
        "scoped-fastapi needs the one that FastAPI has kept there since 0.121, "
        "and a route that FastAPI itself is running."
    )


def is_handled_by_fastapi(scope: MutableMapping[str, Any]) -> bool:
    """Whether a route of FastAPI's handles this request, so that something will be closed with it."""
    return _FUNCTION_STACK in scope


def function_stack(scope: MutableMapping[str, Any]) -> AsyncExitStack:
    """Return the stack that FastAPI closes after the handler and before the response is sent."""
    stack: AsyncExitStack | None = scope.get(_FUNCTION_STACK)
    if stack is None:
        raise _no_stack(_FUNCTION_STACK)
    return stack


def _request_stack(scope: MutableMapping[str, Any]) -> AsyncExitStack:
    stack: AsyncExitStack | None = scope.get(_REQUEST_STACK)
    if stack is None:
        raise _no_stack(_REQUEST_STACK)
    return stack


def replace_function_stack(scope: MutableMapping[str, Any], stack: AsyncExitStack) -> None:
    """Have FastAPI put what has the scope "function" on `stack` from now on."""
    scope[_FUNCTION_STACK] = stack


def cleanup_scope(scope: MutableMapping[str, Any]) -> CancelScope:
    """Return the one cancel scope that shields what is torn down in this request.

    A cancel scope that is opened around a teardown would be closed out of order when the dependency
    itself holds one open over its `yield` (a task group, say). The newest FastAPI therefore enters
    one before the first dependency, and shields with it. Share that one, or leave ours where
    FastAPI will find it; an older one does not look.
    """
    shield = existing_cleanup_scope(scope)
    if shield is None:
        request_stack = _request_stack(scope)
        shield = request_stack.enter_context(CancelScope())
        scope.setdefault(_CLEANUP_SCOPES, {})[request_stack] = shield
    return shield


def existing_cleanup_scope(scope: MutableMapping[str, Any]) -> CancelScope | None:
    """Return the cancel scope that FastAPI or `cleanup_scope` left for this request, if any."""
    shield: CancelScope | None = scope.get(_CLEANUP_SCOPES, {}).get(scope.get(_REQUEST_STACK))
    return shield


@contextmanager
def lent_cleanup_scope(scope: MutableMapping[str, Any]) -> Generator[CancelScope]:
    """Have FastAPI shield with a cancel scope that ends sooner than the request.

    Only for a route without request-scoped generators: they could hold scopes of their own longer.
    """
    if (existing := existing_cleanup_scope(scope)) is not None:
        yield existing
        return
    request_stack = _request_stack(scope)
    scopes: dict[AsyncExitStack, CancelScope] = scope.setdefault(_CLEANUP_SCOPES, {})
    with CancelScope() as shield:
        scopes[request_stack] = shield
        try:
            yield shield
        finally:
            del scopes[request_stack]


def _no_telemetry() -> None:
    return None


# What FastAPI records of this request, which it can since 0.165; None where it records nothing.
telemetry_data: Callable[[], Any] = getattr(fastapi.routing, "get_telemetry_data", _no_telemetry)


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


_MISSING_OF_ENUM = vars(Enum)["_missing_"].__func__
_NOT_FOR_VALIDATION = ("metadata", "serialization")


def may_run_code(field: Any) -> bool:
    """Whether validating this parameter may call a function: a validator, a factory of its default.

    FastAPI keeps a `TypeAdapter` for a parameter; of one that has none nothing is known.
    """
    adapter = getattr(field, "_type_adapter", None)
    return not isinstance(adapter, TypeAdapter) or _calls_functions(adapter.core_schema)


def _calls_functions(schema: object) -> bool:
    """Whether pydantic's core may call a function where it validates by this (part of a) schema."""
    if isinstance(schema, dict):
        parts = cast("dict[str, Any]", schema)
        kind = str(parts.get("type"))
        if kind in ("model", "dataclass") or kind.startswith("function"):
            return True
        if kind == "enum":
            missing = getattr(parts["cls"], "_missing_", None)
            return getattr(missing, "__func__", missing) is not _MISSING_OF_ENUM
        others = (part for key, part in parts.items() if key not in _NOT_FOR_VALIDATION)
        return any(map(_calls_functions, others))
    if isinstance(schema, list | tuple):
        return any(map(_calls_functions, cast("Sequence[object]", schema)))
    return callable(schema) and not inspect.isclass(schema)


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
