"""The fully qualified names that more than one module knows.

A name of FastAPI, or of a package beside it, is written once: here, or in the one table that it belongs to
(`rules/blocking/known.py`, say). A test holds all modules to that. Names of the language itself, `builtins.int`,
are written where they are needed.
"""

from typing import Final

ANNOTATED: Final = frozenset({"typing.Annotated", "typing_extensions.Annotated"})
ANY: Final = "typing.Any"
CLASS_VAR: Final = frozenset({"typing.ClassVar", "typing_extensions.ClassVar"})
NO_RETURN: Final = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("NoReturn", "Never")
)
LITERAL: Final = frozenset({"typing.Literal", "typing_extensions.Literal"})
TYPED_DICT: Final = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})
OPTIONAL: Final = frozenset({"typing.Optional"})
UNION: Final = frozenset({"typing.Union"})
TYPE_QUALIFIERS: Final = CLASS_VAR | frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("Final", "Required", "NotRequired", "ReadOnly")
)
# `Optional[()]` and the like are no types, and errors where they stand.
NOTHING_WITHOUT_ARGUMENTS: Final = ANNOTATED | LITERAL | OPTIONAL | UNION | TYPE_QUALIFIERS
TYPE_VARIABLES: Final = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("TypeVar", "ParamSpec", "TypeVarTuple")
)
DATACLASS: Final = "dataclasses.dataclass"
PYDANTIC_DATACLASS: Final = "pydantic.dataclasses.dataclass"
DATACLASSES: Final = frozenset({DATACLASS, PYDANTIC_DATACLASS})
# What a generic class may derive from, so that its parameters are told.
GENERIC: Final = frozenset({"typing.Generic", "typing.Protocol", "typing_extensions.Protocol"})
NEW_TYPE: Final = frozenset({"typing.NewType", "typing_extensions.NewType"})
# Calls that make a type of its own, not another name for one.
TYPE_FACTORIES: Final = NEW_TYPE | TYPE_VARIABLES
CAST: Final = frozenset({"typing.cast", "typing_extensions.cast"})
# These leave a function what it is, for FastAPI, for a type checker and for who calls it.
NEUTRAL_DECORATORS: Final = frozenset(
    {"builtins.staticmethod", "builtins.classmethod", "abc.abstractmethod"}
    | {
        f"{module}.{name}"
        for module in ("typing", "typing_extensions")
        for name in ("final", "override")
    }
)
# What is kept is what the function gives.
CACHES: Final = frozenset({"functools.lru_cache", "functools.cache"})

_DEPENDS_MODULES: Final = ("fastapi.param_functions", "fastapi.params")
DEPENDS_OF_FASTAPI: Final = "fastapi.Depends"
SCOPED_DEPENDS: Final = "scoped_fastapi.params.Depends"
SCOPED_SECURITY: Final = "scoped_fastapi.params.Security"
DEPENDS: Final = frozenset(
    {f"{module}.Depends" for module in _DEPENDS_MODULES}
    | {DEPENDS_OF_FASTAPI, "scoped_fastapi.Depends", SCOPED_DEPENDS}
)
SECURITY: Final = frozenset(
    {f"{module}.Security" for module in _DEPENDS_MODULES}
    | {"fastapi.Security", "scoped_fastapi.Security", SCOPED_SECURITY}
)

# What tells FastAPI where the value of a parameter comes from, by the name users know it by.
PARAMETER_MARKERS: Final = {
    f"{module}.{name}": name
    for module in ("fastapi", *_DEPENDS_MODULES)
    for name in ("Path", "Query", "Header", "Cookie", "Body", "Form", "File")
} | {
    **dict.fromkeys(DEPENDS, "Depends"),
    **dict.fromkeys(SECURITY, "Security"),
}
# Calls whose result, as a default, stands for what FastAPI gets from a request.
MARKERS: Final = frozenset(PARAMETER_MARKERS)
# The packages that have markers to import.
MARKER_PACKAGES: Final = ("fastapi", "scoped_fastapi")
# Decorators that call the function with the arguments they are called with.
PASSING_DECORATORS: Final = frozenset(
    {
        "builtins.classmethod",
        "builtins.staticmethod",
        "contextlib.asynccontextmanager",
        "contextlib.contextmanager",
        "functools.cache",
        "functools.lru_cache",
        "typing.final",
        "typing.override",
        "typing_extensions.final",
        "typing_extensions.override",
    }
)

