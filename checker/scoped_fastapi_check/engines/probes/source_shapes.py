"""The types of sources, as the rules about pydantic look at them.

What the sources leave open, the types of attributes that are only assigned, is noted in `wanted`;
what a checker says about it is put into `learned`, and then looked at like the rest.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import ITERABLE, MAPPING
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Nothing,
    OneOf,
    Shape,
    Tuple,
    Unknown,
    class_of,
    has,
    members,
)
from scoped_fastapi_check.engines.probes.builtin_classes import known_class
from scoped_fastapi_check.engines.probes.revealed_types import shown_type
from scoped_fastapi_check.engines.probes.source_classes import SourceClass
from scoped_fastapi_check.engines.probes.source_types import TypeReader
from scoped_fastapi_check.engines.probes.written_types import (
    Made,
    NewTypeClass,
    Type,
    Written,
    annotation_in,
    bases_of,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.quoted import quoted_expression
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.model.module import Scope

_PROPERTIES: Final = frozenset({"builtins.property", "functools.cached_property"})
# Types lead to types, and back to themselves.
_MAX_DEPTH: Final = 8

Attribute = tuple[str, str]


class SourceTypes:
    """Shows the types of sources one level at a time."""

    def __init__(self, names: SourceNames, reader: TypeReader) -> None:
        self._names = names
        self._reader = reader
        self.wanted: dict[Attribute, Type] = {}
        """The attributes that were asked for in vain, by class and name, with their objects."""
        self.learned: dict[Attribute, Type] = {}

    def learn(self, attribute: Attribute, shown: str, expression: str, scope: Scope) -> None:
        """Take what a checker shows for an attribute, with names that a scope knows."""
        self.learned[attribute] = self.revealed(shown, expression, scope) or Made(Unknown())

    def revealed(
        self, shown: str, expression: str, scope: Scope, meant: Mapping[str, Symbol] | None = None
    ) -> Type | None:
        """The type that a checker shows for an expression, with names that a scope knows."""
        return shown_type(shown, expression, scope, self._names, self._reader, meant)

    def written(self, annotation: Expression) -> Type:
        """The type that an annotation stands for."""
        return Written(annotation)

    def shape(self, typ: Type) -> Shape[Type]:
        """What a type is."""
        return self._reader.shape(typ)

    def union(self, members: Sequence[Type]) -> Type:
        """One of several types."""
        return members[0] if len(members) == 1 else Made(OneOf(members))

    def nothing(self) -> Type:
        """The type of None."""
        return Made(Nothing())

    def anything(self) -> Type:
        """A type of which nothing is told."""
        return Made(Unknown())

    def dictionary(self, items: Mapping[str, Type]) -> Type:
        """The type of a dictionary that is written out with these keys."""
        return Made(Dictionary(items, is_written_out=True))

    def plain(self, fullname: str) -> Type:
        """A class of the standard library that takes no type arguments."""
        cls = known_class(fullname)
        return Made(Unknown() if cls is None else Instance(cls))

    def container(self, fullname: str, item: Type | None) -> Type:
        """A container of the standard library."""
        cls = known_class(fullname)
        assert cls is not None
        return Made(Instance(cls, [Made(Unknown()) if item is None else item]))

    def applied(self, cls: Expression, arguments: Sequence[Type]) -> Type:
        """A class with type arguments."""
        shape = self.shape(Written(cls))
        if not isinstance(shape, Instance):
            return Made(Unknown())
        fits = len(self._reader.parameters(shape.cls)) == len(arguments)
        return Made(Instance(shape.cls, arguments) if fits else Unknown())

    def literals(self, typ: Type) -> frozenset[str | int] | None:
        """The values of `Literal[...]`, and the value of what is written as one."""
        if isinstance(typ, Made):
            node = quoted_expression(typ.text) if typ.text else None
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str | int):
                return None
            return frozenset({node.value})
        if (given := self._reader.argument(typ)) is not None:
            return self.literals(given)
        expression = resolve(unquoted(typ.expression), self._names)
        node = expression.node
        if not isinstance(node, ast.Subscript):
            return None
        if self._names.fullname(expression.sibling(node.value)) not in fullnames.LITERAL:
            return None
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        values = [part.value for part in parts if isinstance(part, ast.Constant)]
        known = [value for value in values if isinstance(value, str | int)]
        return frozenset(known) if len(known) == len(parts) else None

    def widened(self, typ: Type) -> Type:
        """The class of a literal."""
        if not isinstance(typ, Written):
            return typ
        if (given := self._reader.argument(typ)) is not None:
            return self.widened(given)
        node = unquoted(typ.expression).node
        if not isinstance(node, ast.Subscript):
            return typ
        if self._names.fullname(typ.expression.sibling(node.value)) not in fullnames.LITERAL:
            return typ
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        kinds = {
            type(part.value).__name__ if isinstance(part, ast.Constant) else "" for part in parts
        }
        cls = known_class(f"builtins.{kinds.pop()}") if len(kinds) == 1 else None
        return typ if cls is None else Made(Instance(cls))

    # How classes are related

    def is_related(self, one: Type, other: Type) -> bool:
        """Whether one of two types is a subtype of the other, or may be."""
        if self._is_same_name(one, other):
            return True
        left, right = self.shape(one), self.shape(other)
        if isinstance(left, OneOf | Nothing | Unknown | Dictionary) or not isinstance(
            right, Instance | Tuple
        ):
            return type(left) is type(right) is Nothing
        return any(
            cls.is_open or (cls.is_protocol and isinstance(cls, SourceClass))
            for cls in (left.cls, right.cls)
        ) or (self._derives(one, left, right, 0) or self._derives(other, right, left, 0))

    def _is_same_name(self, one: Type, other: Type) -> bool:
        """Whether two types are written as the same name, of a recursive alias for one."""
        if not isinstance(one, Written) or not isinstance(other, Written):
            return False
        left, right = unquoted(one.expression), unquoted(other.expression)
        if not all(isinstance(each.node, ast.Name | ast.Attribute) for each in (left, right)):
            return False
        symbols = self._names.definition(left), self._names.definition(right)
        return (
            symbols[0] is not None
            and symbols[1] is not None
            and symbols[0].fullname == symbols[1].fullname
            and symbols[0].bindings == symbols[1].bindings
            and not (one.variables or other.variables)
        )

    def _derives(
        self, sub: Type, left: Shape[Type], right: Instance[Type] | Tuple[Type], depth: int
    ) -> bool:
        """Whether one class derives from another one, with the same arguments."""
        if isinstance(right, Tuple) or not isinstance(left, Instance | Tuple):
            return False
        base = right.cls.fullname
        if base == fullnames.OBJECT:
            return True
        if not left.cls.derives_from(base):
            return False
        if not right.arguments:
            return not isinstance(left, Tuple) or isinstance(left.cls, SourceClass)
        given = self.arguments(sub, base)
        return len(given) == len(right.arguments) and all(
            self._is_same(mine, yours, depth + 1)
            for mine, yours in zip(given, right.arguments, strict=True)
        )

    def _is_same(self, one: Type, other: Type, depth: int) -> bool:
        if (values := self.literals(other)) is not None:
            given = self.literals(one)
            return given is not None and given <= values
        left, right = self.shape(one), self.shape(other)
        if depth > _MAX_DEPTH or isinstance(left, Unknown) or isinstance(right, Unknown):
            return True
        if isinstance(left, Instance) and isinstance(right, Instance):
            return left.cls.fullname == right.cls.fullname and self._derives(
                one, left, right, depth
            )
        return type(left) is type(right) is Nothing

    def arguments(self, typ: Type, base: str) -> Sequence[Type]:
        """The type arguments of a base class; none where they are not known."""
        shape = self.shape(typ)
        if not isinstance(shape, Instance):
            return ()
        cls = shape.cls
        if cls.fullname == base:
            return shape.arguments
        if isinstance(cls, SourceClass):
            variables = self._variables(cls, shape.arguments)
            for written in bases_of(cls.symbol):
                here = Written(written.expression, variables)
                inner = self.shape(here)
                if isinstance(inner, Instance) and inner.cls.derives_from(base):
                    return self.arguments(here, base)
            return ()
        if base == ITERABLE and len(shape.arguments) in {1, 2}:
            return shape.arguments[:1]
        if base == MAPPING and len(shape.arguments) == 2:
            return shape.arguments
        return shape.arguments if len(shape.arguments) == 1 else ()

    def _variables(self, cls: Class, arguments: Sequence[Type]) -> dict[str, Type]:
        parameters = self._reader.parameters(cls)
        if len(parameters) != len(arguments):
            return {}
        return dict(zip(parameters, arguments, strict=True))

    def lacks_arguments(self, typ: Type) -> bool:
        """Whether a class takes type arguments, and none are given: `Page`, not `Page[User]`."""
        shape = self.shape(typ)
        if not isinstance(shape, Instance) or not self._reader.parameters(shape.cls):
            return False
        return len(shape.arguments) != len(self._reader.parameters(shape.cls))

    # What classes declare

    def declared(self, name: str, owner: Class, seen_from: Type | None = None) -> Written | None:
        """What the body of a class declares for a name."""
        if owner.body is None:
            return None
        found = annotation_in(owner.body, name)
        if found is None:
            return None
        arguments = () if seen_from is None else self.arguments(seen_from, owner.fullname)
        return Written(found, self._variables(owner, arguments))

    def attribute(self, typ: Type, name: str) -> Type | None:
        """What reading an attribute of an object gives."""
        cls = class_of(self.shape(typ))
        owner = None if cls is None else next((c for c in cls.mro if c.binds(name)), None)
        if not isinstance(owner, SourceClass) or owner.body is None:
            return None
        if (found := self.declared(name, owner, typ)) is not None:
            return self._read(found)
        if (function := _function(owner.node, name)) is not None:
            returned = self._returned(function, owner)
            variables = self._variables(owner, self.arguments(typ, owner.fullname))
            return None if returned is None else Written(returned, variables)
        key = f"{owner.fullname} {self.shown(typ)}", name
        if key not in self.learned:
            self.wanted[key] = typ
        return self.learned.get(key)

    def _returned(self, function: ast.FunctionDef, owner: SourceClass) -> Expression | None:
        """What a property gives."""
        body = owner.body
        if body is None or function.returns is None:
            return None
        decorators = {
            self._names.fullname(Expression(node, body)) for node in function.decorator_list
        }
        return Expression(function.returns, body) if decorators & _PROPERTIES else None

    def _read(self, typ: Written) -> Type | None:
        """What reading an attribute of a declared type gives: a descriptor gives something else."""
        expression = unquoted(typ.expression)
        node = expression.node
        if (
            isinstance(node, ast.Subscript)
            and self._names.fullname(expression.sibling(node.value)) == fullnames.MAPPED
        ):
            return Written(expression.sibling(node.slice), typ.variables)
        shape = self.shape(typ)
        return None if isinstance(shape, Instance) and has(shape.cls, "__get__") else typ

    def made_of(self, cls: Class) -> Type | None:
        """What a `NewType` is made of."""
        return cls.made_of if isinstance(cls, NewTypeClass) else None

    # Words

    def shown(self, typ: Type, depth: int = 0) -> str:
        """A type as users write it."""
        shape = self.shape(typ)
        if depth > _MAX_DEPTH:
            return "..."
        match shape:
            case Nothing():
                return "None"
            case OneOf():
                words = [self.shown(member, depth + 1) for member in members(typ, self)]
                return " | ".join(sorted(dict.fromkeys(words), key=lambda word: word == "None"))
            case Tuple(items, cls) if not isinstance(cls, SourceClass):
                return f"tuple[{', '.join(self.shown(item, depth + 1) for item in items)}]"
            case Instance(cls, arguments) if arguments:
                inner = ", ".join(self.shown(each, depth + 1) for each in arguments)
                return f"{_short(cls)}[{inner}{', ...' if _short(cls) == 'tuple' else ''}]"
            case Instance(cls) | Tuple(_, cls):
                return _short(cls)
            case _:
                if not isinstance(typ, Written):
                    return "dict" if isinstance(shape, Dictionary) else "Any"
                if (given := self._reader.argument(typ)) is not None:
                    return self.shown(given, depth + 1)
                return ast.unparse(unquoted(typ.expression).node)


def _short(cls: Class) -> str:
    return cls.fullname.rpartition(".")[2]


def _function(cls: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    """The function of this name that a class defines."""
    for node in cls.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    return None
