"""Turns expressions of the application model into expressions that mypy can give a type to.

mypy throws the metadata of `Annotated` away before it analyses any name in it. Here such an
expression is built again, each name bound to what mypy's symbol tables say. A part that has no
counterpart becomes Any, so that whatever surrounds it still gets the best type there is.
"""

from __future__ import annotations

import ast
from typing import Final

from mypy import nodes
from mypy.nodes import (
    ARG_NAMED,
    ARG_POS,
    ARG_STAR,
    ARG_STAR2,
    ArgKind,
    Decorator,
    FuncDef,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    DeletedType,
    Instance,
    TypeOfAny,
    TypeType,
    UnionType,
    get_proper_type,
)
from mypy.typevars import fill_typevars
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import nodes_outside

from scoped_fastapi_mypy.annotations import TypeBuilder
from scoped_fastapi_mypy.names import MypyNames, Symbol

_BOOLEAN: Final[dict[type[ast.boolop], str]] = {ast.And: "and", ast.Or: "or"}
_OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
# Values lead to further values; a chain this long is a cycle, or nothing anybody wrote.
_MAX_DEPTH: Final = 25


class ExpressionBuilder:
    """Builds expressions of one module, and of the modules that its names lead to."""

    def __init__(self, names: MypyNames) -> None:
        self._names = names
        self._types = TypeBuilder(names)
        self._depth = 0

    def build(self, expression: Expression) -> nodes.Expression:
        """The expression as mypy's semantic analysis would have left it."""
        if self._depth >= _MAX_DEPTH:
            return _unknown()
        self._depth += 1
        try:
            built = self._build(expression)
        finally:
            self._depth -= 1
        built.set_line(expression.node.lineno, expression.node.col_offset)
        return built

    def _build(self, expression: Expression) -> nodes.Expression:
        node = expression.node
        match node:
            case ast.Name() | ast.Attribute():
                return self._reference(expression, node)
            case ast.Constant():
                return self._constant(node)
            case ast.Call():
                return self._call(expression, node)
            case ast.Subscript():
                return self._subscript(expression, node)
            case ast.IfExp():
                body, orelse = (expression.sibling(part) for part in (node.body, node.orelse))
                return nodes.ConditionalExpr(_unknown(), self.build(body), self.build(orelse))
            case ast.Await(value=value):
                return nodes.AwaitExpr(self.build(expression.sibling(value)))
            case ast.NamedExpr(value=value):
                return self.build(expression.sibling(value))
            case ast.BoolOp(op=operator, values=[first, *others]):
                built = self.build(expression.sibling(first))
                for other in others:
                    right = self.build(expression.sibling(other))
                    built = nodes.OpExpr(_BOOLEAN[type(operator)], built, right)
                return built
            case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
                built = self.build(expression.sibling(left))
                behind = self.build(expression.sibling(right))
                return nodes.OpExpr(_OPERATORS[type(operator)], built, behind)
            case ast.JoinedStr():  # Text, but no literal.
                return nodes.OpExpr("+", nodes.StrExpr(""), nodes.StrExpr(""))
            case ast.List() | ast.Tuple() | ast.Set():
                return self._display(expression, node)
            case ast.Starred(value=value):
                return nodes.StarExpr(self.build(expression.sibling(value)))
            case ast.Slice():
                bounds = (node.lower, node.upper, node.step)
                return nodes.SliceExpr(*(self._bound(expression, bound) for bound in bounds))
            case ast.Dict():
                keys = [
                    None if key is None else self.build(expression.sibling(key))
                    for key in node.keys
                ]
                values = [self.build(expression.sibling(value)) for value in node.values]
                return nodes.DictExpr(list(zip(keys, values, strict=True)))
            case _:
                return _unknown()

    def _constant(self, node: ast.Constant) -> nodes.Expression:
        match node.value:
            case None | True | False:
                return self._builtin(str(node.value))
            case str():
                return nodes.StrExpr(node.value)
            case int():
                return nodes.IntExpr(node.value)
            case float():
                return nodes.FloatExpr(node.value)
            case bytes():
                return nodes.BytesExpr(node.value.decode("latin-1"))
            case _:
                return _unknown()

    def _builtin(self, name: str) -> nodes.Expression:
        symbol = self._names.builtin(name)
        return _unknown() if symbol is None else _bound_name(name, symbol)

    def _display(
        self, expression: Expression, node: ast.List | ast.Tuple | ast.Set
    ) -> nodes.Expression:
        items = [self.build(expression.sibling(item)) for item in node.elts]
        if isinstance(node, ast.List):
            return nodes.ListExpr(items)
        return nodes.TupleExpr(items) if isinstance(node, ast.Tuple) else nodes.SetExpr(items)

    def _bound(self, expression: Expression, bound: ast.expr | None) -> nodes.Expression | None:
        return None if bound is None else self.build(expression.sibling(bound))

    def _call(self, expression: Expression, node: ast.Call) -> nodes.Expression:
        if self._names.fullname(expression.sibling(node.func)) in fullnames.CAST and node.args:
            return nodes.TempNode(self._types.build(expression.sibling(node.args[0])))
        arguments: list[nodes.Expression] = []
        kinds: list[ArgKind] = []
        names: list[str | None] = []
        for argument in node.args:
            starred = isinstance(argument, ast.Starred)
            value = argument.value if isinstance(argument, ast.Starred) else argument
            arguments.append(self.build(expression.sibling(value)))
            kinds.append(ARG_STAR if starred else ARG_POS)
            names.append(None)
        for keyword in node.keywords:
            arguments.append(self.build(expression.sibling(keyword.value)))
            kinds.append(ARG_STAR2 if keyword.arg is None else ARG_NAMED)
            names.append(keyword.arg)
        callee = self.build(expression.sibling(node.func))
        return nodes.CallExpr(callee, arguments, kinds, names)

    def _subscript(self, expression: Expression, node: ast.Subscript) -> nodes.Expression:
        base = self.build(expression.sibling(node.value))
        if isinstance(base, nodes.RefExpr) and isinstance(base.node, TypeInfo):
            arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            types = [self._types.build(expression.sibling(argument)) for argument in arguments]
            return nodes.TypeApplication(base, types)
        return nodes.IndexExpr(base, self.build(expression.sibling(node.slice)))

    # Names

    def _reference(
        self, expression: Expression, node: ast.Name | ast.Attribute
    ) -> nodes.Expression:
        symbol = self._names.symbol(expression)
        if symbol is None:
            if isinstance(node, ast.Attribute):
                return nodes.MemberExpr(self.build(expression.sibling(node.value)), node.attr)
            return self._local_elsewhere(expression, node) or _unknown()
        if (double := self._double(expression, symbol)) is not None:
            return double
        if isinstance(node, ast.Attribute) and symbol.kind == nodes.MDEF:
            return nodes.MemberExpr(self.build(expression.sibling(node.value)), node.attr)
        return _bound_name(symbol.node.name, symbol)

    def _double(self, expression: Expression, symbol: Symbol) -> nodes.Expression | None:
        """What to look at in place of a name that mypy has no type for (yet).

        A function without annotations is not checked, so its variables have no types; and in an
        import cycle a module may be finished before a variable of another one is.
        """
        node = symbol.node
        if isinstance(node, FuncDef | Decorator) and self._names.is_wrapped(expression):
            return _unknown()
        if isinstance(node, Decorator) and node.var.type is None:
            return _decorated(node)
        if not isinstance(node, Var):
            return None
        if node.is_self or node.is_cls:
            # mypy wants to be inside of a method when it meets such a name.
            typ = None if _is_untyped(node) else node.type
            return self._self(symbol) if typ is None else nodes.TempNode(typ)
        if isinstance(get_proper_type(node.type), DeletedType):
            return self._caught(expression)
        if not _is_untyped(node):
            return None
        value = self._names.value(expression)
        return None if value is None else self.build(value)

    def _local_elsewhere(self, expression: Expression, name: ast.Name) -> nodes.Expression | None:
        """A parameter, or a name with one value, of a function in another module: the source says it."""
        scope = expression.scope
        function = scope.module.function_of(scope)
        if function is None or len(scope.values.get(name.id, ())) != 1:
            return None
        if (declared := _declared_in(function, name.id)) is not None:
            return nodes.TempNode(self._types.build(declared))
        value = scope.single_value(name.id)
        return None if value is None else self.build(Expression(value, scope))

    def _caught(self, expression: Expression) -> nodes.Expression:
        """What `except ... as name` binds: mypy forgets it at the end of the block."""
        for handler in ast.walk(expression.scope.node):
            if not isinstance(handler, ast.ExceptHandler) or handler.type is None:
                continue
            if isinstance(expression.node, ast.Name) and expression.node.id != handler.name:
                continue
            if any(part is expression.node for one in handler.body for part in ast.walk(one)):
                caught = (
                    handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
                )
                types = [self._types.build(expression.sibling(part)) for part in caught]
                return nodes.TempNode(UnionType.make_union(types))
        return _unknown()

    def _self(self, symbol: Symbol) -> nodes.Expression | None:
        scope = None if symbol.local is None else symbol.local.parent
        info = None
        if scope is not None and isinstance(scope.node, ast.ClassDef):
            info = self._names.class_info(scope)
        if info is None or not isinstance(symbol.node, Var):
            return None
        instance = fill_typevars(info)
        if not isinstance(instance, Instance):
            return None
        return nodes.TempNode(TypeType(instance) if symbol.node.is_cls else instance)


