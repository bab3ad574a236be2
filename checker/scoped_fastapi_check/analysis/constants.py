"""Which integer an expression always is."""

from __future__ import annotations

import ast
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask, the_names
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names

# Constants lead to constants; more steps than this nobody writes.
_MAX_STEPS: Final = 20
_CONVERSIONS: Final = frozenset({"builtins.int", fullnames.HTTP_STATUS})
_MEMBER_VALUES: Final = frozenset({"value", "_value_"})
# The names of Starlette's constants. Modules that stand between the versions of Starlette give them
# by `__getattr__`, and then no type and no assignment tells the number.
_STATUS_NAME: Final = re.compile(r"HTTP_([1-5]\d\d)_[A-Z][A-Z0-9_]*")


def integer_value(expression: Expression) -> Steps[int | None]:
    """The value of a literal, of a name that is only ever bound to one, or of an enum member.

    The engine knows the value of what is `Final`, or declared as a literal; of other constants
    (starlette's among them) only the one assignment tells.
    """
    names = yield from the_names()
    for _ in range(_MAX_STEPS):
        node = expression.node
        if isinstance(node, ast.Constant):
            return _integer(node.value)
        inner = _inner(expression, names)
        if inner is None:
            if (member := _status(expression, names)) is not None:
                return member
            if names.is_rebound(expression):
                return None
            known = yield from _literal(expression)
            return _status_of_name(node) if known is None else known
        expression = inner
    return None


def _inner(expression: Expression, names: Names) -> Expression | None:
    """The expression that has the same value, one step further."""
    node = expression.node
    if isinstance(node, ast.Call):
        if len(node.args) == 1 and not node.keywords:
            called = names.fullname(expression.sibling(node.func))
            return expression.sibling(node.args[0]) if called in _CONVERSIONS else None
        return None
    if isinstance(node, ast.Attribute) and node.attr in _MEMBER_VALUES:
        return names.value(expression) or expression.sibling(node.value)
    return names.value(expression) if isinstance(node, ast.Name | ast.Attribute) else None


def _status(expression: Expression, names: Names) -> int | None:
    """The number of a member of `HTTPStatus`."""
    prefix, _, name = (names.fullname(expression) or "").rpartition(".")
    if prefix != fullnames.HTTP_STATUS or name not in HTTPStatus.__members__:
        return None
    return HTTPStatus[name].value


def _status_of_name(node: ast.expr) -> int | None:
    """The number that the name of a constant says, as in `compat.status.HTTP_204_NO_CONTENT`."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    found = _STATUS_NAME.fullmatch(name)
    return int(found[1]) if found else None


def _literal(expression: Expression) -> Steps[int | None]:
    if not isinstance(expression.node, ast.Name | ast.Attribute | ast.Subscript | ast.IfExp):
        return None
    view = yield from ask(TypeOf(expression))
    return _integer(view.literal)


def _integer(value: object) -> int | None:
    """A value that is an integer and means one: True is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
