"""Functions that only tell whether something is there that FastAPI always gives them.

`user is not None` says nothing that the dependency of `user` has not said before: it has raised for
everybody else, and who is left may come in.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.declarations import declaration
from scoped_fastapi_check.model.graph import callee_of, dependency_of, parameter_marker
from scoped_fastapi_check.model.security import has_auto_error_off
from scoped_fastapi_check.model.walk import is_none_written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function, Parameter
    from scoped_fastapi_check.model.names import Names

    IsVerdict = Callable[[Function, Names], bool]


def asks_only_for_presence(function: Function, names: Names, is_verdict: IsVerdict) -> bool:
    """Whether all that a function looks at is whether a parameter is there that always is."""
    asked = [statement.value for statement in function.returns if statement.value is not None]
    asked += [node.test for node in ast.walk(function.node) if isinstance(node, ast.If)]
    told = [name for node in asked for name in _present_names(node)]
    for node in ast.walk(function.node):
        if isinstance(node, ast.Match):
            told += (
                _present_names(node.subject) if all(map(_tells_presence, node.cases)) else [None]
            )
    if not told or None in told:
        return False
    by_name = {parameter.name: parameter for parameter in function.parameters}
    return all(
        name in by_name and _is_always_given(by_name[name], names, is_verdict)
        for name in told
        if name is not None
    )


def only_tells_presence(node: ast.expr) -> bool:
    """Whether an expression tells of nothing but whether names have a value."""
    return None not in _present_names(node)


def _present_names(node: ast.expr) -> list[str | None]:
    """The names of which an expression only tells whether they are there; None for anything else."""
    match node:
        case ast.Constant():
            return []
        case ast.Name(name):
            return [name]
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return _present_names(inner)
        case ast.BoolOp(values=parts):
            return [name for part in parts for name in _present_names(part)]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return [name for part in (test, body, orelse) for name in _present_names(part)]
        case ast.Compare(ast.Name(name), [ast.Is() | ast.IsNot()], [ast.Constant(value=None)]):
            return [name]
        case ast.Call(ast.Name("bool" | "isinstance"), [ast.Name(name), *_]):
            return [name]
        case _:
            return [None]


def _tells_presence(case: ast.match_case) -> bool:
    """Whether a case only tells None from a value, or of which class it is."""
    match case.pattern:
        case ast.MatchSingleton(None) | ast.MatchAs(pattern=None) | ast.MatchClass(_, [], [], []):
            return case.guard is None
        case _:
            return False


def _is_always_given(parameter: Parameter, names: Names, is_verdict: IsVerdict) -> bool:
    """Whether FastAPI refuses a request that does not have it."""
    if _may_be_none(parameter.annotation):
        return False
    marker = parameter_marker(parameter, names)
    dependency = None if marker is None else dependency_of(parameter, marker, names)
    if dependency is None:
        return declaration(parameter, names).is_required
    if has_auto_error_off(dependency, names):
        return False
    callee = callee_of(dependency, names)
    if callee is None:
        return True
    given = callee.function
    if given.scope.module.name.startswith("fastapi.security."):
        return True
    if given.node.returns is not None:
        returned = ast.unparse(given.node.returns)
        return (
            "None" not in returned and "Optional" not in returned and not is_verdict(given, names)
        )
    gives_none = any(
        statement.value is None or is_none_written(statement.value) for statement in given.returns
    )
    return not gives_none and not is_verdict(given, names)


def _may_be_none(annotation: Expression | None) -> bool:
    text = "" if annotation is None else ast.unparse(annotation.node)
    return "None" in text or "Optional" in text
