"""Matches a plain call with the function it calls: which parameters keep their defaults?"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.graph import Callee, callee_of, method_of
from scoped_fastapi_check.model.module import Call, Expression, Parameter, Scope

if TYPE_CHECKING:
    from scoped_fastapi_check.judge import Names

# How many names may lead from one to the next.
_MAX_STEPS: Final = 20


@dataclass(frozen=True, eq=False, slots=True)
class Omission:
    """A parameter that a call leaves out, and the marker that is its default."""

    parameter: Parameter
    marker: ast.Call


def called(call: Call, names: Names) -> Callee | None:
    """The function that a call certainly calls, with exactly the arguments of the call."""
    node = call.node.func
    if call.is_decorator or call.has_unpacking or not isinstance(node, ast.Name | ast.Attribute):
        return None
    if names.reaches(call.callee, fullnames.MARKER_PACKAGES):
        if _is_wrapped(call.callee, names) or _has_decorators(names.class_scope(call.callee)):
            return None
        return callee_of(call.callee, names)
    if isinstance(node, ast.Attribute):
        return _of_instance(call.callee.sibling(node.value), node.attr, names)
    return None


def _of_instance(instance: Expression, method: str, names: Names) -> Callee | None:
    """A method of an object that is made right here, or where its name is bound."""
    made = instance if isinstance(instance.node, ast.Call) else names.value(instance)
    if made is None or not isinstance(made.node, ast.Call):
        return None
    class_name = made.sibling(made.node.func)
    if not names.reaches(class_name, fullnames.MARKER_PACKAGES):
        return None
    scope = names.class_scope(class_name)
    return None if scope is None or _has_decorators(scope) else method_of(scope, method, names)


def _is_wrapped(expression: Expression, names: Names) -> bool:
    """Whether a name leads to a wrapper, which may pass other arguments on."""
    for _ in range(_MAX_STEPS):
        node = expression.node
        if isinstance(node, ast.Call):
            return names.fullname(expression.sibling(node.func)) in fullnames.TRANSPARENT_WRAPPERS
        value = names.value(expression)
        if value is None:
            return False
        expression = value
    return True


def _has_decorators(scope: Scope | None) -> bool:
    """Whether a class is decorated, so that its methods may have been replaced."""
    if scope is None or not isinstance(scope.node, ast.ClassDef):
        return False
    return bool(scope.node.decorator_list)


def omissions(call: Call, callee: Callee, names: Names) -> list[Omission]:
    """The parameters that a call leaves out although their defaults are markers."""
    arguments = callee.function.node.args
    all_positional = len(arguments.posonlyargs) + len(arguments.args)
    bound = len(callee.function.parameters) - len(callee.parameters)
    passed = min(len(call.node.args), all_positional - bound)
    given = {keyword.arg for keyword in call.node.keywords}
    found: list[Omission] = []
    for parameter in callee.parameters[passed:]:
        if parameter.name in given or parameter.default is None:
            continue
        marker = marker_call(parameter.default, names)
        if marker is not None:
            found.append(Omission(parameter, marker))
    return found


def marker_call(expression: Expression, names: Names) -> ast.Call | None:
    """The `Depends(...)`, `Query(...)` and so on that an expression is, or leads to."""
    for _ in range(_MAX_STEPS):
        node = expression.node
        if isinstance(node, ast.Call):
            called = names.fullname(expression.sibling(node.func))
            return node if called in fullnames.MARKERS else None
        value = names.value(expression)
        if value is None:
            return None
        expression = value
    return None
