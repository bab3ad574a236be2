"""Which plain values a field never takes: by what they are written as, and by their class if it is strict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Lack
from scoped_fastapi_check.analysis.response_models.conversions import LISTS, SCALARS
from scoped_fastapi_check.analysis.response_models.enum_values import is_no_member
from scoped_fastapi_check.analysis.response_models.limits import breaks_limits
from scoped_fastapi_check.analysis.types import Instance, Shape, Tuple, TypeT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scoped_fastapi_check.analysis.response_models.limits import Limit
    from scoped_fastapi_check.analysis.types import Class


@dataclass(frozen=True, slots=True)
class Reading:
    """How a field reads its value, beside its type."""

    is_strict: bool = False
    """Whether it converts nothing: `"3"` is no number then."""
    reaches_inside: bool = False
    """Whether it is strict about what is inside of its containers and unions, too."""
    discriminator: str | None = None
    """The field that tells which model of a union a value is meant for."""

    limits: tuple[Limit, ...] = ()
    """What it allows of a number, or of the length of a text."""
    items: Reading | None = None
    """How it reads what is in its container."""

    @property
    def restricts_items(self) -> bool:
        """Whether not all that has the type of its items is taken for one."""
        read = self.items
        return read is not None and (read.is_strict or bool(read.limits) or read.restricts_items)

    def inside(self) -> Reading:
        """How what is inside of a container is read."""
        read = self.of_member() if self.items is None else self.items
        is_strict = read.is_strict or (self.is_strict and self.reaches_inside)
        return replace(
            read,
            is_strict=is_strict,
            reaches_inside=self.reaches_inside,
            discriminator=self.discriminator,
            limits=() if self.items is None else read.limits,
        )

    def of_member(self) -> Reading:
        """How a member of a union is read."""
        return replace(self, is_strict=self.is_strict and self.reaches_inside)


LAX: Final = Reading()

_DECIMALS: Final = frozenset({"decimal.Decimal", "_decimal.Decimal"})
# Text without any digit is none of these.
_WITH_DIGITS: Final = _DECIMALS | {
    *("builtins.int", "builtins.float", "datetime.date", "datetime.datetime", "datetime.time"),
    "datetime.timedelta",
}
_FLOATS: Final = frozenset({"inf", "infinity", "nan"})
_TRUTHS: Final = frozenset(
    {"0", "off", "f", "false", "n", "no", "1", "on", "t", "true", "y", "yes"}
)
_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")
_UUID_DIGITS: Final = 32

# From what a strict field declares to the classes whose objects it takes; what derives from it for Python
# is left alone, though a strict `int` takes no `bool`.
_STRICT: Final = {
    "builtins.int": frozenset({"builtins.int", "builtins.bool"}),
    "builtins.float": _DECIMALS | {"builtins.int", "builtins.float", "builtins.bool"},
    "builtins.bool": frozenset({"builtins.bool"}),
    "builtins.str": frozenset({"builtins.str"}),
    "builtins.bytes": frozenset({"builtins.bytes"}),
    **dict.fromkeys(_DECIMALS, _DECIMALS),
    **{
        name: frozenset({name})
        for name in ("datetime.datetime", "datetime.time", "datetime.timedelta")
    },
    "datetime.date": frozenset({"datetime.date", "datetime.datetime"}),
    "uuid.UUID": frozenset({"uuid.UUID"}),
    **{
        name: frozenset({name})
        for name in ("builtins.list", "builtins.set", "builtins.frozenset", "builtins.tuple")
    },
}
# What is declared as the first may be one of the others, which derive from it or are taken for it.
_MAY_BE: Final = {
    "builtins.int": frozenset({"builtins.bool"}),
    "builtins.float": frozenset({"builtins.int", "builtins.bool"}),
    "datetime.date": frozenset({"datetime.datetime"}),
}


def refusal(values: Collection[str | int], cls: Class, reading: Reading) -> Lack | None:
    """Why a field of a class takes none of the values that are written out."""
    if is_unreadable(cls, values) or is_no_member(cls, values):
        return Lack.SHAPE
    return Lack.LIMIT if breaks_limits(values, reading.limits, cls.fullname) else None


def has_no_key(names: Iterable[str], wanted: Shape[TypeT]) -> bool:
    """Whether nothing that a dictionary wants for its keys can be made of one of these texts."""
    return isinstance(wanted, Instance) and any(
        refusal((name,), wanted.cls, LAX) is not None for name in names
    )


def is_unreadable(cls: Class, values: Iterable[str | int]) -> bool:
    """Whether pydantic makes no object of a class from any of the values that are written out."""
    return all(_is_unreadable(cls.fullname, value) for value in values)


def _is_unreadable(name: str, value: str | int) -> bool:
    if not isinstance(value, str):
        return name == "builtins.bool" and value not in {0, 1}
    text = value.strip().lower()
    if name in _WITH_DIGITS:
        may_be_word = name == "builtins.float" or name in _DECIMALS
        is_word = may_be_word and text.lstrip("+-") in _FLOATS
        return not is_word and not any(map(str.isnumeric, text))
    if name == "builtins.bool":
        return text not in _TRUTHS
    return name == "uuid.UUID" and sum(map(_HEXADECIMAL.__contains__, text)) < _UUID_DIGITS


def is_refused_strictly(
    there: Shape[TypeT], wanted: Class, values: Collection[str | int] | None = None
) -> bool:
    """Whether a strict field of a class takes no value of a type, or none that are written out.

    Only plain classes are told of.
    """
    taken = _STRICT.get(wanted.fullname)
    if taken is None or not isinstance(there, Instance | Tuple):
        return False
    name = there.cls.fullname
    if (name not in SCALARS and name not in LISTS) or name.startswith("typing."):
        return False
    may_be = frozenset[str]() if values is not None else _MAY_BE.get(name, frozenset())
    return name not in taken and not may_be & taken


def written_as(values: Collection[str | int] | None) -> str:
    """The value that is written out, as it is written; nothing where it may be one of several."""
    return repr(next(iter(values))) if values is not None and len(values) == 1 else ""
