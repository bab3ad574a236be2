from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Literal, TypeAlias, TypeVar, overload

from starlette.responses import Response

_NoBodyStatus: TypeAlias = Literal[
    100,
    101,
    102,
    103,
    204,
    205,
    304,
    HTTPStatus.CONTINUE,
    HTTPStatus.SWITCHING_PROTOCOLS,
    HTTPStatus.PROCESSING,
    HTTPStatus.EARLY_HINTS,
    HTTPStatus.NO_CONTENT,
    HTTPStatus.RESET_CONTENT,
    HTTPStatus.NOT_MODIFIED,
]

# Nothing but Any fits it. Its overload is the first, so that a status that is Any, or that is given
# among `**options`, is not taken for one without a body.
class _StatusKnownAtRunTime: ...

_BodilessHandler: TypeAlias = Callable[
    ..., Response | Awaitable[Response] | Awaitable[None] | Awaitable[Response | None] | None
]
_BodilessHandlerT = TypeVar("_BodilessHandlerT", bound=_BodilessHandler)
_HandlerT = TypeVar("_HandlerT", bound=Callable[..., Any])

class APIRouter:
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
