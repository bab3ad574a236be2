"""How much the annotation of a handler says about what it returns."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask
from scoped_fastapi_check.analysis.raising import may_only_raise
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import called_function, declared_type
from scoped_fastapi_check.model.module import Expression, Function

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

_MAPPINGS: Final = frozenset({"builtins.dict", "typing.Dict", "typing.Mapping"})
# Objects of these may have any fields at all.
_OPEN: Final = _MAPPINGS | {
    *(fullnames.ANY, fullnames.OBJECT, fullnames.BASE_MODEL, fullnames.SQLMODEL),
    *("builtins.list", "typing.List", "typing.Sequence", "collections.abc.Mapping"),
}
_MAX_DEPTH: Final = 8


def says_nothing(function: Function, names: Names) -> bool:
    """Whether there is no annotation, or one that leaves open what is returned."""
    returns = function.node.returns
    return returns is None or _is_open(Expression(returns, function.scope), names, 0)


def _is_open(annotation: Expression, names: Names, depth: int) -> bool:
    """Whether a part of an annotation may be anything: `Any`, `dict[str, Any]`, `list[dict]`."""
    if depth > _MAX_DEPTH:
        return False
    annotation = declared_type(unquoted(annotation), names)
    node = annotation.node
    parts: list[ast.expr] = []
    match node:
        case ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.Subscript(value=head, slice=inner):
            if names.fullname(annotation.sibling(head)) in _MAPPINGS:
                return True  # Which keys it has, no annotation tells.
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        case ast.Name() | ast.Attribute():
            return names.fullname(annotation) in _OPEN
        case _:
            pass
    return any(_is_open(annotation.sibling(part), names, depth + 1) for part in parts)


def never_returns_a_value(function: Function, names: Names) -> Steps[bool]:
    """Whether a function without a return statement certainly comes to its end.

    What it calls at last may raise: a function of the project tells, any other one by its type.
    """
    last = function.node.body[-1]
    if isinstance(last, ast.AugAssign | ast.Delete | ast.For):
        return True
    if not isinstance(last, ast.Assign | ast.AnnAssign | ast.Expr):
        return False
    value = last.value
    call = value.value if isinstance(value, ast.Await) else value
    if isinstance(call, ast.Call):
        called = called_function(Expression(call, function.body), names)
        if called is not None and not called.scope.module.is_of_library:
            return not may_only_raise(called, names)
    if value is None or not isinstance(last, ast.Expr):
        return True
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    view = yield from ask(TypeOf(Expression(value, function.body)))
    return not view.is_unknown
