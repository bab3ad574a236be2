"""Expressions of one place, written so that they mean the same at another one."""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import TYPE_CHECKING

from scoped_fastapi_check.engines.probes.probes import Place, own_name
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.type_parameters import HAS_TYPE_PARAMETERS
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude


def relocated(expression: Expression, place: Place, prelude: Prelude) -> Expression | None:
    """The same expression for another place; None where its names cannot be reached from there."""
    if expression.scope is place.scope:
        return expression
    if expression.scope.module is place.module and _sees(place.scope, expression):
        return Expression(expression.node, place.scope)
    if not isinstance(expression.scope.node, ast.Module):
        return None
    expression = unquoted(expression)
    module = prelude.module(expression.scope.module.name)
    known = set(expression.scope.values)
    node = _Qualifier(module, known).visit(deepcopy(expression.node))
    return Expression(ast.fix_missing_locations(node), place.scope)


def erased(declared: Expression, names: SourceNames) -> Expression:
    """A type with Any in the place of its type variables: what they stand for is not known."""
    declared = unquoted(declared)
    bound = _type_parameters(declared.scope)
    variables = {
        node.id
        for node in nodes_in(declared.node)
        if isinstance(node, ast.Name)
        and (node.id in bound or _is_variable(declared.sibling(node), names))
    }
    if not variables:
        return declared
    node = _Eraser(variables).visit(deepcopy(declared.node))
    return declared.sibling(ast.fix_missing_locations(node))


def _is_variable(name: Expression, names: SourceNames) -> bool:
    value = names.value(name)
    if value is None or not isinstance(value.node, ast.Call):
        return False
    return names.fullname(value.sibling(value.node.func)) in fullnames.TYPE_VARIABLES


def _type_parameters(scope: Scope) -> set[str]:
    """The names that `def f[T]()`, `class C[T]` and `type A[T]` around a scope bind."""
    if not HAS_TYPE_PARAMETERS:
        return set()
    return {
        parameter.name
        for place in (*scope.chain(), *scope.statements)
        for parameter in getattr(getattr(place, "node", place), "type_params", ())
    }


def _sees(scope: Scope, expression: Expression) -> bool:
    """Whether all names of an expression mean the same in an inner scope."""
    chain = scope.chain()
    if expression.scope not in chain:
        return False
    inner = chain[: chain.index(expression.scope)]
    names = {node.id for node in nodes_in(expression.node) if isinstance(node, ast.Name)}
    return all(names.isdisjoint(place.values) for place in inner)


class _Eraser(ast.NodeTransformer):
    """Puts Any for some names."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A type variable, or another name."""
        return own_name("_sf_Any") if node.id in self._names else node


class _Qualifier(ast.NodeTransformer):
    """Names the module of each name that it defines."""

    def __init__(self, module: str, known: set[str]) -> None:
        self._module = module
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name that the module binds; the others are built in."""
        if node.id not in self._known:
            return node
        return ast.Attribute(own_name(self._module), node.id, ast.Load())
