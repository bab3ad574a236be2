"""Which plain values pydantic never converts to which others, measured with pydantic 2."""

from __future__ import annotations

from typing import Final

from scoped_fastapi_check.model import fullnames

_DATE: Final = "datetime.date"
_DATETIME: Final = "datetime.datetime"
_TIME: Final = "datetime.time"
_TIMEDELTA: Final = "datetime.timedelta"
_UUID: Final = "uuid.UUID"
_DECIMAL: Final = frozenset({"decimal.Decimal", "_decimal.Decimal"})
_PATH: Final = "pathlib.Path"
_TEMPORAL: Final = frozenset({_DATE, _DATETIME, _TIME, _TIMEDELTA})
_NUMBERS: Final = frozenset({"builtins.int", "builtins.float", "builtins.bool"}) | _DECIMAL
_OPAQUE: Final = frozenset({_UUID, _PATH})

# Pydantic's addresses are no text since 2.10; the types of `ipaddress` and its secrets never were.
ADDRESSES: Final = frozenset(
    {"pydantic_core._pydantic_core.Url", "pydantic_core._pydantic_core.MultiHostUrl"}
    | {f"pydantic.networks.{kind}Url" for kind in ("Any", "AnyHttp", "Http", "AnyWebsocket")}
    | {f"pydantic.networks.{kind}Url" for kind in ("Websocket", "File", "Ftp")}
    | {f"pydantic.networks.{kind}Dsn" for kind in ("Postgres", "Cockroach", "Amqp", "Redis")}
    | {f"pydantic.networks.{kind}Dsn" for kind in ("Mongo", "Kafka", "Nats", "MySQL", "MariaDB")}
    | {f"pydantic.networks.{kind}Dsn" for kind in ("ClickHouse", "Snowflake")}
    | {
        f"ipaddress.IPv{version}{kind}"
        for version in (4, 6)
        for kind in ("Address", "Interface", "Network")
    }
    | {"pydantic.types.SecretStr", "pydantic.types.SecretBytes", "re.Pattern"}
)

# Starlette's addresses of requests are none either: `request.url`, `request.url_for("read_user")`.
_OTHERS: Final = _OPAQUE | ADDRESSES | {fullnames.URL}

# From the class that a field declares to the classes whose values it never takes.
NEVER: Final = {
    "builtins.str": _NUMBERS | _TEMPORAL | _OTHERS,
    "builtins.bytes": _NUMBERS | _TEMPORAL | _OTHERS,
    "builtins.int": _TEMPORAL | _OTHERS,
    "builtins.float": _TEMPORAL | _OTHERS,
    "builtins.bool": _TEMPORAL | _OTHERS,
    _DATETIME: {_TIME, _TIMEDELTA} | _OTHERS,
    _DATE: {_TIME, _TIMEDELTA} | _OTHERS,
    _TIME: {_DATE, _DATETIME, _TIMEDELTA} | _OTHERS,
    _TIMEDELTA: {_DATE, _DATETIME, _TIME} | _OTHERS,
    _UUID: _NUMBERS | _TEMPORAL | ADDRESSES | {_PATH},
    _PATH: _NUMBERS | _TEMPORAL | ADDRESSES | {_UUID},
    **dict.fromkeys(_DECIMAL, _TEMPORAL | _OTHERS),
}

# Values in which pydantic looks for no attributes, nor for items; `str` is no list of text either.
SCALARS: Final = frozenset(
    {"builtins.str", "builtins.bytes", "builtins.complex"} | _NUMBERS | _TEMPORAL | _OPAQUE
)
# Stands for whatever has to be called before anything can be made of it.
FUNCTION: Final = "types.FunctionType"
# What has to be awaited, or called, before anything can be made of it.
NEVER_ITERATED: Final = frozenset(
    {
        FUNCTION,
        *("typing.Coroutine", "types.CoroutineType"),
        *("typing.AsyncGenerator", "typing.AsyncIterator", "types.AsyncGeneratorType"),
    }
)
# The same, and what is run through item by item.
UNFINISHED: Final = NEVER_ITERATED | {"typing.Generator", "types.GeneratorType"}
# Containers that are no object with fields, whatever is in them.
LISTS: Final = frozenset(
    {
        "builtins.list",
        "builtins.set",
        "builtins.frozenset",
        "builtins.tuple",
        "typing.Sequence",
        "typing.MutableSequence",
    }
)
# Containers that take the items of any iterable.
COLLECTIONS: Final = frozenset(
    {"builtins.list", "builtins.set", "builtins.frozenset", "builtins.tuple"}
)
# These take what is a `Sequence`, and nothing else.
SEQUENCES: Final = frozenset({"typing.Sequence", "typing.MutableSequence"})
ITERABLE: Final = "typing.Iterable"
MAPPING: Final = "typing.Mapping"
MAPPINGS: Final = frozenset({"builtins.dict", MAPPING, "typing.MutableMapping"})
