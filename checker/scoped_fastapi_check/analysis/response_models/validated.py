"""What FastAPI validates by a response model, and what it sends as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.response_models.schemas import is_response
from scoped_fastapi_check.analysis.types import Instance, Nothing, Unknown, members
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.analysis.types import Types, TypeT

__all__ = ["is_model", "tells_something", "validated", "without_none"]


def is_model(wanted: TypeT, types: Types[TypeT]) -> bool:
    """Whether a type is one to validate by: `response_model=None` turns validation off."""
    if types.literals(wanted) is not None:
        return True
    return not isinstance(types.shape(wanted), Nothing | Unknown)


def validated(given: TypeT, types: Types[TypeT]) -> list[TypeT]:
    """The members of a type but for the responses in it; none of them where one is unknown."""
    values = [member for member in members(given, types) if not is_response(member, types)]
    widened = [types.widened(value) for value in values]
    if any(isinstance(types.shape(value), Unknown) for value in widened):
        return []
    pairs = zip(values, widened, strict=True)
    return [value if types.literals(value) is not None else wide for value, wide in pairs]


def without_none(values: Sequence[TypeT], types: Types[TypeT]) -> list[TypeT]:
    """A None among others is mostly one that cannot come: the function has looked before."""
    return [value for value in values if not isinstance(types.shape(value), Nothing)]


def tells_something(given: TypeT, types: Types[TypeT]) -> bool:
    """Whether an object of a type is not one that may be of any class: a protocol, a function, `object`."""
    match types.shape(given):
        case Unknown():
            return False
        case Instance(cls):
            return not cls.is_protocol and cls.fullname != fullnames.OBJECT
        case _:
            return True
