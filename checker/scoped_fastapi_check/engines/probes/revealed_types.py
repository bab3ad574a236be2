"""The types that checkers show, as the rules about pydantic look at them."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import ADDRESSES
from scoped_fastapi_check.analysis.types import (
    Instance,
    Nothing,
    OneOf,
    Shape,
    Tuple,
    Unknown,
)
from scoped_fastapi_check.engines.probes.builtin_classes import known_class, standard_class
from scoped_fastapi_check.engines.probes.written_types import Made, NewTypeClass, Type, Written
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.quoted import quoted_expression
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.source_types import TypeReader
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.model.module import Scope

# By the names that checkers show them by.
_SHOWN: Final = {
    **{
        name: f"builtins.{name}"
        for name in (
            *("str", "bytes", "int", "float", "complex", "bool"),
            *("list", "dict", "set", "frozenset", "tuple"),
        )
    },
    **{name: f"typing.{name}" for name in ("Sequence", "Mapping", "Iterable")},
    **{name: f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta")},
    **{name.rpartition(".")[2]: name for name in ADDRESSES},
    **{name: f"io.{name}" for name in ("BufferedReader", "BytesIO", "StringIO", "TextIOWrapper")},
    "UUID": "uuid.UUID",
    "Decimal": "decimal.Decimal",
    "Path": "pathlib.Path",
}
# What no module has to import; a class of the user's may have the name of one.
_IMPLIED: Final = {
    f"{name}{ending}": f"typing.{name}"
    for name in ("Coroutine", "AsyncGenerator", "Generator")
    for ending in ("", "Type")
} | {
    **{name: f"typing.{name}" for name in ("AsyncIterator", "Iterator")},
    "Row": fullnames.ROW,
}

# Classes of libraries that are not read; one of the project comes before them.
_OF_LIBRARIES: Final = {
    name.rpartition(".")[2]: name for name in (*fullnames.QUERIES, *fullnames.RESULTS)
} | {"Select": fullnames.SELECT, "URL": fullnames.URL}

# As pyright shows what is declared with the names of `typing`.
_OF_TYPING: Final = {name.capitalize(): name for name in ("list", "dict", "set", "tuple")} | {
    "FrozenSet": "frozenset"
}


def shown_type(
    text: str,
    expression: str,
    scope: Scope,
    names: SourceNames,
    reader: TypeReader,
    meant: Mapping[str, Symbol] | None = None,
) -> Type | None:
    """The type that a checker shows for an expression, its names as a scope knows them.

    `meant` are the classes of names that several of them have.
    """
    node = quoted_expression(text)
    if node is None:
        return None
    shape = _Shown(expression, scope, names, reader, meant or {}).shape(node)
    return None if isinstance(shape, Unknown) else Made(shape, expression)


class _Shown:
    """Reads what a checker shows."""

    def __init__(
        self,
        expression: str,
        scope: Scope,
        names: SourceNames,
        reader: TypeReader,
        meant: Mapping[str, Symbol],
    ) -> None:
        self._expression = expression
        self._meant = meant
        self._scope = scope
        self._names = names
        self._reader = reader

    def shape(self, node: ast.expr) -> Shape[Type]:
        match node:
            case ast.Constant(value=None):
                return Nothing()
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return OneOf([self._made(left), self._made(right)])
            case ast.Name(id=name):
                return self._named(self._plain(name), [])
            case ast.Subscript(value=ast.Name(id=name), slice=inner):
                parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                return self._subscript(self._plain(name), parts)
            case _:
                return Unknown()

    def _subscript(self, name: str, parts: Sequence[ast.expr]) -> Shape[Type]:
        if name == "Literal":
            kinds = {_literal_class(part) for part in parts}
            kind = kinds.pop()
            return Unknown() if kinds or kind is None else self._named(kind, [])
        last = parts[-1] if parts else None  # `tuple[()]` has none.
        is_ellipsis = isinstance(last, ast.Constant) and last.value is ...
        if name == "tuple" and not is_ellipsis:
            cls = known_class("builtins.tuple")
            assert cls is not None
            return Tuple([self._made(part) for part in parts], cls)
        return self._named(name, parts[:-1] if is_ellipsis else parts)

    def _made(self, node: ast.expr) -> Type:
        return Made(self.shape(node))

    def _named(self, name: str, arguments: Sequence[ast.expr]) -> Shape[Type]:
        if name in _SHOWN:
            cls = known_class(_SHOWN[name])
            assert cls is not None
            return Instance(cls, [self._made(each) for each in arguments])
        made = [self._made(each) for each in arguments]
        if name in _IMPLIED and made and not self._is_own(name):
            implied = known_class(_IMPLIED[name])
            return Unknown() if implied is None else Instance(implied, made)
        if name in _OF_LIBRARIES and not self._is_own(name):
            found = [self._reader.class_of(each) for each in self._names.classes_called(name)]
            if not found or (made and not any(c and self._reader.parameters(c) for c in found)):
                cls = known_class(_OF_LIBRARIES[name])
                return Unknown() if cls is None else Instance(cls, made)
            if made:
                return Unknown()  # Nobody can tell which one is shown.
        if (imported := self._imported(name)) is not None:
            return Instance(imported, made)
        symbol = (
            self._meant.get(name)
            or self._names.class_shown(name, self._scope)
            or self._spoken_of(name)
        )
        if symbol is None:
            return self._new_type(name)
        cls = self._reader.class_of(symbol)
        return Unknown() if cls is None else self._reader.shape_of(cls, made)

    def _imported(self, name: str) -> Class | None:
        """The class of Python's library that the scope knows by this name."""
        shown = Expression(ast.Name(name, ast.Load()), self._scope)
        fullname = self._names.fullname(shown) or ""
        return None if fullname.startswith("typing.") else standard_class(fullname)

    def _spoken_of(self, name: str) -> Symbol | None:
        """The one of several classes of a name that the expression speaks of.

        It does so in `models.User()`, in `db.get(models.User, 1)`, and in the name of a parameter that is
        declared as `models.User`.
        """
        node = quoted_expression(self._expression)
        if isinstance(node, ast.Name):
            annotation = self._annotation_of(node.id)
            node, scope = (None, self._scope) if annotation is None else annotation
        else:
            scope = self._scope
        found: dict[str, Symbol] = {}
        for part in () if node is None else nodes_in(node):
            if isinstance(part, ast.Attribute) and part.attr == name:
                symbol = self._names.definition(Expression(part, scope))
                if symbol is not None and symbol.class_node is not None:
                    found[symbol.fullname] = symbol
        return next(iter(found.values())) if len(found) == 1 else None

    def _annotation_of(self, name: str) -> tuple[ast.expr, Scope] | None:
        """What a name is declared as, where it is a parameter that is bound to nothing else."""
        function = self._scope.module.function_of(self._scope)
        if function is None or len(self._scope.values.get(name, ())) != 1:
            return None
        for parameter in function.parameters:
            if parameter.name == name and parameter.annotation is not None:
                return parameter.annotation.node, parameter.annotation.scope
        return None

    def _new_type(self, name: str) -> Shape[Type]:
        """A `NewType`, which is no class, by a name that the scope knows it by."""
        shape = self._reader.shape(Written(Expression(ast.Name(name, ast.Load()), self._scope)))
        is_new_type = isinstance(shape, Instance) and isinstance(shape.cls, NewTypeClass)
        return shape if is_new_type else Unknown()

    def _plain(self, name: str) -> str:
        """`list` for `List`, but where a module has a class of that name."""
        return name if self._is_own(name) else _OF_TYPING.get(name, name)

    def _is_own(self, name: str) -> bool:
        """Whether a module has a class of its own by a name that others are shown by."""
        symbol = self._names.definition(Expression(ast.Name(name, ast.Load()), self._scope))
        return symbol is not None and symbol.class_node is not None and bool(symbol.bindings)


def _literal_class(node: ast.expr) -> str | None:
    """The class of a literal: of a member of an enum, what stands before its name."""
    match node:
        case ast.Constant(value=value):
            return type(value).__name__
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
        case _:
            return None