RESPONSE_SCOPED: Final = frozenset(
    {
        "scoped_fastapi.response_scoped_dependency",
        "scoped_fastapi.dependencies.response_scoped_dependency",
    }
)
# What takes items only when it is asked for the next one itself.
LAZY: Final = frozenset(
    {
        *(f"builtins.{name}" for name in ("enumerate", "filter", "iter", "map", "zip")),
        *("itertools.batched", "itertools.chain", "itertools.islice", "itertools.takewhile"),
    }
)
PARTIAL: Final = "functools.partial"
# Calls that give back a callable which FastAPI treats like the one that is passed first.
TRANSPARENT_WRAPPERS: Final = RESPONSE_SCOPED | {PARTIAL}

OAUTH2_PASSWORD_BEARER: Final = "fastapi.security.oauth2.OAuth2PasswordBearer"
OAUTH2_CODE_BEARER: Final = "fastapi.security.oauth2.OAuth2AuthorizationCodeBearer"
STARLETTE: Final = "starlette.applications.Starlette"
HTTP_MIDDLEWARE: Final = "starlette.middleware.base.BaseHTTPMiddleware"
FASTAPI: Final = "fastapi.applications.FastAPI"
ROUTER: Final = "fastapi.routing.APIRouter"
SCOPED_FASTAPI: Final = "scoped_fastapi.applications.ScopedFastAPI"
SCOPED_ROUTER: Final = "scoped_fastapi.routing.ScopedRouter"

# Most derived first: an engine names the first one that fits.
ROUTERS: Final = (SCOPED_FASTAPI, SCOPED_ROUTER, FASTAPI, ROUTER)
SCOPED_ROUTERS: Final = frozenset({SCOPED_FASTAPI, SCOPED_ROUTER})

BASE_MODEL: Final = "pydantic.main.BaseModel"
PYDANTIC_V1_MODEL: Final = "pydantic.v1.main.BaseModel"
# A FastAPI without this one still takes such models; so does each that runs with pydantic 1.
REFUSAL_OF_V1_MODELS: Final = "fastapi.exceptions.PydanticV1NotSupportedError"
UPLOAD_FILE: Final = "starlette.datastructures.UploadFile"
SECURITY_SCOPES: Final = "fastapi.security.oauth2.SecurityScopes"

WEBSOCKET: Final = "starlette.websockets.WebSocket"
HTTP_CONNECTION: Final = "starlette.requests.HTTPConnection"

RESPONSE: Final = "starlette.responses.Response"
FILE_RESPONSE: Final = "starlette.responses.FileResponse"
STREAMING_RESPONSE: Final = "starlette.responses.StreamingResponse"
EVENT_SOURCE_RESPONSE: Final = "sse_starlette.sse.EventSourceResponse"
REDIRECT_RESPONSE: Final = "starlette.responses.RedirectResponse"
JSON_RESPONSE: Final = "starlette.responses.JSONResponse"
HTML_RESPONSE: Final = "starlette.responses.HTMLResponse"
PLAIN_TEXT_RESPONSE: Final = "starlette.responses.PlainTextResponse"

