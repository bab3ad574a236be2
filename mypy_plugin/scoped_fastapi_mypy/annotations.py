"""Types that an expression of the application model stands for: `list[User]`, `User | None`.

mypy analyses a type only where a type belongs. `response_model=list[User]` is a value to it, and
`Annotated` loses its metadata; so such types are built here, by mypy's symbol tables.
"""

from __future__ import annotations

import ast
from typing import Final

from mypy.nodes import TypeAlias, TypeInfo
from mypy.types import (
    AnyType,
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypeAliasType,
    TypeOfAny,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression

from scoped_fastapi_mypy.names import MypyNames

_TUPLE: Final = "builtins.tuple"
# Annotations lead to aliases and those to further ones; this many nobody writes.
_MAX_DEPTH: Final = 25


class TypeBuilder:
    """Builds the types that annotations mean. What is not understood becomes Any."""

    def __init__(self, names: MypyNames) -> None:
        self._names = names

    def build(self, expression: Expression) -> Type:
        """The type that an annotation, or an expression in the place of one, stands for."""
        expression = unquoted(expression)
        match expression.node:
            case ast.Constant(value=None):
                return NoneType()
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self._union(expression, [left, right])
            case ast.Subscript(value=value, slice=inner):
                arguments = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                return self._subscript(expression.sibling(value), arguments)
            case ast.Name() | ast.Attribute():
                return self._named(expression, [])
            case _:
                return _any()

    def _union(self, expression: Expression, parts: list[ast.expr]) -> Type:
        return UnionType.make_union([self.build(expression.sibling(part)) for part in parts])

    def _subscript(self, base: Expression, arguments: list[ast.expr]) -> Type:
        fullname = self._names.fullname(base)
        if not arguments and fullname in fullnames.NOTHING_WITHOUT_ARGUMENTS:
            return _any()
        if fullname in fullnames.UNION:
            return self._union(base, arguments)
        if fullname in fullnames.OPTIONAL:
            return UnionType.make_union([self.build(base.sibling(arguments[0])), NoneType()])
        if fullname in fullnames.ANNOTATED:
            return self.build(base.sibling(arguments[0]))
        if fullname in fullnames.LITERAL:
            return UnionType.make_union([self._literal(argument) for argument in arguments])
        return self._named(base, [base.sibling(argument) for argument in arguments])

    def _literal(self, argument: ast.expr) -> Type:
        """The type of one value of a `Literal[...]`."""
        value = argument.value if isinstance(argument, ast.Constant) else ...
        if value is None:
            return NoneType()
        symbol = self._names.named(f"builtins.{type(value).__name__}")
        info = None if symbol is None else symbol.node
        if not isinstance(value, str | int) or not isinstance(info, TypeInfo):
            return _any()
        return LiteralType(value, Instance(info, []))

    def _named(self, expression: Expression, arguments: list[Expression]) -> Type:
        symbol = self._names.symbol(expression)
        node = None if symbol is None else symbol.node
        if isinstance(node, TypeAlias):
            target = get_proper_type(node.target)
            if node.no_args and isinstance(target, Instance):
                return self._instance(target.type, arguments)
            types: list[Type] = [self.build(argument) for argument in arguments]
            if len(types) != len(node.alias_tvars):
                types = [_any()] * len(node.alias_tvars)
            return TypeAliasType(node, types)
        if isinstance(node, TypeInfo) and node.fullname != fullnames.ANY:
            return self._instance(node, arguments)
        if node is not None and (value := self._names.value(expression)) is not None:
            return self.build(value) if isinstance(value.node, _NAMES) else _any()
        return _any()

    def _instance(self, info: TypeInfo, arguments: list[Expression]) -> Type:
        if info.typeddict_type is not None and not info.type_vars:
            return info.typeddict_type.copy_modified(fallback=Instance(info, []))
        if info.tuple_type is not None and not info.type_vars:
            return info.tuple_type.copy_modified(fallback=Instance(info, []))
        if info.fullname == _TUPLE and arguments:
            return self._tuple(info, arguments)
        types: list[Type] = [self.build(argument) for argument in arguments]
        if len(types) != len(info.type_vars):
            types = [_any()] * len(info.type_vars)
        return Instance(info, types)

    def _tuple(self, info: TypeInfo, arguments: list[Expression]) -> ProperType:
        if len(arguments) == 2 and _is_ellipsis(arguments[1].node):
            return Instance(info, [self.build(arguments[0])])
        items = [self.build(argument) for argument in arguments]
        return TupleType(items, Instance(info, [_any()]))


# A variable may stand for another name of a class; calls and the like make something new.
_NAMES: Final = (ast.Name, ast.Attribute)


def _any() -> AnyType:
    return AnyType(TypeOfAny.special_form)


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
