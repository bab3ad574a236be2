"""`ScopedRoute` and `ScopedRouter`: FastAPI's, with response-scoped dependencies and honest bodies."""

from collections.abc import Callable
from typing import Any, ClassVar

from fastapi import APIRouter
from fastapi.datastructures import Default, DefaultPlaceholder
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import DependencyScopeError
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute
from typing_extensions import Unpack

from .callables import name_of, yields
from .default_scope import settled, with_default_scope
from .errors import NoBodyStatusError
from .fastapi_internals import Handler, effective_route, handler_of
from .handlers import ScopedHandler
from .no_body import forbids_body
from .options import Dependencies, IncludeOptions, RouterOptions
from .overrides import scoped_overrides_of
from .params import Scope
from .plain_routes import describe, mark_as_checked
from .response_models import may_be_union, promises_body, return_annotation, without_responses
from .scopes import check_dependencies, check_scopes
from .verbs import TypedVerbs

__all__ = ["ScopedRoute", "ScopedRouter", "check_websocket"]


class ScopedRoute(APIRoute):
    """An `APIRoute` whose response-scoped dependencies are sent the final response.

    That is the one of the handler that `get_route_handler` gives here. A subclass that overrides the
    method stands around it: each call of the handler opens and closes what it needs.

    It also infers a response model from `Response | Model`, keeps the scope of what an override
    replaces, and sends neither a body nor a header that announces one with a status that forbids
    it. `dependency_scope` is the scope of `yield` dependencies that do not say; None is FastAPI's.

    Raises:
        NoBodyStatusError: the handler or `response_model` promises a body, and the status has none.
        DependencyScopeError: a request-scoped generator depends on a response-scoped value.
    """

    dependency_scope: ClassVar[Scope | None] = None

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        response_model: Any = Default(None),  # noqa: B008 - FastAPI's own marker
        status_code: int | None = None,
        **options: Any,
    ) -> None:
        if forbids_body(status_code):
            _refuse_body(path, endpoint, response_model, status_code, options.get("methods"))
            if isinstance(response_model, DefaultPlaceholder):
                response_model = None
        elif isinstance(response_model, DefaultPlaceholder) and may_be_union(endpoint):
            annotation = return_annotation(endpoint)
            model = without_responses(annotation)
            if model is not annotation:
                response_model = model
        super().__init__(
            path, endpoint, response_model=response_model, status_code=status_code, **options
        )

    def get_route_handler(self) -> Handler:
        """Build the handler for this route, or for the inclusion of it that is being made."""
        route = effective_route(self)
        mark_as_checked(route)

        def settle(dependant: Dependant) -> Dependant:
            dependant = settled(dependant, self.dependency_scope)
            check_scopes(dependant, lambda: describe(route))
            return dependant

        # As they are now: a handler that is built later is the one FastAPI would build now.
        overrides = scoped_overrides_of(route.dependency_overrides_provider)
        attributes = {**vars(route), "dependency_overrides_provider": overrides}

        def fastapis(route: ScopedRoute) -> Handler:
            # Of `route`, which may be a changed copy of `self`.
            return super(ScopedRoute, route).get_route_handler()  # noqa: UP008

        def build(dependant: Dependant) -> Handler:
            return handler_of(self, route, fastapis, {**attributes, "dependant": dependant})

        body = route.body_field is not None
        return ScopedHandler(route.dependant, settle, build, overrides, body=body).handle


def _refuse_body(
    path: str,
    endpoint: Callable[..., Any],
    response_model: Any,
    status_code: int | None,
    methods: Any,
) -> None:
    if not isinstance(response_model, DefaultPlaceholder):
        promise = f"has response_model={response_model!r}" if response_model else None
    elif yields(endpoint):
        promise = "is a generator, which streams a body"
    else:
        annotation = return_annotation(endpoint)
        promise = f"is annotated to return {annotation!r}" if promises_body(annotation) else None
    if promise is not None:
        raise NoBodyStatusError(
            f"{','.join(sorted(methods or ['GET']))} {path}: status code {status_code} must not have a response body, "
            f"but {name_of(endpoint)!r} {promise}. Return None (or a Response without content), "
            "or choose another status code."
        )


class ScopedRouter(TypedVerbs, APIRouter):
    """An `APIRouter` of `ScopedRoute`s.

    `dependency_scope="function"` gives FastAPI's scope "function" to every `yield` dependency of
    its routes that does not say its own, so that they all are closed before the response is sent.
    Every other option is FastAPI's.
    """

    def __init__(
        self,
        *,
        dependency_scope: Scope | None = None,
        dependencies: Dependencies = None,
        route_class: type[APIRoute] = ScopedRoute,
        **options: Unpack[RouterOptions],
    ) -> None:
        self.dependency_scope: Scope | None = dependency_scope
        dependencies = with_default_scope(dependencies, dependency_scope)
        super().__init__(route_class=route_class, dependencies=dependencies, **options)

    def include_router(
        self,
        router: APIRouter,
        *,
        dependencies: Dependencies = None,
        **options: Unpack[IncludeOptions],
    ) -> None:
        """Include `router` as FastAPI does; its routes get this router's default scope.

        Those of a `ScopedRouter` with a `dependency_scope` of its own keep that one.

        Raises:
            DependencyScopeError: a request-scoped generator among `dependencies` depends on a
                response-scoped value.
        """
        check_dependencies(dependencies or (), self.dependency_scope)
        super().include_router(router, dependencies=dependencies, **options)

    def add_api_websocket_route(
        self,
        path: str,
        endpoint: Callable[..., Any],
        name: str | None = None,
        *,
        dependencies: Dependencies = None,
    ) -> None:
        """Add a websocket as FastAPI does.

        Raises:
            DependencyScopeError: a request-scoped generator depends on a response-scoped value.
        """
        super().add_api_websocket_route(path, endpoint, name, dependencies=dependencies)
        check_websocket(self.routes)


def check_websocket(routes: list[BaseRoute]) -> None:
    """Take the websocket that was just added to `routes` back if its scopes are not right.

    Both scopes end with a websocket's handler, the response-scoped one first.

    Raises:
        DependencyScopeError: a request-scoped generator depends on a response-scoped value.
    """
    route = routes[-1]
    if isinstance(route, APIWebSocketRoute):
        try:
            check_scopes(settled(route.dependant), lambda: describe(route))
        except DependencyScopeError:
            routes.pop()
            raise