# These encode more than `json.dumps` does.
OTHER_JSON_RESPONSES: Final = (
    "fastapi.responses.ORJSONResponse",
    "fastapi.responses.UJSONResponse",
)
# FastAPI makes text of these before a response gets them.
ENCODED_AS_TEXT: Final = (
    *("builtins.str", "builtins.bytes", "pathlib.PurePath", "uuid.UUID", "enum.Enum"),
    *("datetime.date", "datetime.time", "pydantic.networks.AnyUrl"),
)

# Most derived first, as above.
RESPONSES: Final = (
    REDIRECT_RESPONSE,
    FILE_RESPONSE,
    STREAMING_RESPONSE,
    JSON_RESPONSE,
    HTML_RESPONSE,
    PLAIN_TEXT_RESPONSE,
    RESPONSE,
)

# FastAPI's own EventSourceResponse is derived from the first.
STREAMS: Final = (STREAMING_RESPONSE, EVENT_SOURCE_RESPONSE)

# Objects of these are what they are, whatever happens to what they came from.
VALUES: Final = (
    *(f"builtins.{name}" for name in ("str", "bytes", "int", "float", "complex", "frozenset")),
    *(f"datetime.{name}" for name in ("date", "time", "timedelta")),
    *("decimal.Decimal", "enum.Enum", "pathlib.PurePath", "pydantic.main.BaseModel", "uuid.UUID"),
)

RUN_IN_THREADPOOL: Final = "fastapi.concurrency.run_in_threadpool"
BACKGROUND_TASK: Final = "starlette.background.BackgroundTask"
BACKGROUND_TASKS: Final = "starlette.background.BackgroundTasks"

CONTEXT_MANAGER: Final = "contextlib.contextmanager"
ASYNC_CONTEXT_MANAGER: Final = "contextlib.asynccontextmanager"
CONTEXT_MANAGER_DECORATORS: Final = frozenset({CONTEXT_MANAGER, ASYNC_CONTEXT_MANAGER})
EXIT_STACKS: Final = frozenset({"contextlib.ExitStack", "contextlib.AsyncExitStack"})
HTTP_EXCEPTION: Final = "starlette.exceptions.HTTPException"
WEBSOCKET_EXCEPTION: Final = "starlette.exceptions.WebSocketException"
# What FastAPI makes an answer of, if it is raised.
RAISED_EXCEPTIONS: Final = (HTTP_EXCEPTION, WEBSOCKET_EXCEPTION)
# There is nothing to answer on a websocket.
WEBSOCKET_EXCEPTIONS: Final = (
    "starlette.exceptions.WebSocketException",
    "starlette.websockets.WebSocketDisconnect",
    "fastapi.exceptions.WebSocketRequestValidationError",
)

HTTP_STATUS: Final = "http.HTTPStatus"
# What the full name of a constant for a status begins with.
STATUS_NAMES: Final = ("starlette.status.", "fastapi.status.", "http.HTTPStatus.")

MOUNT: Final = "starlette.routing.Mount"
HOST: Final = "starlette.routing.Host"
CORS_MIDDLEWARE: Final = "starlette.middleware.cors.CORSMiddleware"
COLLECTIONS: Final = ("builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset")
URL_NAMES: Final = frozenset({"AnyUrl", "AnyHttpUrl", "HttpUrl", "AnyWebsocketUrl", "WebsocketUrl"})
# The first is what they derive from since pydantic 2.10.
# The text of one of these without a path ends with a slash, unless it is told not to.
_BASE_URL: Final = "pydantic.networks._BaseUrl"
_CORE_URL: Final = "pydantic_core.Url"
URLS_OF_PYDANTIC_2: Final = (_BASE_URL, _CORE_URL)
URLS: Final = (_BASE_URL, "pydantic.networks.AnyUrl", _CORE_URL)

