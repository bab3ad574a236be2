"""The limits that a field sets to its value: `Field(gt=0)`, `Annotated[str, Field(max_length=3)]`, `PositiveInt`."""

from __future__ import annotations

import ast
import operator
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.metadata import own_metadata
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

Limit = tuple[str, float]
"""What pydantic calls a limit, and the number that it has."""

_KEPT_BY: Final = {"gt": operator.gt, "ge": operator.ge, "lt": operator.lt, "le": operator.le}
_LENGTHS: Final = {"min_length": operator.ge, "max_length": operator.le}
_CLASSES: Final = {
    "annotated_types.Gt": "gt",
    "annotated_types.Ge": "ge",
    "annotated_types.Lt": "lt",
    "annotated_types.Le": "le",
    "annotated_types.MinLen": "min_length",
    "annotated_types.MaxLen": "max_length",
}
_NAMED: Final = {
    f"{module}.{sign}{kind}": limit
    for module in ("pydantic", fullnames.PYDANTIC_TYPES)
    for sign, limit in (
        ("Positive", ("gt", 0)),
        ("NonNegative", ("ge", 0)),
        ("Negative", ("lt", 0)),
        ("NonPositive", ("le", 0)),
    )
    for kind in ("Int", "Float")
}
_MAKERS: Final = fullnames.FIELDS | {f"{fullnames.PYDANTIC_TYPES}.StringConstraints"}


def limits_of(annotation: Expression, default: Call | None, names: Names) -> tuple[Limit, ...]:
    """What a field says of its value, and not of what is in it."""
    made = [] if default is None else [Expression(default.node, default.scope)]
    return tuple(
        limit
        for item in (*own_metadata(annotation, names), *made)
        for limit in _limits(item, names)
    )


def _limits(item: Expression, names: Names) -> Iterator[Limit]:
    if not isinstance(item.node, ast.Call):
        known = _NAMED.get(names.fullname(item) or "")
        yield from [] if known is None else [known]
        return
    call = Call(item.node, item.scope, is_decorator=False)
    made_by = names.fullname(call.callee) or ""
    given: dict[str, Expression | None] = {}
    if made_by in _MAKERS:
        given = {name: call.keyword(name) for name in (*_KEPT_BY, *_LENGTHS)}
    elif made_by in _CLASSES:
        name = _CLASSES[made_by]
        given = {name: call.argument(name, 0)}
    for name, value in given.items():
        node = None if value is None else value.node
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            yield name, node.value


def breaks_limits(values: Iterable[str | int], limits: Iterable[Limit], cls: str) -> bool:
    """Whether none of the values that are written out keeps the limits of a field of a class."""
    given = list(limits)
    return bool(given) and all(
        any(_breaks(value, name, number, cls) for name, number in given) for value in values
    )


def _breaks(value: str | int, name: str, number: float, cls: str) -> bool:
    if isinstance(value, str):
        is_kept = _LENGTHS.get(name)
        # White space may be taken off first; of bytes and of dates the length is another one.
        length = len(value.strip() if name == "max_length" else value)
        return cls == "builtins.str" and is_kept is not None and not is_kept(length, number)
    is_kept = _KEPT_BY.get(name)
    is_number = cls in {"builtins.int", "builtins.float"} and not isinstance(value, bool)
    return is_number and is_kept is not None and not is_kept(value, number)
