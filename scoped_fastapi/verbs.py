"""The verbs of FastAPI's routers and applications, typed."""

from collections.abc import Callable
from typing import Any, TypeVar, overload

from typing_extensions import Unpack

from .options import BodilessHandler, NoBodyStatus, RouteOptions

__all__ = ["TypedVerbs"]

HandlerT = TypeVar("HandlerT", bound=Callable[..., Any])
BodilessHandlerT = TypeVar("BodilessHandlerT", bound=BodilessHandler)


class TypedVerbs:
    """The eight verbs and `api_route` with strict options, for a class that stands before FastAPI's.

    A decorated handler keeps its exact type. For a status that forbids a body only a handler that
    returns none, or a response of its own, is accepted. Everything is given on to FastAPI as it is,
    an option that a newer FastAPI has included.
    """

    def _fastapi(self, verb: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(super(), verb)
        return method

    @overload
    def get(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def get(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def get(self, path: str, **options: Any) -> Any:
        """Route GET requests for `path` to the decorated handler; see FastAPI's `get`."""
        return self._fastapi("get")(path, **options)

    @overload
    def put(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def put(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def put(self, path: str, **options: Any) -> Any:
        """Route PUT requests for `path` to the decorated handler; see FastAPI's `put`."""
        return self._fastapi("put")(path, **options)

    @overload
    def post(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def post(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def post(self, path: str, **options: Any) -> Any:
        """Route POST requests for `path` to the decorated handler; see FastAPI's `post`."""
        return self._fastapi("post")(path, **options)

    @overload
    def delete(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def delete(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def delete(self, path: str, **options: Any) -> Any:
        """Route DELETE requests for `path` to the decorated handler; see FastAPI's `delete`."""
        return self._fastapi("delete")(path, **options)

    @overload
    def options(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def options(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def options(self, path: str, **options: Any) -> Any:
        """Route OPTIONS requests for `path` to the decorated handler; see FastAPI's `options`."""
        return self._fastapi("options")(path, **options)

    @overload
    def head(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def head(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def head(self, path: str, **options: Any) -> Any:
        """Route HEAD requests for `path` to the decorated handler; see FastAPI's `head`."""
        return self._fastapi("head")(path, **options)

    @overload
    def patch(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def patch(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def patch(self, path: str, **options: Any) -> Any:
        """Route PATCH requests for `path` to the decorated handler; see FastAPI's `patch`."""
        return self._fastapi("patch")(path, **options)

    @overload
    def trace(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[BodilessHandlerT], BodilessHandlerT]: ...

    @overload
    def trace(
        self, path: str, *, status_code: int | None = None, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...

    def trace(self, path: str, **options: Any) -> Any:
        """Route TRACE requests for `path` to the decorated handler; see FastAPI's `trace`."""
        return self._fastapi("trace")(path, **options)

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

    def api_route(self, path: str, **options: Any) -> Any:
        """Route requests with `methods` for `path` to the decorated handler; see FastAPI's."""
        return self._fastapi("api_route")(path, **options)
