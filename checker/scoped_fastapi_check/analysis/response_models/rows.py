"""What values say beside their fields: a row by its columns, a literal by what it is written as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.response_models.columns import is_table
from scoped_fastapi_check.analysis.response_models.conversions import LISTS, NEVER
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Nothing,
    Shape,
    Tuple,
    TypeT,
    Unknown,
)
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.models import Fields
    from scoped_fastapi_check.analysis.types import Types

_TUPLE = "builtins.tuple"


def columns(shape: Shape[TypeT]) -> Sequence[TypeT] | None:
    """What is in a row of a database: SQLModel says that it is a tuple, and it has names."""
    if isinstance(shape, Tuple) and shape.cls.fullname in {_TUPLE, fullnames.ROW}:
        return shape.items
    if not isinstance(shape, Instance):
        return None
    if shape.cls.fullname == _TUPLE:
        return ()
    return shape.arguments if shape.cls.fullname == fullnames.ROW else None


def lacks_columns(row: Sequence[TypeT], fields: Fields[TypeT], types: Types[TypeT]) -> bool:
    """Whether a row has certainly no names for all fields: one of whole tables has those of classes."""
    shapes = [types.shape(types.widened(column)) for column in row]
    if len(shapes) == 1 and isinstance(shapes[0], Tuple):
        shapes = [types.shape(column) for column in shapes[0].items]
    if not shapes or any(isinstance(shape, Unknown) for shape in shapes):
        return False
    objects = [s.cls for s in shapes if isinstance(s, Instance) and is_object(s.cls)]
    tables = [cls for cls in objects if is_table(cls)]
    if len(tables) < len(objects) or any(_has_objects(shape, types) for shape in shapes):
        return True  # No column has a model in it, nor several objects.
    entities = {cls.fullname.rpartition(".")[2] for cls in tables}
    required = [field for field in fields.all if field.is_required]
    unnamed = [field for field in required if not entities.intersection(field.keys)]
    return len(unnamed) > len(shapes) - len(tables)


def _has_objects(shape: Shape[TypeT], types: Types[TypeT]) -> bool:
    """Whether a value is a container of models or of what is mapped to tables."""
    if not isinstance(shape, Instance) or shape.cls.fullname not in LISTS:
        return False
    items = [types.shape(argument) for argument in shape.arguments]
    return any(isinstance(item, Instance) and is_object(item.cls) for item in items)


def is_object(cls: Class) -> bool:
    """Whether a class is a model of pydantic's, or mapped to a table."""
    return cls.derives_from(fullnames.BASE_MODEL) or is_table(cls)


def is_no_literal(types: Types[TypeT], given: TypeT, values: frozenset[str | int]) -> bool:
    """Whether a value is none of these, as far as it is written out, or by its class alone."""
    if (written := types.literals(given)) is not None:
        return not written & values
    shape = types.shape(given)
    if isinstance(shape, Instance) and all(isinstance(value, str) for value in values):
        return shape.cls.fullname in NEVER["builtins.str"]
    return isinstance(shape, Nothing | Dictionary)
