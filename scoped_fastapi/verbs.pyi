from collections.abc import Callable
from typing import Any, TypeVar, overload

from pydantic import BaseModel
from typing_extensions import TypeForm, Unpack

from .handler_types import (
    ItemsModel,
    PlainModel,
    ReturnsItems,
    ReturnsNoBody,
    ReturnsPlain,
)
from .options import AllOptions, Dependencies, NoBodyStatus, RouteOptions, StatusOptions

__all__ = ["TypedVerbs"]

# A checker names these where a handler returns something else than its route lets it.
ReturnsNoBodyT = TypeVar("ReturnsNoBodyT", bound=ReturnsNoBody)
ReturnsItemsT = TypeVar("ReturnsItemsT", bound=ReturnsItems)
ReturnsPlainT = TypeVar("ReturnsPlainT", bound=ReturnsPlain)
HandlerT = TypeVar("HandlerT", bound=Callable[..., Any])

# Nothing but Any fits it. Its overload is the first, so that a status that is Any, or that is given
# among `**options`, is not taken for one without a body.
class _StatusKnownAtRunTime: ...

class TypedVerbs:
    @overload
    def get(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def get(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def get(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def get(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def get(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def get(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for GET requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def put(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def put(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def put(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def put(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def put(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def put(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for PUT requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def post(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def post(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def post(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def post(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def post(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def post(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for POST requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def delete(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def delete(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def delete(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def delete(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def delete(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def delete(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for DELETE requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def options(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def options(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def options(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def options(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def options(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def options(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for OPTIONS requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def head(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def head(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def head(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def head(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def head(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def head(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for HEAD requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def patch(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def patch(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def patch(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def patch(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def patch(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def patch(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for PATCH requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def trace(
        self, path: str, *, status_code: _StatusKnownAtRunTime, **options: Unpack[RouteOptions]
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def trace(
        self, path: str, *, status_code: NoBodyStatus, **options: Unpack[RouteOptions]
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def trace(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def trace(
        self, path: str, *, response_model: TypeForm[ItemsModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def trace(
        self, path: str, *, response_model: TypeForm[PlainModel], **options: Unpack[StatusOptions]
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def trace(self, path: str, **options: Unpack[AllOptions]) -> Callable[[HandlerT], HandlerT]:
        """Add a route for TRACE requests of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    @overload
    def api_route(
        self,
        path: str,
        *,
        status_code: _StatusKnownAtRunTime,
        methods: list[str] | None = None,
        **options: Unpack[RouteOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def api_route(
        self,
        path: str,
        *,
        status_code: NoBodyStatus,
        methods: list[str] | None = None,
        **options: Unpack[RouteOptions],
    ) -> Callable[[ReturnsNoBodyT], ReturnsNoBodyT]: ...
    @overload
    def api_route(
        self,
        path: str,
        *,
        response_model: TypeForm[BaseModel | None],
        methods: list[str] | None = None,
        **options: Unpack[StatusOptions],
    ) -> Callable[[HandlerT], HandlerT]: ...
    @overload
    def api_route(
        self,
        path: str,
        *,
        response_model: TypeForm[ItemsModel],
        methods: list[str] | None = None,
        **options: Unpack[StatusOptions],
    ) -> Callable[[ReturnsItemsT], ReturnsItemsT]: ...
    @overload
    def api_route(
        self,
        path: str,
        *,
        response_model: TypeForm[PlainModel],
        methods: list[str] | None = None,
        **options: Unpack[StatusOptions],
    ) -> Callable[[ReturnsPlainT], ReturnsPlainT]: ...
    @overload
    def api_route(
        self, path: str, *, methods: list[str] | None = None, **options: Unpack[AllOptions]
    ) -> Callable[[HandlerT], HandlerT]:
        """Add a route for one or more methods (GET, if `methods` does not say) of `path`.

        The meanings of the options are FastAPI's:

        - the answer: `status_code`, `response_model`, `response_class`, `response_description`, `responses`
        - what the model lets through: `response_model_include`, `response_model_exclude`,
          `response_model_by_alias`, `response_model_exclude_unset`, `response_model_exclude_defaults`,
          `response_model_exclude_none`
        - the request: `dependencies`, `max_body_size`, `form_limits` (the last two need a new FastAPI)
        - the documentation: `tags`, `summary`, `description`, `deprecated`, `operation_id`, `name`,
          `include_in_schema`, `callbacks`, `openapi_extra`, `generate_unique_id_function`

        For a status that forbids a body (204, 304, ...) the handler returns none.
        """
    # FastAPI takes its own markers for defaults here, which are no options for a user.
    def add_api_route(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        dependencies: Dependencies = None,
        **options: Any,
    ) -> None: ...
    def websocket(
        self, path: str, name: str | None = None, *, dependencies: Dependencies = None
    ) -> Callable[[HandlerT], HandlerT]: ...
