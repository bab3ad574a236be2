"""The types that mypy has for the parts of what a function returns."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Final

from mypy import nodes
from mypy.checker import TypeChecker
from mypy.checkexpr import has_any_type
from mypy.types import AnyType, ProperType, TypeOfAny, UnionType, get_proper_type
from scoped_fastapi_check.analysis.response_models.returned_values import Leaf, Value, leaves
from scoped_fastapi_check.model.module import Expression, Function

from scoped_fastapi_mypy.node_index import Tree

_INFERRED: Final = (
    *(ast.Call, ast.Dict, ast.DictComp, ast.List, ast.ListComp, ast.Set, ast.SetComp, ast.Tuple),
)
TypeOf = Callable[[Expression], ProperType]


class ReturnedTypes:
    """Looks up types of expressions in functions that mypy has checked, and asks for the others."""

    def __init__(self, tree: Tree, checker: TypeChecker | None, type_of: TypeOf) -> None:
        self._tree = tree
        self._checker = checker
        self._type_of = type_of

    def of_leaves(self, function: Function, value: Value) -> dict[Leaf, ProperType]:
        """The type of each leaf of a value that a function returns."""
        found = list(leaves(value))
        known: dict[ast.expr, nodes.Expression] = {}
        for statement in {leaf.statement for leaf in found}:
            known.update(self._parts_of(statement))
        return {leaf: self._type(leaf, function, known) for leaf in found}

    def _parts_of(self, statement: ast.stmt) -> Iterator[tuple[ast.expr, nodes.Expression]]:
        root = getattr(statement, "value", None)
        whole = self._tree.value(root) if isinstance(root, ast.expr) else None
        return iter(()) if whole is None or root is None else _parts(root, whole)

    def _type(
        self, leaf: Leaf, function: Function, known: dict[ast.expr, nodes.Expression]
    ) -> ProperType:
        definition = self._tree.function(function.node)
        expression = known.get(leaf.node)
        if (
            self._checker is not None
            and definition is not None
            and not definition.is_dynamic()
            and expression is not None
        ):
            typ = self._checker.lookup_type_or_none(expression)
            if typ is not None and _is_inferred(leaf.node) and leaf.makes is None:
                # What is declared has a say in it, be it right or not.
                alone = self._type_of(Expression(leaf.node, function.body))
                typ = typ if has_any_type(alone) else alone
            if typ is not None and not (_is_inferred(leaf.node) and has_any_type(typ)):
                return _without_mistakes(get_proper_type(typ))
        return _without_mistakes(self._type_of(Expression(leaf.node, function.body)))


def _without_mistakes(typ: ProperType) -> ProperType:
    """A type without what mypy makes of an attribute that a None does not have."""
    if not isinstance(typ, UnionType):
        return typ
    items = [get_proper_type(item) for item in typ.items]
    kept = [item for item in items if not _is_mistake(item)]
    return get_proper_type(UnionType.make_union(kept)) if kept else typ


def _is_mistake(typ: ProperType) -> bool:
    """Whether a type is what mypy makes of a mistake, or of a call of it."""
    if not isinstance(typ, AnyType):
        return False
    return TypeOfAny.from_error in {(typ.source_any or typ).type_of_any, typ.type_of_any}


def _is_inferred(node: ast.expr) -> bool:
    """Whether what an expression is returned as has a say in its type: `Any` makes it `list[Any]`."""
    return isinstance(node, _INFERRED)


def _parts(
    node: ast.expr, expression: nodes.Expression
) -> Iterator[tuple[ast.expr, nodes.Expression]]:
    """The parts of a value, each as Python and as mypy have parsed it."""
    yield node, expression
    for part, inner in _children(node, expression):
        yield from _parts(part, inner)


def _children(
    node: ast.expr, expression: nodes.Expression
) -> list[tuple[ast.expr, nodes.Expression]]:
    match node, expression:
        case ast.Dict(values=parts), nodes.DictExpr(items=items):
            return list(zip(parts, (value for _, value in items), strict=False))
        case (
            (ast.List(elts=parts), nodes.ListExpr(items=inner))
            | (
                ast.Set(elts=parts),
                nodes.SetExpr(items=inner),
            )
            | (ast.Tuple(elts=parts), nodes.TupleExpr(items=inner))
        ):
            return list(zip(parts, inner, strict=False))
        case ast.Call(func=called), nodes.CallExpr(callee=callee, args=given):
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            return [(called, callee), *zip(parts, given, strict=False)]
        case ast.Attribute(value=part), nodes.MemberExpr(expr=owner):
            return [(part, owner)]
        case ast.ListComp(elt=part), nodes.ListComprehension(generator=generator):
            return [(part, generator.left_expr)]
        case ast.SetComp(elt=part), nodes.SetComprehension(generator=generator):
            return [(part, generator.left_expr)]
        case ast.IfExp(body=body, orelse=orelse), nodes.ConditionalExpr():
            return [(body, expression.if_expr), (orelse, expression.else_expr)]
        case ast.BoolOp(values=[*_, part]), nodes.OpExpr():
            return [(part, expression.right)]
        case ast.NamedExpr(value=part), nodes.AssignmentExpr(value=inner_value):
            return [(part, inner_value)]
        case _:
            return []
