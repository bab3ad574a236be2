"""Functions that do nothing but to say yes or no: where nobody reads it, they have no effect at all."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.presence import asks_only_for_presence
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.model.graph import (
    ancestors,
    called_function,
    class_of,
    declared_type,
    method,
)
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Steps
    from scoped_fastapi_check.model.module import Function, Scope
    from scoped_fastapi_check.model.names import Names

_PURE_STATEMENTS: Final = (ast.Return, ast.If, ast.Match, ast.Assign, ast.AnnAssign, ast.Pass)
# Of these, evaluating one may only fail as a whole, which nobody takes for an answer to the client.
_PURE: Final = (
    *(ast.Name, ast.Attribute, ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.Starred),
    *(ast.Compare, ast.BoolOp, ast.UnaryOp, ast.IfExp, ast.NamedExpr, ast.GeneratorExp),
    *(ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.SetComp),
)
# The last one is what type checkers know the others by.
_COMPARING: Final = frozenset(
    {"secrets.compare_digest", "hmac.compare_digest", "_hashlib.compare_digest"}
)
_SAYING_YES_OR_NO: Final = _COMPARING | {
    f"builtins.{name}" for name in ("all", "any", "bool", "isinstance")
}
_PURE_FUNCTIONS: Final = _SAYING_YES_OR_NO | {f"builtins.{name}" for name in ("len", "set", "str")}
_OF_TEXTS: Final = frozenset(
    {"casefold", "encode", "endswith", "lower", "startswith", "strip", "upper"}
)
_OF_REQUESTS: Final = frozenset({"cookies", "headers", "path_params", "query_params"})


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
    if function.is_generator or function.node.decorator_list or not function.returns:
        return False
    statements = list(_statements(function.node.body))
    if not all(_is_pure(statement, function.body, names) for statement in statements):
        return False
    values = [statement.value for statement in function.returns]
    if all(isinstance(value, ast.Constant | None) for value in values) and not any(
        isinstance(statement, ast.If | ast.Match) for statement in statements
    ):
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
    return _is_bool(body, names) and _is_pure_expression(node, body.scope, names)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_text:
            yield statement
        if isinstance(statement, ast.If):
            yield from _statements([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Match):
            for case in statement.cases:
                yield from _statements(case.body)


def _is_pure(statement: ast.stmt, scope: Scope, names: Names) -> bool:
    if not isinstance(statement, _PURE_STATEMENTS):
        return False
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        if not all(isinstance(target, ast.Name) for target in targets):
            return False
    if isinstance(statement, ast.Match):
        guards = [case.guard for case in statement.cases if case.guard is not None]
        return all(_is_pure_expression(each, scope, names) for each in (statement.subject, *guards))
    asked = statement.test if isinstance(statement, ast.If) else getattr(statement, "value", None)
    return asked is None or _is_pure_expression(asked, scope, names)


def _is_pure_expression(node: ast.expr, scope: Scope, names: Names) -> bool:
    parts = [part for part in nodes_in(node) if isinstance(part, ast.expr)]
    return all(_is_pure_part(Expression(part, scope), names) for part in parts)


def _is_pure_part(part: Expression, names: Names) -> bool:
    match part.node:
        case ast.Call() as call:
            return _is_pure_call(part, call, names)
        case ast.Attribute(value=ast.Name() | ast.Attribute() as owner, attr=name):
            return _is_pure_attribute(part.sibling(owner), name, names)
        case node:
            return isinstance(node, _PURE)


def _is_pure_attribute(owner: Expression, name: str, names: Names) -> bool:
    """Whether to read an attribute does no more than that: a property may do anything."""
    try:
        scope = _class_behind(owner, names)
    except LookupError:
        return False
    found = None if scope is None else method(scope, name, names)
    # What a library reads on demand, as `request.headers`, is not for a guard to check.
    if found is None or found.scope.module.is_of_library:
        return True
    return all(
        isinstance(statement, ast.Return)
        and not any(isinstance(node, ast.Call) for node in nodes_in(statement))
        for statement in _statements(found.node.body)
    )


def _class_behind(owner: Expression, names: Names) -> Scope | None:
    """The project's class of an object, None where it is of another one.

    It is a LookupError where an object of the project's holds something of which nothing is said.
    """
    node = owner.node
    scope = class_of(owner, names)
    if scope is not None or not isinstance(node, ast.Attribute):
        return scope
    holder = _class_behind(owner.sibling(node.value), names)
    if holder is None or holder.module.is_of_library:
        return None
    for place in ancestors(holder, names):
        for statement in getattr(place.node, "body", ()):
            match statement:
                case ast.AnnAssign(target=ast.Name(name), annotation=declared) if name == node.attr:
                    return names.class_scope(declared_type(Expression(declared, place), names))
                case ast.FunctionDef(name=name, returns=ast.expr() as declared) if (
                    name == node.attr
                ):
                    outside = place.parent or place
                    return names.class_scope(declared_type(Expression(declared, outside), names))
                case _:
                    pass
    raise LookupError(node.attr)


def _is_pure_call(call: Expression, node: ast.Call, names: Names) -> bool:
    if names.fullname(call.sibling(node.func)) in _PURE_FUNCTIONS:
        return True
    match node.func:
        case ast.Attribute(attr=name) if name in _OF_TEXTS:
            return True
        case ast.Attribute(ast.Attribute(attr=part), "get"):
            return part in _OF_REQUESTS
        case _:
            return False


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
            return names.fullname(value.sibling(called)) in _SAYING_YES_OR_NO
        case _:
            return False
