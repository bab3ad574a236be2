"""Expressions of one place, written so that they mean the same at another one."""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.obligations.probes import Place

if TYPE_CHECKING:
    from scoped_fastapi_check.obligations.vocabulary import Vocabulary


def transplanted(expression: Expression, place: Place, vocabulary: Vocabulary) -> Expression | None:
    """The same expression for another place; None where its names cannot be reached from there."""
    if expression.scope is place.scope:
        return expression
    if expression.scope.module is place.module and _sees(place.scope, expression):
        return Expression(expression.node, place.scope)
    if not isinstance(expression.scope.node, ast.Module):
        return None
    expression = unquoted(expression)
    module = vocabulary.module(expression.scope.module.name)
    known = set(expression.scope.values)
    node = _Qualifier(module, known).visit(deepcopy(expression.node))
    return Expression(ast.fix_missing_locations(node), place.scope)


def _sees(scope: Scope, expression: Expression) -> bool:
    """Whether all names of an expression mean the same in an inner scope."""
    chain = scope.chain()
    if expression.scope not in chain:
        return False
    inner = chain[: chain.index(expression.scope)]
    names = {node.id for node in ast.walk(expression.node) if isinstance(node, ast.Name)}
    return all(names.isdisjoint(place.values) for place in inner)


class _Qualifier(ast.NodeTransformer):
    """Names the module of each name that it defines."""

    def __init__(self, module: str, known: set[str]) -> None:
        self._module = module
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name that the module binds; the others are built in."""
        if node.id not in self._known:
            return node
        return ast.Attribute(ast.Name(self._module, ast.Load()), node.id, ast.Load())