def _unknown() -> nodes.Expression:
    """An expression of which nothing is known."""
    return nodes.TempNode(AnyType(TypeOfAny.special_form))


def _bound_name(name: str, symbol: Symbol) -> nodes.NameExpr:
    bound = nodes.NameExpr(name)
    bound.node = symbol.node
    bound.kind = symbol.kind
    bound.fullname = symbol.node.fullname
    return bound


def _is_untyped(node: Var) -> bool:
    if node.type is None:
        return True
    return isinstance(node.type, AnyType) and node.type.type_of_any == TypeOfAny.unannotated


def _declared_in(function: Function, name: str) -> Expression | None:
    """What a parameter or a variable of a function is declared as."""
    for parameter in function.parameters:
        if parameter.name == name:
            return parameter.annotation
    for node in nodes_outside(function.node.body):
        match node:
            case ast.AnnAssign(target=ast.Name(id=declared)) if declared == name:
                return Expression(node.annotation, function.body)
            case _:
                pass
    return None


def _decorated(node: Decorator) -> nodes.Expression:
    """A decorated function that is not checked yet: its decorators are applied to its type."""
    if node.func.type is None:
        return _unknown()
    result: nodes.Expression = nodes.TempNode(node.func.type)
    for decorator in reversed(node.decorators):
        result = nodes.CallExpr(decorator, [result], [ARG_POS], [None])
    return result
