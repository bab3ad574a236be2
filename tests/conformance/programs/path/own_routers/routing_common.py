from collections.abc import Callable
from typing import Any

from fastapi import APIRouter as FastAPIRouter


class APIRouter(FastAPIRouter):
    """As in public code: https://github.com/tiangolo/fastapi/issues/2060."""

    def add_api_route(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        include_in_schema: bool = True,
        **kwargs: Any,
    ) -> None:
        if path.endswith("/"):
            path = path[:-1]
        alternate = path + "/"
        super().add_api_route(alternate, endpoint, include_in_schema=False, **kwargs)
        super().add_api_route(path, endpoint, include_in_schema=include_in_schema, **kwargs)

    def api_route(
        self, path: str, *, include_in_schema: bool = True, **kwargs: Any
    ) -> Callable[[Any], Any]:
        if path.endswith("/"):
            path = path[:-1]
        add_path = super().api_route(path, include_in_schema=include_in_schema, **kwargs)
        add_alternate = super().api_route(path + "/", include_in_schema=False, **kwargs)

        def decorator(func: Any) -> Any:
            add_alternate(func)
            return add_path(func)

        return decorator
