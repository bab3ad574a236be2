"""`ScopedFastAPI`: an application whose routes are `ScopedRoute`s."""

from collections.abc import Callable
from typing import Any, cast

from fastapi import APIRouter, FastAPI
from typing_extensions import Unpack

from .default_scope import with_default_scope
from .options import ApplicationOptions, Dependencies, IncludeOptions
from .overrides import ScopedOverridesProvider
from .params import Scope
from .routing import ScopedRoute, check_websocket
from .scopes import check_dependencies
from .verbs import TypedVerbs

__all__ = ["ScopedFastAPI"]


class ScopedFastAPI(TypedVerbs, FastAPI):
    """A `FastAPI` of `ScopedRoute`s.

    `dependency_scope="function"` gives FastAPI's scope "function" to every `yield` dependency that
    does not say its own, in the application's routes and in those of the routers that it includes,
    except of `ScopedRouter`s with a `dependency_scope` of their own. Every other option is FastAPI's.
    """

    def __init__(
        self,
        *,
        dependency_scope: Scope | None = None,
        dependencies: Dependencies = None,
        **options: Unpack[ApplicationOptions],
    ) -> None:
        self.dependency_scope: Scope | None = dependency_scope
        dependencies = with_default_scope(dependencies, dependency_scope)
        super().__init__(dependencies=dependencies, **cast("dict[str, Any]", options))
        self.router.route_class = ScopedRoute
        # So that plain routers that are included keep the scope of what is overridden, too.
        self.router.dependency_overrides_provider = ScopedOverridesProvider(self)

    def include_router(
        self,
        router: APIRouter,
        *,
        dependencies: Dependencies = None,
        **options: Unpack[IncludeOptions],
    ) -> None:
        """Include `router` as FastAPI does.

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
        check_websocket(self.router.routes)
