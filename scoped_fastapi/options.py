"""The keyword options of FastAPI's verbs, and the statuses that forbid a body, as types."""

from collections.abc import Callable, Coroutine, Sequence
from enum import Enum
from http import HTTPStatus
from typing import Any, Literal, TypeAlias

from fastapi import APIRouter
from fastapi.routing import APIRoute
from fastapi.types import IncEx
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Lifespan
from typing_extensions import TypedDict

__all__ = [
    "AllOptions",
    "ApplicationOptions",
    "Dependencies",
    "FormLimits",
    "IncludeOptions",
    "NoBodyStatus",
    "RouteOptions",
    "RouterOptions",
    "StatusOptions",
]

NoBodyStatus: TypeAlias = Literal[
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

# What `dependencies=[...]` takes: FastAPI's `Depends(...)`, or ours, which for a type checker is the
# value that is provided, whatever its type.
Dependencies: TypeAlias = Sequence[Any] | None


class FormLimits(TypedDict, total=False):
    """Limits for the parsing of forms; the newest FastAPI has them."""

    max_fields: int
    max_files: int
    max_part_size: int


# The options that are given are closed: ty would take a misspelled one for one more that it does not
# know. What is closed cannot be added to, hence the bases.


class _RouteOptions(TypedDict, total=False):
    """What every verb takes; the meanings are FastAPI's."""

    tags: list[str | Enum] | None
    dependencies: Dependencies
    summary: str | None
    description: str | None
    response_description: str
    responses: dict[int | str, dict[str, Any]] | None
    deprecated: bool | None
    operation_id: str | None
    response_model_include: IncEx | None
    response_model_exclude: IncEx | None
    response_model_by_alias: bool
    response_model_exclude_unset: bool
    response_model_exclude_defaults: bool
    response_model_exclude_none: bool
    include_in_schema: bool
    response_class: type[Response]
    name: str | None
    callbacks: list[BaseRoute] | None
    openapi_extra: dict[str, Any] | None
    generate_unique_id_function: Callable[[APIRoute], str]
    max_body_size: int | None
    form_limits: FormLimits | None


class RouteOptions(_RouteOptions, total=False, closed=True):
    """What every verb takes besides `status_code` and `response_model`."""


class StatusOptions(_RouteOptions, total=False, closed=True):
    """What every verb takes besides `response_model`."""

    status_code: int | None


class AllOptions(_RouteOptions, total=False, closed=True):
    """What every verb takes."""

    status_code: int | None
    response_model: Any


class IncludeOptions(TypedDict, total=False, closed=True):
    """What `include_router` takes besides the router and `dependencies`."""

    prefix: str
    tags: list[str | Enum] | None
    default_response_class: type[Response]
    responses: dict[int | str, dict[str, Any]] | None
    callbacks: list[BaseRoute] | None
    deprecated: bool | None
    include_in_schema: bool
    generate_unique_id_function: Callable[[APIRoute], str]
    max_body_size: int | None
    form_limits: FormLimits | None


class _SharedOptions(TypedDict, total=False):
    """What routers and applications both take."""

    default_response_class: type[Response]
    responses: dict[int | str, dict[str, Any]] | None
    callbacks: list[BaseRoute] | None
    routes: list[BaseRoute] | None
    redirect_slashes: bool
    on_startup: Sequence[Callable[[], Any]] | None
    on_shutdown: Sequence[Callable[[], Any]] | None
    lifespan: Lifespan[Any] | None
    deprecated: bool | None
    include_in_schema: bool
    generate_unique_id_function: Callable[[APIRoute], str]
    strict_content_type: bool
    max_body_size: int | None
    form_limits: FormLimits | None


class RouterOptions(_SharedOptions, total=False, closed=True):
    """What `APIRouter` takes besides `route_class`; the meanings are FastAPI's."""

    prefix: str
    tags: list[str | Enum] | None
    default: ASGIApp | None
    dependency_overrides_provider: Any


class ApplicationOptions(_SharedOptions, total=False, closed=True):
    """What `FastAPI` takes; the meanings are FastAPI's."""

    debug: bool
    title: str
    summary: str | None
    description: str
    version: str
    openapi_url: str | None
    openapi_tags: list[dict[str, Any]] | None
    openapi_external_docs: dict[str, Any] | None
    servers: list[dict[str, str | Any]] | None
    docs_url: str | None
    redoc_url: str | None
    swagger_ui_oauth2_redirect_url: str | None
    swagger_ui_init_oauth: dict[str, Any] | None
    swagger_ui_parameters: dict[str, Any] | None
    middleware: Sequence[Middleware] | None
    exception_handlers: (
        dict[
            int | type[Exception],
            Callable[[Request, Any], Response | Coroutine[Any, Any, Response]],
        ]
        | None
    )
    terms_of_service: str | None
    contact: dict[str, str | Any] | None
    license_info: dict[str, str | Any] | None
    root_path: str
    root_path_in_servers: bool
    webhooks: APIRouter | None
    separate_input_output_schemas: bool
    telemetry: Any
