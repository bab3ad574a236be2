"""Whether conditions hold, as far as that is known."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Final

from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.routers import Router
from scoped_fastapi_check.application.values import (
    DEFAULT,
    Class,
    Constant,
    External,
    Frame,
    Function,
    Instance,
    Items,
    Mapping,
    ModuleValue,
    Subscript,
    Value,
    Written,
    is_usual,
    text_of,
)


def truth(machine: Machine, node: ast.expr, frame: Frame) -> bool | None:
    """Whether a condition holds, None where that is not known."""
    from scoped_fastapi_check.application.expressions import evaluate

    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        known = truth(machine, node.operand, frame)
        return None if known is None else not known
    if isinstance(node, ast.BoolOp):
        parts = [truth(machine, part, frame) for part in node.values]
        deciding = isinstance(node.op, ast.Or)
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _compared(machine, node, frame)
    return truth_of(machine, evaluate(machine, node, frame))


def truth_of(machine: Machine, value: Value) -> bool | None:
    """Whether a value counts as true, None where that is not known."""
    from scoped_fastapi_check.application.expressions import evaluate

    if isinstance(value, Written):
        value = evaluate(machine, value.node, value.frame)
    match value:
        case Constant():
            return None if value.is_usual else bool(value.value)
        case External(fullname="typing.TYPE_CHECKING" | "typing_extensions.TYPE_CHECKING"):
            return False
        case Items(items=[]) | Mapping(items={}):
            return None if not value.is_complete else bool(value.items)
        case Items() | Mapping():
            return bool(value.items) or None
        case Router() | Class() | Function() | ModuleValue() | Subscript():
            return True
        case _ if _is_builtin(value):
            return True
        case _:
            return False if value is DEFAULT else None


def _compared(machine: Machine, node: ast.Compare, frame: Frame) -> bool | None:
    from scoped_fastapi_check.application.expressions import evaluate

    left = evaluate(machine, node.left, frame)
    right = evaluate(machine, node.comparators[0], frame)
    sign = node.ops[0]
    if is_usual(left) or is_usual(right):
        return None
    if isinstance(sign, ast.In | ast.NotIn):
        found = _is_in(left, right)
        return None if found is None else found is isinstance(sign, ast.In)
    if (order := _ORDERS.get(sign.__class__)) is not None:
        numbers = [getattr(value, "value", None) for value in (left, right)]
        one, other = numbers
        return order(one, other) if isinstance(one, int) and isinstance(other, int) else None
    same = _is_same(left, right)
    if same is None:
        return None
    if isinstance(sign, ast.Is | ast.Eq):
        return same
    return not same if isinstance(sign, ast.IsNot | ast.NotEq) else None


_ORDERS: Final[dict[type[ast.cmpop], Callable[[int, int], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _is_in(left: Value, right: Value) -> bool | None:
    """Whether a text is a key of a dict, an item of a list or a part of another text."""
    if isinstance(right, Mapping | Items) and right.is_complete and not right.items:
        return False
    text = text_of(left)
    if text is None:
        return None
    if isinstance(right, Mapping):
        return text in right.items if right.is_complete else None
    if isinstance(right, Items):
        items = [None if is_usual(item) else text_of(item) for item in right.items]
        return text in items if right.is_complete and None not in items else None
    whole = text_of(right)
    return None if whole is None else text in whole


def _is_same(left: Value, right: Value) -> bool | None:
    if isinstance(left, Constant) and isinstance(right, Constant):
        return left.value == right.value
    is_none = [isinstance(one, Constant) and one.value is None for one in (left, right)]
    return False if any(is_none) and _is_something(right if is_none[0] else left) else None


def _is_something(value: Value) -> bool:
    """Whether a value is certainly not None."""
    return value is DEFAULT or isinstance(value, _SOMETHING) or _is_builtin(value)


def _is_builtin(value: Value) -> bool:
    """Whether a value is a class or a function of Python's own: None and False are constants."""
    return isinstance(value, External) and value.fullname.startswith("builtins.")


_SOMETHING: Final = (
    *(Router, Class, Function, Items, Mapping, Instance, ModuleValue),
    *(Written, Subscript),
)
