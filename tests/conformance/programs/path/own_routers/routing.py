from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute


class SlashRouter(APIRouter):
    """Registers each path with and without its slash."""

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        if path.endswith("/") and len(path) > 1:
            super().add_api_route(
                path[:-1],
                endpoint,
                include_in_schema=False,
                **{k: v for k, v in kwargs.items() if k != "include_in_schema"},
            )
        super().add_api_route(path, endpoint, **kwargs)


class PrefixedRouter(APIRouter):
    """Puts a parameter before each path."""

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        super().add_api_route("/{org_id}" + path, endpoint, **kwargs)


class TimedRoute(APIRoute):
    def get_route_handler(self) -> Callable[..., Any]:
        return super().get_route_handler()


class TimedRouter(APIRouter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("route_class", TimedRoute)
        super().__init__(*args, **kwargs)

    def get(self, path: str, **kwargs: Any) -> Callable[..., Any]:
        return super().get(path, response_model_exclude_none=True, **kwargs)


class WrappingRouter(APIRouter):
    """Fills a parameter of the path in itself."""

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        def wrapped(item_id: int) -> Any:
            return endpoint()

        super().add_api_route(path, wrapped, **kwargs)


def crud(router: APIRouter, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return router.get(path)
