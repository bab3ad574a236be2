from collections.abc import Callable
from typing import overload

from fastapi.routing import _BodilessHandlerT, _HandlerT, _NoBodyStatus, _StatusKnownAtRunTime

class FastAPI:
    @overload
    def get(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def get(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def get(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def put(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def put(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def put(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def post(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def post(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def post(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def delete(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def delete(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def delete(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def options(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def options(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def options(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def head(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def head(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def head(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def patch(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def patch(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def patch(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def trace(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def trace(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def trace(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def api_route(
        self, path: str, *, status_code: _StatusKnownAtRunTime
    ) -> Callable[[_HandlerT], _HandlerT]: ...
    @overload
    def api_route(
        self, path: str, *, status_code: _NoBodyStatus
    ) -> Callable[[_BodilessHandlerT], _BodilessHandlerT]: ...
    @overload
    def api_route(
        self, path: str, *, status_code: int | None = None
    ) -> Callable[[_HandlerT], _HandlerT]: ...
