"""Which plain values pydantic never converts to which others, measured with pydantic 2."""

from __future__ import annotations

from typing import Final

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

# From the class that a field declares to the classes whose values it never takes.
NEVER: Final = {
    "builtins.str": _NUMBERS | _TEMPORAL | _OPAQUE,
    "builtins.bytes": _NUMBERS | _TEMPORAL | _OPAQUE,
    "builtins.int": _TEMPORAL | _OPAQUE,
    "builtins.float": _TEMPORAL | _OPAQUE,
    "builtins.bool": _TEMPORAL | _OPAQUE,
    _DATETIME: {_TIME, _TIMEDELTA} | _OPAQUE,
    _DATE: {_TIME, _TIMEDELTA} | _OPAQUE,
    _TIME: {_DATE, _DATETIME, _TIMEDELTA} | _OPAQUE,
    _TIMEDELTA: {_DATE, _DATETIME, _TIME} | _OPAQUE,
    _UUID: _NUMBERS | _TEMPORAL | {_PATH},
    _PATH: _NUMBERS | _TEMPORAL | {_UUID},
    **dict.fromkeys(_DECIMAL, _TEMPORAL | _OPAQUE),
}

# Values in which pydantic looks for no attributes, nor for items; `str` is no list of text either.
SCALARS: Final = frozenset(
    {"builtins.str", "builtins.bytes", "builtins.complex"} | _NUMBERS | _TEMPORAL | _OPAQUE
)
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
