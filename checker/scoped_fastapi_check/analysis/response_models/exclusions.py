"""What a value certainly is not, whatever pydantic makes of it: no single value, no dictionary."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import (
    LISTS,
    MAPPING,
    MAPPINGS,
    SCALARS,
    UNFINISHED,
)
from scoped_fastapi_check.analysis.response_models.rows import is_object
from scoped_fastapi_check.analysis.types import Class, Dictionary, Instance, Nothing, Shape, Tuple
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import TypeT

# What is no single value, whatever is in it.
_WHOLES: Final = (
    UNFINISHED,
    LISTS,
    MAPPINGS,
    fullnames.QUERIES,
    fullnames.RESULTS,
    {fullnames.ROW},
)


def is_no_scalar(there: Shape[TypeT], never: Collection[str]) -> bool:
    """Whether a value is none of a plain class, which takes nothing of what is in `never`."""
    if isinstance(there, Nothing | Dictionary | Tuple):
        return True
    if not isinstance(there, Instance):
        return False
    is_whole = any(there.cls.fullname in each for each in _WHOLES)
    return is_whole or is_object(there.cls) or _derives_from(there.cls, never)


def is_no_dictionary(there: Shape[TypeT]) -> bool:
    """Whether a value certainly is no mapping."""
    if isinstance(there, Tuple | Nothing):
        return True
    if not isinstance(there, Instance) or there.cls.derives_from(MAPPING):
        return False
    cls = there.cls
    return is_object(cls) or any(cls.fullname in each for each in (SCALARS, LISTS, UNFINISHED))


def _derives_from(cls: Class, never: Collection[str]) -> bool:
    """Whether objects of a class are of one of these; what pydantic makes of an enum is its value."""
    return not cls.is_enum and any(ancestor.fullname in never for ancestor in cls.mro)


def is_base(there: Shape[TypeT], here: Shape[TypeT]) -> bool:
    """Whether the class of a value is one that the model is derived from."""
    if not isinstance(there, Instance) or not isinstance(here, Instance):
        return False
    name = there.cls.fullname
    return here.cls.fullname != name and here.cls.derives_from(name)
