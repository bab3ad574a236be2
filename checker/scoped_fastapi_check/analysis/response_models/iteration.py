"""What a class says of iterating over its objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.response_models.attributes import has_magic_attributes
from scoped_fastapi_check.analysis.types import has
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class


def iterates_itself(cls: Class) -> bool:
    """Whether a class or one of its bases below `BaseModel` says how to iterate over it."""
    return any(
        ancestor.binds("__iter__")
        for ancestor in cls.mro
        if ancestor.fullname != fullnames.BASE_MODEL
    )


def has_no_items(cls: Class) -> bool:
    """Whether objects of a class certainly cannot be iterated over."""
    return not (
        has(cls, "__iter__")
        or has(cls, "__getitem__")
        or cls.is_open
        or cls.is_protocol
        or has_magic_attributes(cls)
    )
