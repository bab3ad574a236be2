"""Types as sources write them, followed through names, aliases and type arguments."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Nothing,
    OneOf,
    Shape,
    Tuple,
    Unknown,
)
from scoped_fastapi_check.engines.probes.builtin_classes import (
    OTHER_NAMES,
    UNTYPED_DECLARATIVE_BASE,
    known_class,
)
from scoped_fastapi_check.engines.probes.source_classes import SourceClass
from scoped_fastapi_check.engines.probes.written_types import (
    Made,
    NewTypeClass,
    Type,
    Written,
    annotations_in,
    bases_of,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarative_bases import is_declarative_base
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.memo import Key, key_of
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.type_parameters import (
    parameter_key,
    parameter_names,
    type_parameter,
)
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.symbols import Symbol

# Names lead to names; more steps than this nobody writes.
_MAX_STEPS: Final = 20
_TRANSPARENT: Final = fullnames.ANNOTATED | fullnames.TYPE_QUALIFIERS
_NAMED_TUPLE: Final = frozenset({"typing.NamedTuple", "typing_extensions.NamedTuple"})
_REQUIRED: Final = frozenset({"typing.Required", "typing_extensions.Required"})
_NOT_REQUIRED: Final = frozenset({"typing.NotRequired", "typing_extensions.NotRequired"})
_TUPLE: Final = "builtins.tuple"
_DICT: Final = "builtins.dict"


_UNKNOWN: Final[Unknown] = Unknown()


class TypeReader:
    """Finds out what written types are."""

    def __init__(self, names: SourceNames) -> None:
        self.names = names
        self._classes: dict[int, SourceClass | None] = {}
        self._parameters: dict[SourceClass, list[str]] = {}
        self._shapes: dict[Key, Shape[Type]] = {}
        # The classes whose bases are being looked up; what leads back to one of them is not known.
        self._open = 0
        self._fields: dict[tuple[ast.ClassDef | None, frozenset[str]], dict[str, Type] | None] = {}

    def shape(self, typ: Type) -> Shape[Type]:
        """What a type is, one level deep."""
        if isinstance(typ, Made):
            return typ.shape
        if typ.variables:
            return self._shape(typ, 0)
        key = key_of(typ.expression)
        if (known := self._shapes.get(key)) is not None:
            return known
        found = self._shape(typ, 0)
        if not self._open:
            self._shapes[key] = found
        return found

    def argument(self, typ: Written) -> Type | None:
        """What a type variable stands for; None for any other type."""
        expression = unquoted(typ.expression)
        if not typ.variables or not isinstance(expression.node, ast.Name):
            return None
        if (given := typ.variables.get(expression.node.id)) is not None:
            return given
        symbol = self.names.definition(expression)
        return None if symbol is None else typ.variables.get(symbol.fullname)

    def _shape(self, typ: Written, depth: int) -> Shape[Type]:
        expression = unquoted(typ.expression)
        if depth > _MAX_STEPS:
            return _UNKNOWN
        match expression.node:
            case ast.Constant(value=None):
                return Nothing()
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return OneOf([_part(typ, expression, part) for part in (left, right)])
            case ast.Subscript(value=value, slice=inner):
                parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                arguments = [_part(typ, expression, part) for part in parts]
                return self._subscript(typ, expression.sibling(value), arguments, depth)
            case ast.Name() | ast.Attribute():
                return self._named(typ, expression, [], depth)
            case _:
                return _UNKNOWN

    def _subscript(
        self, typ: Written, head: Expression, arguments: Sequence[Type], depth: int
    ) -> Shape[Type]:
        fullname = self.names.fullname(head)
        if not arguments and fullname in fullnames.NOTHING_WITHOUT_ARGUMENTS:
            return _UNKNOWN
        if fullname in fullnames.UNION:
            return OneOf(arguments)
        if fullname in fullnames.OPTIONAL:
            return OneOf([arguments[0], Made(Nothing())])
        if fullname in _TRANSPARENT:
            return self.shape(arguments[0])
        return self._named(typ, head, arguments, depth)

    def _named(
        self, typ: Written, name: Expression, arguments: Sequence[Type], depth: int
    ) -> Shape[Type]:
        if (variable := type_parameter(name)) is not None:
            return self._variable(variable, typ)
        if isinstance(name.node, ast.Name) and name.node.id in typ.variables:
            return self._variable(name.node.id, typ)
        symbol = self.names.definition(name)
        if symbol is None or symbol.is_module or symbol.is_function:
            return _UNKNOWN
        if symbol.is_variable:
            return self._of_variable(typ, symbol, name, arguments, depth)
        if symbol.class_node is None:
            return self._known(symbol.fullname, arguments)
        cls = self.class_of(symbol)
        return _UNKNOWN if cls is None else self.shape_of(cls, arguments)

    def _known(self, fullname: str, arguments: Sequence[Type]) -> Shape[Type]:
        fullname = OTHER_NAMES.get(fullname, fullname)
        cls = known_class(fullname)
        if cls is None:
            return _UNKNOWN
        if fullname == _TUPLE and arguments:
            last = arguments[-1]
            if isinstance(last, Written) and _is_ellipsis(last.expression.node):
                return Instance(cls, arguments[:1])
            return Tuple(arguments, cls)
        return Instance(cls, arguments)

    def _new_type(self, fullname: str, origin: Written) -> Shape[Type]:
        shape = self.shape(origin)
        if not isinstance(shape, Instance):
            return _UNKNOWN
        return Instance(NewTypeClass(fullname, shape.cls, origin))

    # Variables and aliases

    def _variable(self, key: str, typ: Written) -> Shape[Type]:
        return self.shape(typ.variables[key]) if key in typ.variables else _UNKNOWN

    def _of_variable(
        self, typ: Written, symbol: Symbol, name: Expression, arguments: Sequence[Type], depth: int
    ) -> Shape[Type]:
        value = self._value(name)
        if value is None:
            return _UNKNOWN
        if isinstance(value.node, ast.Call):
            made_by = self.names.fullname(value.sibling(value.node.func))
            if made_by in fullnames.TYPE_VARIABLES:
                return self._variable(symbol.fullname, typ)
            if made_by in fullnames.NEW_TYPE and len(value.node.args) == 2:
                origin = Written(value.sibling(value.node.args[1]))
                return self._new_type(symbol.fullname, origin)
            return _UNKNOWN
        parameters = _alias_parameters(value) or self._variables_in(value)
        given = dict(zip(parameters, arguments, strict=True)) if _fit(parameters, arguments) else {}
        return self._shape(Written(value, given), depth + 1)

    def _value(self, name: Expression) -> Expression | None:
        """What a variable is bound to, through others."""
        value = self.names.value(name)
        for _ in range(_MAX_STEPS):
            if value is None or not isinstance(value.node, ast.Name | ast.Attribute):
                return value
            value = self.names.value(value)
        return None

    def _variables_in(self, expression: Expression) -> list[str]:
        """The type variables that an expression names, in their order."""
        found: dict[str, None] = {}
        for node in nodes_in(unquoted(expression).node):
            if not isinstance(node, ast.Name):
                continue
            name = expression.sibling(node)
            symbol = self.names.definition(name)
            value = None if symbol is None or not symbol.is_variable else self._value(name)
            if (
                symbol is not None
                and value is not None
                and isinstance(value.node, ast.Call)
                and self.names.fullname(value.sibling(value.node.func)) in fullnames.TYPE_VARIABLES
            ):
                found[symbol.fullname] = None
        return list(found)

    # Classes

    def class_of(self, symbol: Symbol) -> SourceClass | None:
        """The class that a symbol is; None if it is one of several of the same name."""
        node = symbol.class_node
        if node is None or len(symbol.bindings) != 1:
            return None
        if id(node) not in self._classes:
            self._classes[id(node)] = None  # What derives from itself is no class.
            self._open += 1
            try:
                bases = [self._base(base) for base in bases_of(symbol)]
            finally:
                self._open -= 1
            self._classes[id(node)] = SourceClass(symbol, node, self.names, bases)
        return self._classes[id(node)]

    def _base(self, typ: Written) -> Class | None:
        if is_declarative_base(typ.expression, self.names):
            return UNTYPED_DECLARATIVE_BASE
        fullname = self.names.fullname(_head(typ.expression)) or ""
        if fullname in fullnames.GENERIC:
            return known_class(f"typing.{fullname.rpartition('.')[2]}")
        if fullname in _NAMED_TUPLE:
            return known_class(_TUPLE)
        if fullname in fullnames.TYPED_DICT:
            return known_class(_DICT)
        shape = self.shape(typ)
        if isinstance(shape, Dictionary):
            return known_class(_DICT)
        return shape.cls if isinstance(shape, Instance | Tuple) else None

    def shape_of(self, cls: SourceClass, arguments: Sequence[Type]) -> Shape[Type]:
        """What an object of a class is: a tuple or a dictionary, if it derives from one."""
        if (fields := self._fields_of(cls.symbol, fullnames.TYPED_DICT)) is not None:
            return Dictionary(fields, self._optional(cls.symbol), cls=cls)
        if (fields := self._fields_of(cls.symbol, _NAMED_TUPLE)) is not None:
            return Tuple(list(fields.values()), cls)
        return Instance(cls, arguments if _fit(self.parameters(cls), arguments) else [])

    def _fields_of(self, symbol: Symbol, kind: frozenset[str]) -> dict[str, Type] | None:
        """What a class declares that derives from `NamedTuple` or `TypedDict`."""
        key = symbol.class_node, kind
        if key not in self._fields:
            self._fields[key] = None  # What derives from itself is no class.
            self._fields[key] = self._found_fields(symbol, kind)
        return self._fields[key]

    def _found_fields(self, symbol: Symbol, kind: frozenset[str]) -> dict[str, Type] | None:
        found: dict[str, Type] | None = None
        for base in bases_of(symbol):
            head = _head(base.expression)
            inherited: dict[str, Type] | None = {}
            if self.names.fullname(head) not in kind:
                above = self.names.definition(head)
                is_class = above is not None and above.class_node is not None
                inherited = self._fields_of(above, kind) if above and is_class else None
            if inherited is not None:
                found = {**(found or {}), **inherited}
        body = None if found is None else self.names.class_body(symbol)
        if found is None or body is None or not isinstance(body.node, ast.ClassDef):
            return None
        return found | {name: Written(typ) for name, typ in annotations_in(body)}

    def _optional(self, symbol: Symbol, depth: int = 0) -> frozenset[str]:
        """The keys that a dictionary of a `TypedDict` need not have."""
        body = self.names.class_body(symbol)
        if body is None or not isinstance(body.node, ast.ClassDef) or depth > _MAX_STEPS:
            return frozenset()
        found: set[str] = set()
        for base in bases_of(symbol):
            above = self.names.definition(_head(base.expression))
            if above is not None and above.class_node is not None:
                found |= self._optional(above, depth + 1)
        is_total = all(not _is_total_false(keyword) for keyword in body.node.keywords)
        for name, annotation in annotations_in(body):
            head = self.names.fullname(_head(unquoted(annotation)))
            found.discard(name)
            if head in _NOT_REQUIRED or (not is_total and head not in _REQUIRED):
                found.add(name)
        return frozenset(found)

    def parameters(self, cls: Class) -> list[str]:
        """The type parameters of a class, by their full names."""
        if not isinstance(cls, SourceClass) or cls.symbol.scope is None:
            return []
        if cls not in self._parameters:
            self._parameters[cls] = self._found_parameters(cls)
        return self._parameters[cls]

    def _found_parameters(self, cls: SourceClass) -> list[str]:
        own = [parameter_key(cls.node, name) for name in parameter_names(cls.node)]
        found: list[str] = []
        for base in bases_of(cls.symbol):
            inner = self._variables_in(base.expression)
            if self.names.fullname(_head(base.expression)) in fullnames.GENERIC and inner:
                return inner
            found += [name for name in inner if name not in found]
        return own or found


def _is_total_false(keyword: ast.keyword) -> bool:
    return keyword.arg == "total" and (
        isinstance(keyword.value, ast.Constant) and keyword.value.value is False
    )


def _head(expression: Expression) -> Expression:
    """A class without its arguments."""
    node = expression.node
    return expression.sibling(node.value) if isinstance(node, ast.Subscript) else expression


def _alias_parameters(value: Expression) -> list[str]:
    """The type parameters of the `type` statement that has this value; no scope knows them."""
    if isinstance(value.scope.node, ast.Lambda):
        return []
    for statement in value.scope.node.body:
        if getattr(statement, "value", None) is value.node:
            return parameter_names(statement)
    return []


def _fit(parameters: Sequence[str], arguments: Sequence[Type]) -> bool:
    return len(parameters) == len(arguments) > 0


def _part(typ: Written, expression: Expression, node: ast.expr) -> Written:
    return Written(expression.sibling(node), typ.variables)


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
