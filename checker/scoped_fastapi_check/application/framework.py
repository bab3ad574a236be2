"""What FastAPI and Starlette call their classes, and what they make of a call that leaves options out."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.application.values import (
    DEFAULT,
    NONE,
    Constant,
    External,
    Items,
    Made,
    Mapping,
    Value,
)
from scoped_fastapi_check.model import fullnames

_PACKAGES: Final = frozenset({"fastapi", "starlette", "scoped_fastapi"})

APPLICATIONS: Final = frozenset({"FastAPI", "ScopedFastAPI", "Starlette"})
ROUTERS: Final = frozenset({"APIRouter", "ScopedRouter", "Router"})
SCOPED: Final = frozenset({"ScopedFastAPI", "ScopedRouter"})
# FastAPI's own take keywords only.
POSITIONS_OF_CLASSES: Final = {"Router": ("routes",), "Starlette": ("debug", "routes")}
ROUTE_CLASSES: Final = frozenset({"APIRoute", "ScopedRoute"})
DEPENDS: Final = frozenset({"Depends", "Security"})

VERBS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
# Methods that give a decorator, and those that are given the handler.
DECORATORS: Final = VERBS | {"api_route", "websocket", "websocket_route", "route"}
ADDERS: Final = frozenset(
    {"add_api_route", "add_api_websocket_route", "add_route", "add_websocket_route"}
)
WEBSOCKETS: Final = frozenset(
    {"websocket", "websocket_route", "add_api_websocket_route", "add_websocket_route"}
)
# Methods of Starlette's, which know nothing of FastAPI's parameters and of prefixes neither.
PLAIN: Final = frozenset({"route", "websocket_route", "add_route", "add_websocket_route"})
METHODS: Final = (
    DECORATORS
    | ADDERS
    | {"include_router", "mount", "host", "frontend", "add_middleware", "middleware", "on_event"}
    | {"add_event_handler", "exception_handler", "add_exception_handler"}
)

# Attributes of an application, and what they are where nothing is given.
PAGES: Final = {
    "docs_url": "/docs",
    "redoc_url": "/redoc",
    "openapi_url": "/openapi.json",
    "swagger_ui_oauth2_redirect_url": "/docs/oauth2-redirect",
}
# What the verbs hand on to `api_route`, and that to `add_api_route`, where nothing is given.
OPTIONS: Final[dict[str, Value]] = {
    "response_model": DEFAULT,
    "status_code": NONE,
    "tags": NONE,
    "dependencies": NONE,
    "summary": NONE,
    "description": NONE,
    "response_description": Constant("Successful Response"),
    "responses": NONE,
    "deprecated": NONE,
    "operation_id": NONE,
    "response_model_include": NONE,
    "response_model_exclude": NONE,
    "response_model_by_alias": Constant(True),
    "response_model_exclude_unset": Constant(False),
    "response_model_exclude_defaults": Constant(False),
    "response_model_exclude_none": Constant(False),
    "include_in_schema": Constant(True),
    "response_class": DEFAULT,
    "name": NONE,
    "callbacks": NONE,
    "openapi_extra": NONE,
    "generate_unique_id_function": DEFAULT,
}
# The parameters of `APIRouter.add_api_route` in their order, for what is passed by position.
POSITIONS: Final = {
    "add_api_route": ("path", "endpoint"),
    "add_api_websocket_route": ("path", "endpoint", "name"),
    "add_route": ("path", "endpoint", "methods", "name"),
    "add_websocket_route": ("path", "endpoint", "name"),
    "websocket": ("path", "name"),
    "websocket_route": ("path", "name"),
    "route": ("path", "methods", "name"),
    "include_router": ("router",),
    "mount": ("path", "app", "name"),
    "host": ("host", "app", "name"),
    "frontend": ("path",),
    "add_middleware": ("middleware_class",),
    "middleware": ("middleware_type",),
    "on_event": ("event_type",),
    "add_event_handler": ("event_type", "func"),
    "exception_handler": ("exc_class_or_status_code",),
    "add_exception_handler": ("exc_class_or_status_code", "handler"),
}
POSITIONS_OF_OTHERS: Final = ("path",)

# Calls that give back the function that they are given, or one that stands for it.
TRANSPARENT: Final = frozenset(
    {
        *("functools.cache", "functools.lru_cache", "functools.wraps", "functools.update_wrapper"),
        *("builtins.staticmethod", "builtins.classmethod", "builtins.property"),
        *("contextlib.contextmanager", "contextlib.asynccontextmanager"),
        *("typing.final", "typing.override", "typing_extensions.override", "typing.overload"),
        *("typing_extensions.final", "typing.no_type_check", "abc.abstractmethod"),
        *("typing_extensions.deprecated", "warnings.deprecated"),
        *fullnames.RESPONSE_SCOPED,
    }
)
# Calls that look at a function and leave it as it is.
LOOKING: Final = frozenset(
    {
        *("typing.get_type_hints", "inspect.signature", "inspect.getdoc", "builtins.getattr"),
        *("inspect.iscoroutinefunction", "asyncio.iscoroutinefunction", "builtins.isinstance"),
        *("builtins.hasattr", "builtins.callable", "builtins.print", "builtins.id"),
        *("builtins.repr", "builtins.str", "inspect.isclass", "inspect.isfunction"),
        *("typing.cast", "typing_extensions.get_type_hints", "inspect.get_annotations"),
        *("inspect.getsource", "inspect.getsourcelines", "builtins.len", "builtins.bool"),
    }
)
# Attributes of a function that change how FastAPI reads it.
SIGNATURE_ATTRIBUTES: Final = frozenset(
    {
        "__signature__",
        "__annotations__",
        "__wrapped__",
        "__defaults__",
        "__code__",
        "__kwdefaults__",
    }
)


def method_of(value: Value) -> str | None:
    """The name of a method of FastAPI's that is taken from its class: `APIRouter.get`."""
    if not isinstance(value, External):
        return None
    owner, _, name = value.fullname.rpartition(".")
    is_router = kind(External(owner)) in APPLICATIONS | ROUTERS
    return name if is_router and (name in METHODS or name == "__init__") else None


def is_settings(root: Value) -> bool:
    """Whether what a class derives from fills its fields from the environment."""
    if not isinstance(root, External):
        return False
    package, _, name = root.fullname.rpartition(".")
    return name == "BaseSettings" and package.startswith("pydantic")


def default_of(value: Value) -> Value:
    """The default of a field, which may be that of `Field(...)` or `field(...)`."""
    if not isinstance(value, Made) or value.callee.fullname not in _FIELDS:
        return value
    factory = value.keywords.get("default_factory")
    if isinstance(factory, External) and factory.fullname in {"builtins.list", "builtins.dict"}:
        return Items([]) if factory.fullname == "builtins.list" else Mapping({})
    position = 1 if value.callee.fullname == fullnames.DATACLASS_FIELD else 0
    return value.argument("default", position) or value


_FIELDS: Final = frozenset(
    {
        fullnames.PYDANTIC_FIELD,
        fullnames.PYDANTIC_FIELD_AS_IMPORTED,
        fullnames.DATACLASS_FIELD,
    }
)


def names_method(node: ast.expr) -> bool:
    """Whether what is called has the name of a method that registers."""
    return isinstance(node, ast.Attribute) and node.attr in DECORATORS | ADDERS


def kind(value: Value) -> str | None:
    """What the frameworks call a class or a function of theirs, None for everything else."""
    if not isinstance(value, External):
        return None
    package, _, _ = value.fullname.partition(".")
    return value.fullname.rpartition(".")[2] if package in _PACKAGES else None