# What needs a running event loop, and what starts one.
ASKS_FOR_LOOP: Final = frozenset(
    f"{module}.{name}"
    for module in ("asyncio", "asyncio.tasks", "asyncio.events", "_asyncio")
    for name in (
        *("create_task", "ensure_future", "current_task"),
        *("get_running_loop", "get_event_loop"),
    )
)
ASKS_FOR_LOOP_TO_RUN: Final = frozenset(
    f"asyncio.{module}{name}" for module in ("", "tasks.") for name in ("gather", "shield")
)
"""What asks for the loop if it is given a coroutine, and not if that is a future."""
STARTS_LOOP: Final = frozenset(
    {"asyncio.run", "asyncio.runners.run", "anyio.run", "trio.run", "trio._core._run.run"}
    | {"anyio._core._eventloop.run"}
)
WAITS_FOR_LOOP: Final = frozenset({"anyio.from_thread.run", "anyio.from_thread.run_sync"})
"""What a thread asks the loop to do, and waits for: nothing that runs on the loop can."""
ASKS_FOR_LOOP_WHEN_MADE: Final = frozenset(
    {"aiohttp.ClientSession", "aiohttp.client.ClientSession"}
    | {"aiohttp.TCPConnector", "aiohttp.connector.TCPConnector"}
    | {"asyncpg.create_pool", "asyncpg.pool.create_pool"}
    | {"aiokafka.AIOKafkaProducer", "aiokafka.producer.producer.AIOKafkaProducer"}
    | {"aiokafka.AIOKafkaConsumer", "aiokafka.consumer.consumer.AIOKafkaConsumer"}
)
"""What asks for the loop if it is not given one, nor what has one."""
LOOP_WORDS: Final = frozenset(
    name.rpartition(".")[2]
    for name in (
        *ASKS_FOR_LOOP,
        *ASKS_FOR_LOOP_TO_RUN,
        *ASKS_FOR_LOOP_WHEN_MADE,
        *STARTS_LOOP,
        *WAITS_FOR_LOOP,
    )
)
LOOP_PACKAGES: Final = ("asyncio", "anyio", "aiohttp", "asyncpg", "aiokafka")
EVENT_LOOPS: Final = ("asyncio.events.AbstractEventLoop", "asyncio.AbstractEventLoop")
RUNNERS: Final = ("asyncio.runners.Runner", "asyncio.Runner")
CONTEXT_VAR: Final = "_contextvars.ContextVar"

ROUTE: Final = "fastapi.routing.APIRoute"
SCOPED_ROUTE: Final = "scoped_fastapi.routing.ScopedRoute"
OBJECT: Final = "builtins.object"
NUMBERS: Final = ("builtins.int", "builtins.float")

SECURITY_BASE: Final = "fastapi.security.base.SecurityBase"

PYDANTIC_V1_SETTINGS: Final = "pydantic.v1.env_settings.BaseSettings"
# The first for pydantic 2, which brings that of pydantic 1 along.
SETTINGS: Final = (
    "pydantic_settings.main.BaseSettings",
    PYDANTIC_V1_SETTINGS,
    "pydantic.env_settings.BaseSettings",
)

