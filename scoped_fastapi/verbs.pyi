from collections.abc import Callable
from typing import Any, TypeVar, overload

from typing_extensions import Unpack

from .options import BodilessHandler, NoBodyStatus, RouteOptions

__all__ = ["TypedVerbs"]

HandlerT = TypeVar("HandlerT", bound=Callable[..., Any])
BodilessHandlerT = TypeVar("BodilessHandlerT", bound=BodilessHandler)

class TypedVerbs:
    @overload
    def get(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def get(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def put(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def put(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def post(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def post(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def delete(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def delete(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def options(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def options(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def head(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def head(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def patch(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def patch(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def trace(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def trace(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def api_route(
        self,
        path: str,
        *,
        status_code: NoBodyStatus,
        methods: list[str] | None = None,
        **options: Unpack[RouteOptions],
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...
    @overload
    def api_route(
        self,
        path: str,
        *,
        status_code: int | None = None,
        methods: list[str] | None = None,
        **options: Unpack[RouteOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
