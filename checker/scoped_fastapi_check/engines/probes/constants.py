"""Which integer an expression always is."""

from __future__ import annotations

import ast
import re
from collections.abc import Generator
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.probes import Lines, Place, Probe, put, text_of
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import IntegerValue
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.model.module import Expression

Answer = Generator[Probe, Lines, "int | None"]

# Constants lead to constants; more steps than this nobody writes.
_MAX_STEPS: Final = 20
_LITERAL: Final = re.compile(r"(?:Literal\[)?(-?\d+)(?:\])?\??")
_CONVERSIONS: Final = frozenset({"builtins.int", fullnames.HTTP_STATUS})


def integer_value(question: IntegerValue, names: SourceNames) -> Answer:
    """The value of a literal, of a name that is only ever bound to one, or of an enum member."""
    expression = question.expression
    for _ in range(_MAX_STEPS):
        node = expression.node
        if isinstance(node, ast.Constant):
            return _integer(node.value)
        inner = _inner(expression, names)
        if inner is None:
            if (member := _status(expression, names)) is not None:
                return member
            symbol = names.symbol(expression)
            if symbol is not None and names.is_rebound(symbol):
                return None
            return (yield from _literal(expression))
        expression = inner
    return None


def _inner(expression: Expression, names: SourceNames) -> Expression | None:
    """The expression that has the same value, one step further."""
    node = expression.node
    if isinstance(node, ast.Call):
        if len(node.args) == 1 and not node.keywords:
            called = names.fullname(expression.sibling(node.func))
            return expression.sibling(node.args[0]) if called in _CONVERSIONS else None
        return None
    if isinstance(node, ast.Attribute) and node.attr in {"value", "_value_"}:
        return names.value(expression) or expression.sibling(node.value)
    return names.value(expression) if isinstance(node, ast.Name | ast.Attribute) else None


def _status(expression: Expression, names: SourceNames) -> int | None:
    """The number of a member of `HTTPStatus`."""
    prefix, _, name = (names.fullname(expression) or "").rpartition(".")
    if prefix != fullnames.HTTP_STATUS or name not in HTTPStatus.__members__:
        return None
    return HTTPStatus[name].value


def _literal(expression: Expression) -> Answer:
    """What the checker knows: of a `Final`, or of what is declared as a literal."""
    if not isinstance(expression.node, ast.Name | ast.Attribute | ast.Subscript | ast.IfExp):
        return None
    (line,) = yield from put(Place.of(expression), f"_sf_reveal({text_of(expression.node)})")
    found = _LITERAL.fullmatch(line.revealed or "")
    return None if found is None else int(found[1])


def _integer(value: object) -> int | None:
    """A value that is an integer and means one: True is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
