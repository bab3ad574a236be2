"""Functions that do nothing but to say yes or no: where nobody reads it, they have no effect at all."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.looking import (
    SAYING_YES_OR_NO,
    is_pure_expression,
    only_looks,
)
from scoped_fastapi_check.analysis.presence import asks_only_for_presence
from scoped_fastapi_check.analysis.questions import ProjectGives, Steps, ask
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names


def is_verdict(function: Function, names: Names) -> bool:
    """Whether a function only looks at something, and gives a bool for it on every way.

    One that always gives the same, or only tells that a parameter is there, may be there for its
    parameters, which FastAPI checks.
    """
    return _only_looks(function, names) and (
        _is_declared(function, names) or not _others(function, names)
    )


def gives_verdict(function: Function, names: Names) -> Steps[bool]:
    """The same, also where only the types of what is returned tell that it is a bool."""
    if not (yield from _is_bool_by_type(function, names)):
        return False
    for method in _methods_called(function, names):
        owner, module = method.scope.node, method.scope.module
        if isinstance(owner, ast.ClassDef) and (
            yield from ask(ProjectGives(module, owner.name, method.name, module.path))
        ):
            return False
    return True


def _methods_called(function: Function, names: Names) -> list[Function]:
    """The methods that a function calls of objects, whose classes may derive from those that are known."""
    return [
        method
        for node in nodes_in(function.node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not names.is_class(Expression(node.func.value, function.body))
        if (method := called_function(Expression(node, function.body), names)) is not None
    ]


def _is_bool_by_type(function: Function, names: Names) -> Steps[bool]:
    if is_verdict(function, names):
        return True
    if function.node.returns is not None or not _only_looks(function, names):
        return False
    for statement in _others(function, names):
        if statement.value is None or isinstance(statement.value, PLAIN_VALUES):
            return False
        if (yield from returned_instance(function, statement, ("builtins.bool",))) is None:
            return False
    return True


def _only_looks(function: Function, names: Names) -> bool:
    if function.node.decorator_list or not function.returns or not only_looks(function, names):
        return False
    values = [statement.value for statement in function.returns]
    constants = {value.value for value in values if isinstance(value, ast.Constant)}
    if len(constants) < 2 and all(isinstance(value, ast.Constant | None) for value in values):
        return False
    return not asks_only_for_presence(function, names, is_verdict)


def _others(function: Function, names: Names) -> list[ast.Return]:
    """The return statements of which the syntax does not tell that they give a bool."""
    return [
        statement
        for statement in function.returns
        if statement.value is None
        or not _is_bool(Expression(statement.value, function.body), names)
    ]


def is_verdict_of(body: Expression, names: Names) -> bool:
    """Whether the body of a lambda only looks at something, and says yes or no."""
    node = body.node
    if isinstance(node, ast.Constant):
        return False
    if isinstance(node, ast.Call) and (called := called_function(body, names)) is not None:
        return is_verdict(called, names)
    return _is_bool(body, names) and is_pure_expression(node, body.scope, names)


def _is_declared(function: Function, names: Names) -> bool:
    declared = function.node.returns
    if declared is None:
        return False
    if isinstance(declared, ast.Constant):
        return declared.value == "bool"
    return names.fullname(Expression(declared, function.scope)) == "builtins.bool"


def _is_bool(value: Expression, names: Names) -> bool:
    """Whether the syntax tells that a value is a bool."""
    match value.node:
        case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.Constant(value=bool()):
            return True
        case ast.BoolOp(values=parts):
            # What stands beside a bool is only asked whether it is true, if it is not what is chosen.
            others = [part for part in parts if not _is_bool(value.sibling(part), names)]
            chosen = isinstance(parts[-1], ast.Constant | ast.JoinedStr) and parts[-1] in others
            return len(others) < len(parts) and not chosen
        case ast.IfExp(body=body, orelse=orelse):
            return all(_is_bool(value.sibling(part), names) for part in (body, orelse))
        case ast.Call(func=called):
            return names.fullname(value.sibling(called)) in SAYING_YES_OR_NO
        case _:
            return False
