"""Which integer an expression always is."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mypy.types import Instance, LiteralType, ProperType
from scoped_fastapi_check.model.module import Expression

from scoped_fastapi_mypy.names import MypyNames

# Constants lead to constants; more steps than this nobody writes.
_MAX_STEPS = 20


def integer_value(
    expression: Expression, names: MypyNames, type_of: Callable[[Expression], ProperType]
) -> int | None:
    """The value of a literal, of a name that is only ever bound to one, or of an enum member.

    mypy knows the value of what is `Final`; of other constants (starlette's among them) only the
    one assignment tells.
    """
    for _ in range(_MAX_STEPS):
        node = expression.node
        if isinstance(node, ast.Constant):
            return _integer(node.value)
        if isinstance(node, ast.Call):
            inner = _converted(node, expression, names)
        elif isinstance(node, ast.Attribute) and node.attr in {"value", "_value_"}:
            inner = names.value(expression) or expression.sibling(node.value)
        elif isinstance(node, ast.Name | ast.Attribute):
            inner = names.value(expression)
        else:
            inner = None
        if inner is None:
            return _literal(type_of(expression))
        expression = inner
    return None


def _converted(node: ast.Call, expression: Expression, names: MypyNames) -> Expression | None:
    """What `int(x)` or `HTTPStatus(x)` converts."""
    if len(node.args) != 1 or node.keywords:
        return None
    called = names.fullname(expression.sibling(node.func))
    if called in {"builtins.int", "http.HTTPStatus"}:
        return expression.sibling(node.args[0])
    return None


def _literal(typ: ProperType) -> int | None:
    if isinstance(typ, Instance) and typ.last_known_value is not None:
        typ = typ.last_known_value
    if isinstance(typ, LiteralType):
        return _integer(typ.value)
    return None


def _integer(value: object) -> int | None:
    """A value that is an integer and means one: True is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
