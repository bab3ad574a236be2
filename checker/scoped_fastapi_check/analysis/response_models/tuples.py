"""What is no tuple of a known length, and what has another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import (
    MAPPING,
    NEVER_ITERATED,
    SCALARS,
)
from scoped_fastapi_check.analysis.response_models.iteration import has_no_items
from scoped_fastapi_check.analysis.types import (
    Dictionary,
    Instance,
    Nothing,
    Shape,
    Tuple,
    TypeT,
    Unknown,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Types

TUPLE: Final = "builtins.tuple"


def is_no_tuple(there: Shape[TypeT], wanted: Tuple[TypeT], types: Types[TypeT]) -> bool:
    """Whether pydantic makes no tuple with the items that are wanted of a value."""
    match there:
        case Nothing() | Dictionary():
            return True
        case Tuple(items):
            parts = (*items, *wanted.items)
            # An unpacked part may be of any length.
            is_certain = not any(isinstance(types.shape(part), Unknown) for part in parts)
            return is_certain and len(items) != len(wanted.items)
        case Instance(cls):
            name = cls.fullname
            is_scalar = name in SCALARS or name in NEVER_ITERATED
            return is_scalar or cls.derives_from(MAPPING) or has_no_items(cls)
        case _:
            return False
