"""Matches a plain call with the function it calls: which parameters keep their defaults?"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import (
    Callee,
    base_behind_super,
    callee_of,
    declared_type,
    dependency_of,
    method_of,
    parameter_marker,
)
from scoped_fastapi_check.model.module import (
    Call,
    Expression,
    Function,
    Module,
    Parameter,
    Scope,
    ScopeNode,
)
from scoped_fastapi_check.model.resolution import MAX_STEPS, resolve, returned_call
from scoped_fastapi_check.model.value_flow import is_read
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# Packages of whose classes a marker is one, or may be: `Any` is a class for some checkers.
_TAKING_ANYTHING: Final = (*fullnames.MARKER_PACKAGES, "typing", "typing_extensions")
_MAY_BE_MARKERS: Final = (ast.Call, ast.Name, ast.Attribute)


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
    if is_of_fastapi(call.callee, names):
        return None
    if names.reaches(call.callee, fullnames.MARKER_PACKAGES):
        if _is_wrapped(call.callee, names):
            return None
        if _has_decorators(names.class_scope(call.callee), names):
            return None
        return callee_of(call.callee, names)
    if isinstance(node, ast.Attribute):
        if (base := base_behind_super(node.value, call.scope)) is not None:
            return _of_class(base, node.attr, names)
        return _of_instance(call.callee.sibling(node.value), node.attr, names)
    return None


def is_of_fastapi(named: Expression, names: Names) -> bool:
    """Whether a function or a class belongs to FastAPI: none of its own has a marker for a default."""
    fullname = names.fullname(named)
    return fullname is not None and fullname.partition(".")[0] in fullnames.MARKER_PACKAGES


def _of_instance(instance: Expression, method: str, names: Names) -> Callee | None:
    """A method of an object that is made right here, where its name is bound, or by FastAPI."""
    made = instance if isinstance(instance.node, ast.Call) else names.value(instance)
    if made is None:
        injected = _injected_class(instance, names)
        return None if injected is None else _of_class(injected, method, names)
    if not isinstance(made.node, ast.Call):
        return None
    return _of_class(made.sibling(made.node.func), method, names)


def _injected_class(instance: Expression, names: Names) -> Expression | None:
    """The class that a parameter of the function around depends on, of which FastAPI makes an object."""
    function = instance.scope.module.function_of(instance.scope)
    if function is None or not isinstance(instance.node, ast.Name):
        return None
    if function.body.values.get(instance.node.id) != [None]:
        return None  # It is bound again.
    for parameter in function.parameters:
        if parameter.name == instance.node.id:
            marker = parameter_marker(parameter, names)
            made = None if marker is None else dependency_of(parameter, marker, names)
            return made if made is not None and names.is_class(made) else None
    return None


def _of_class(class_name: Expression, method: str, names: Names) -> Callee | None:
    """A method of a class whose module may have markers."""
    if is_of_fastapi(class_name, names) or not names.reaches(class_name, fullnames.MARKER_PACKAGES):
        return None
    scope = names.class_scope(class_name)
    return (
        None if scope is None or _has_decorators(scope, names) else method_of(scope, method, names)
    )


def _is_wrapped(expression: Expression, names: Names) -> bool:
    """Whether a name leads to a wrapper, which may pass other arguments on."""
    found = resolve(expression, names)
    if not isinstance(found.node, ast.Call):
        return False
    return names.fullname(found.sibling(found.node.func)) in fullnames.TRANSPARENT_WRAPPERS


def _has_decorators(scope: Scope | None, names: Names) -> bool:
    """Whether a class is decorated, so that its methods may have been replaced.

    `dataclass` only adds an `__init__`; the one of pydantic knows what a field is.
    """
    if scope is None or not isinstance(scope.node, ast.ClassDef):
        return False
    outside = scope.parent or scope
    return any(
        names.fullname(Expression(decorator, outside)) != fullnames.DATACLASS
        for decorator in scope.node.decorator_list
    )


def with_possible_markers(module: Module) -> frozenset[str]:
    """The functions and classes of a module that have defaults which may be markers.

    A class has those of its methods, a function those of the functions in it.
    """
    return frozenset(
        _outermost(function)
        for function in module.functions
        if any(
            parameter.default is not None and isinstance(parameter.default.node, _MAY_BE_MARKERS)
            for parameter in function.parameters
        )
    )


def _outermost(function: Function) -> str:
    """The name that the module has for a function, or for what the function stands in."""
    node: ScopeNode = function.node
    scope: Scope | None = function.scope
    while scope is not None and not isinstance(scope.node, ast.Module):
        node, scope = scope.node, scope.parent
    return "" if isinstance(node, ast.Module | ast.Lambda) else node.name


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


def given_markers(call: Call, callee: Callee, names: Names) -> list[tuple[Parameter, ast.Call]]:
    """The parameters that a call gives a marker, `list_users(Depends(get_db))`, and that want a value."""
    by_name = {parameter.name: parameter for parameter in callee.parameters}
    given = [
        *zip(callee.parameters, call.node.args, strict=False),
        *((by_name.get(keyword.arg or ""), keyword.value) for keyword in call.node.keywords),
    ]
    return [
        (parameter, value)
        for parameter, value in given
        if parameter is not None
        and isinstance(value, ast.Call)
        and names.fullname(call.callee.sibling(value.func)) in fullnames.MARKERS
        and _wants_a_value(parameter, names)
    ]


def _wants_a_value(parameter: Parameter, names: Names) -> bool:
    """Whether a parameter is certainly not there for markers: FastAPI fills it in, or it has a plain class."""
    if parameter.default is not None and marker_call(parameter.default, names) is not None:
        return True
    if parameter.annotation is None:
        return False
    declared = declared_type(parameter.annotation, names)
    fullname = names.fullname(declared) or ""
    if fullname == fullnames.OBJECT or fullname.partition(".")[0] in _TAKING_ANYTHING:
        return False
    return fullname.startswith("builtins.") or names.is_class(declared)


def marker_call(expression: Expression, names: Names) -> ast.Call | None:
    """The `Depends(...)`, `Query(...)` and so on that an expression is, or leads to.

    Whatever a function that returns one is given, a marker it is.
    """
    for _ in range(MAX_STEPS):
        expression = resolve(expression, names)
        node = expression.node
        if not isinstance(node, ast.Call):
            return None
        if names.fullname(expression.sibling(node.func)) in fullnames.MARKERS:
            return node
        made = returned_call(expression, names)
        if made is None:
            return None
        expression = made
    return None


def is_used(parameter: Parameter) -> bool:
    """Whether the function does something with the argument, and is not prepared for a marker."""
    name, body = parameter.name, parameter.function.node.body
    if any(_asks_for_type(node, name) for statement in body for node in nodes_in(statement)):
        return False
    for statement in body:
        if is_read(name, (statement,)):
            return True
        if _replaces(statement, name):
            return False
    return False


def _replaces(statement: ast.stmt, name: str) -> bool:
    """Whether a statement binds a name in any case: `db = Session()`."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _asks_for_type(node: ast.AST, name: str) -> bool:
    """Whether a node is `isinstance(name, ...)`, `hasattr(name, ...)` or `match name`."""
    match node:
        case ast.Call(func=ast.Name(id="isinstance" | "hasattr" | "callable"), args=[asked, *_]):
            pass
        case ast.Match(subject=asked):
            pass
        case _:
            return False
    return isinstance(asked, ast.Name) and asked.id == name
