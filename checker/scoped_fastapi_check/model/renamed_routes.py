"""Registrations whose method stands under another name: `get = router.get`, `partial(router.get, "/x")`.

Each is read as the call of the method that it comes to.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.handed_calls import without_partial
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names

_PARTIAL: Final = "partial"


def renamed_decorators(
    module: Module, names: Names, methods: frozenset[str]
) -> Iterator[tuple[Call, Function, ast.expr]]:
    """The calls of these methods that decorators come to, with what they decorate."""
    renamed = _renamed(module, methods)
    for function in module.functions:
        for decorator in function.node.decorator_list:
            if not _is_other_name(decorator, renamed):
                continue
            written = Expression(decorator, function.scope)
            if isinstance(decorator, ast.Name):
                written = resolve(written, names)
            call = _method_call(written, module, names, methods)
            if call is not None:
                yield call, function, decorator


def renamed_calls(module: Module, names: Names, methods: frozenset[str]) -> Iterator[Call]:
    """The calls of these methods by another name."""
    renamed = _renamed(module, methods)
    for call in module.calls if renamed else ():
        if isinstance(call.node.func, ast.Name) and call.node.func.id in renamed:
            made = _method_call(Expression(call.node, call.scope), module, names, methods)
            if made is not None:
                yield made


def _renamed(module: Module, methods: frozenset[str]) -> frozenset[str]:
    """The names that may stand for one of the methods, or for what a call of it gives."""
    return frozenset(
        alias.name for alias in module.aliases if _leads_to_method(alias.value.node, methods)
    )


def _leads_to_method(node: ast.expr, methods: frozenset[str]) -> bool:
    if isinstance(node, ast.Call):
        return _leads_to_method(node.func, methods) or _is_partial(node)
    return isinstance(node, ast.Attribute) and node.attr in methods


def _is_partial(node: ast.Call) -> bool:
    func = node.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name == _PARTIAL and bool(node.args)


def _is_other_name(decorator: ast.expr, renamed: frozenset[str]) -> bool:
    node = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(node, ast.Call):
        return _is_partial(node)
    return isinstance(node, ast.Name) and node.id in renamed


def _method_call(
    written: Expression, module: Module, names: Names, methods: frozenset[str]
) -> Call | None:
    """The call of a method that an expression comes to, if all of it is written in the module."""
    if not isinstance(written.node, ast.Call) or written.scope.module is not module:
        return None
    call = without_partial(Call(written.node, written.scope, is_decorator=False), names)
    method = resolve(call.callee, names)
    if not isinstance(method.node, ast.Attribute) or method.node.attr not in methods:
        return None
    if method.scope.module is not module or call.scope.module is not module:
        return None
    made = ast.Call(method.node, call.node.args, call.node.keywords)
    return Call(ast.copy_location(made, written.node), written.scope, is_decorator=True)
