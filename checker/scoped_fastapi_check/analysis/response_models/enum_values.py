"""Which texts and numbers are values of an enum, as its class shows."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.walk import last_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.analysis.types import Class

# What derives from these is no more than its members.
_LIBRARIES: Final = frozenset({"abc", "builtins", "enum", "typing"})
_FLAG: Final = "enum.Flag"
# With one of these a class says itself which values it takes.
_HOOKS: Final = frozenset({"_missing_", "__new__", "__init__", "__get_pydantic_core_schema__"})


def is_no_member(cls: Class, written: Iterable[str | int]) -> bool:
    """Whether an enum has none of these values, and makes no member of them."""
    values = _values(cls)
    return values is not None and not any(_may_be_in(value, values) for value in written)


def _may_be_in(value: str | int, values: frozenset[str | int]) -> bool:
    if value in values:
        return True
    has_numbers = any(isinstance(each, int) for each in values)
    return isinstance(value, str) and has_numbers and any(map(str.isnumeric, value))


def _values(cls: Class) -> frozenset[str | int] | None:
    """The values of all members; None where they are not certain."""
    if not cls.is_enum or cls.is_open or cls.derives_from(_FLAG):
        return None
    own = [each for each in cls.mro if each.fullname.partition(".")[0] not in _LIBRARIES]
    if any(each.body is None or each.binds(hook) for each in own for hook in _HOOKS):
        return None
    node = None if cls.body is None else cls.body.node
    if not isinstance(node, ast.ClassDef):
        return None
    if any(last_name(decorator) != "unique" for decorator in node.decorator_list):
        return None
    return _written(node.body)


def _written(body: Iterable[ast.stmt]) -> frozenset[str | int] | None:
    found: set[str | int] = set()
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name()], value=ast.Constant(value=str() | int() as value)):
                found.add(value)
            case (
                ast.FunctionDef()
                | ast.AnnAssign(value=None)
                | ast.Pass()
                | ast.Expr(value=ast.Constant())
            ):
                pass
            case _:
                return None
    return frozenset(found) if found else None
