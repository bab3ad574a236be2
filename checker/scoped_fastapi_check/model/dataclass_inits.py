"""The `__init__` of a dataclass, which nobody writes down and FastAPI reads the parameters of."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function, Parameter, Scope

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

_SELF: Final = "self"


def is_dataclass(scope: Scope, names: Names) -> bool:
    """Whether a class is made a dataclass by its decorator."""
    return _decorator(scope, names) is not None


def dataclass_init(scope: Scope, names: Names) -> Function | None:
    """The `__init__` that a dataclass gets, None where its fields are not all plain to see."""
    known = scope.module.dataclass_inits
    if scope not in known:
        known[scope] = _made(scope, names)
    return known[scope]


def _made(scope: Scope, names: Names) -> Function | None:
    decorator = _decorator(scope, names)
    assert isinstance(scope.node, ast.ClassDef)
    # Base classes have fields as well, and the options of the decorator may leave the method out.
    if not isinstance(decorator, ast.Name | ast.Attribute) or scope.node.bases:
        return None
    fields = [
        field
        for field in scope.module.fields
        if field.annotation.scope is scope and not _is_left_out(field.annotation, names)
    ]
    arguments = [ast.arg(_SELF)]
    stored: list[ast.stmt] = []
    for field in fields:
        arguments.append(ast.copy_location(ast.arg(field.name), field.node))
        target = ast.Attribute(ast.Name(_SELF, ast.Load()), field.name, ast.Store())
        stored.append(ast.Assign([target], ast.Name(field.name, ast.Load())))
    node = ast.FunctionDef(
        "__init__",
        ast.arguments([], arguments, None, [], [], None, []),
        stored or [ast.Return(ast.Constant(None))],
        [],
        ast.Constant(None),
    )
    ast.fix_missing_locations(ast.copy_location(node, scope.node))
    function = Function(node, scope, Scope(scope.module, node, scope))
    function.parameters.append(Parameter(function, arguments[0], None, None))
    for argument, field in zip(arguments[1:], fields, strict=True):
        function.parameters.append(Parameter(function, argument, field.annotation, field.default))
    for parameter in function.parameters:
        function.body.bind(parameter.name, None)
    return function


def _is_left_out(annotation: Expression, names: Names) -> bool:
    node = annotation.node
    head = annotation.sibling(node.value) if isinstance(node, ast.Subscript) else annotation
    return names.fullname(head) in fullnames.CLASS_VAR


def _decorator(scope: Scope, names: Names) -> ast.expr | None:
    if not isinstance(scope.node, ast.ClassDef) or scope.parent is None:
        return None
    for node in scope.node.decorator_list:
        called = node.func if isinstance(node, ast.Call) else node
        if names.fullname(Expression(called, scope.parent)) in fullnames.DATACLASSES:
            return node
    return None