ROOT_MODEL: Final = "pydantic.root_model.RootModel"
FIELD_VALIDATOR: Final = "pydantic.functional_validators.field_validator"
MODEL_VALIDATOR: Final = "pydantic.functional_validators.model_validator"
OLD_VALIDATOR: Final = "pydantic.deprecated.class_validators.validator"
COMPUTED_FIELD: Final = "pydantic.fields.computed_field"
FIELD_SERIALIZER: Final = "pydantic.functional_serializers.field_serializer"
JSONABLE_ENCODER: Final = "fastapi.encoders.jsonable_encoder"
MODEL_SERIALIZER: Final = "pydantic.functional_serializers.model_serializer"
DECLARATIVE_BASE: Final = "sqlalchemy.orm.decl_api.DeclarativeBase"
DECLARATIVE_BASE_NO_META: Final = "sqlalchemy.orm.decl_api.DeclarativeBaseNoMeta"
DECLARATIVE_BASE_MAKERS: Final = frozenset(
    f"sqlalchemy.{module}.declarative_base"
    for module in ("orm", "orm.decl_api", "ext.declarative", "ext.declarative.api")
)
MAPPED_AS_DATACLASS: Final = "sqlalchemy.orm.decl_api.MappedAsDataclass"
DECLARATIVE_INTERCEPT: Final = "sqlalchemy.orm.decl_api.DeclarativeAttributeIntercept"
DECLARATIVE_TRANSFORM: Final = "sqlalchemy.orm.decl_api.DCTransformDeclarative"
MAPPED: Final = "sqlalchemy.orm.base.Mapped"
COLUMN: Final = "sqlalchemy.sql.schema.Column"
ROW: Final = "sqlalchemy.engine.row.Row"
MODEL_METACLASS: Final = "pydantic._internal._model_construction.ModelMetaclass"
PYDANTIC_TYPES: Final = "pydantic.types"
STRICT: Final = f"{PYDANTIC_TYPES}.Strict"
STRICT_TYPES: Final = frozenset(
    f"{module}.Strict{kind}"
    for module in ("pydantic", PYDANTIC_TYPES)
    for kind in ("Int", "Float", "Str", "Bool", "Bytes")
)
PYDANTIC_FIELD: Final = "pydantic.fields.Field"
TYPE_ADAPTERS: Final = frozenset({"pydantic.TypeAdapter", "pydantic.type_adapter.TypeAdapter"})
PYDANTIC_FIELD_AS_IMPORTED: Final = "pydantic.Field"
SQLMODEL: Final = "sqlmodel.main.SQLModel"
SQLMODEL_METACLASS: Final = "sqlmodel.main.SQLModelMetaclass"
# What declares a field of a model: SQLModel's own adds columns to pydantic's.
FIELDS: Final = frozenset({PYDANTIC_FIELD, "sqlmodel.main.Field"})
RELATIONSHIP: Final = "sqlmodel.main.Relationship"
DATACLASS_FIELD: Final = "dataclasses.field"

# What makes sessions when it is called, with any keyword arguments.
SCOPED_SESSION: Final = "sqlalchemy.orm.scoping.scoped_session"
SESSION_MAKERS: Final = (
    "sqlalchemy.orm.session.sessionmaker",
    SCOPED_SESSION,
    "sqlalchemy.ext.asyncio.session.async_sessionmaker",
    "sqlalchemy.ext.asyncio.scoping.async_scoped_session",
)

_SQLALCHEMY: Final = frozenset(
    {"Session", "scoped_session", "sessionmaker", "Query", "Engine", "Connection"}
    | {"AsyncSession", "async_scoped_session", "async_sessionmaker", "AsyncEngine"}
    | {"AsyncConnection", "MetaData", "Table", "Result", "ScalarResult", "MappingResult"}
    | {"AsyncResult", "AsyncScalarResult", "Row", "RowMapping"}
)

QUERY: Final = "sqlalchemy.orm.query.Query"
SELECT: Final = "sqlalchemy.sql.selectable.Select"
# What has to be run, or gone through, before there is anything of a table.
QUERIES: Final = frozenset(
    {
        QUERY,
        "sqlalchemy.orm.query.RowReturningQuery",
        SELECT,
        "sqlmodel.sql._expression_select_cls.Select",
        "sqlmodel.sql._expression_select_cls.SelectOfScalar",
    }
)
RESULTS: Final = frozenset(
    f"sqlalchemy.engine.result.{name}"
    for name in ("Result", "ScalarResult", "TupleResult", "MappingResult")
)
DATA_STRUCTURES: Final = "starlette.datastructures"
URL: Final = f"{DATA_STRUCTURES}.URL"


def is_sqlalchemy_class(fullname: str) -> bool:
    """Whether a name is that of a class of SQLAlchemy, from wherever it is imported."""
    return fullname.startswith("sqlalchemy.") and fullname.rpartition(".")[2] in _SQLALCHEMY
