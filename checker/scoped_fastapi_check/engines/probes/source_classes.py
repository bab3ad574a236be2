"""Classes whose sources are read, as the rules about pydantic look at them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.types import Class, Instance
from scoped_fastapi_check.engines.probes.bindings import bindings_of
from scoped_fastapi_check.engines.probes.builtin_classes import LibraryClass, standard_class
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Shape
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.engines.probes.written_types import Type
    from scoped_fastapi_check.model.module import Scope

_ABSTRACT: Final = "abc.abstract"


class SourceClass:
    """A class, by its source; `bases` are the classes it derives from, None for unknown ones."""

    def __init__(
        self, symbol: Symbol, node: ast.ClassDef, names: SourceNames, bases: Sequence[Class | None]
    ) -> None:
        self.symbol = symbol
        self.node = node
        self._names = names
        self._bases = bases
        # Those of functions are told apart by their lines.
        self._fullname = symbol.fullname.replace("<locals>", f"<line {node.lineno}>")

    @property
    def fullname(self) -> str:
        """Its fully qualified name."""
        return self._fullname

    @property
    def mro(self) -> Sequence[Class]:
        """The class itself and what it derives from."""
        return self._mro

    @cached_property
    def _mro(self) -> Sequence[Class]:
        known = [base for base in self._bases if base is not None]
        last = standard_class(fullnames.OBJECT)
        assert last is not None
        merged = _merged([*(list(base.mro) for base in known), known])
        return [self, *(cls for cls in merged if cls.fullname != last.fullname), last]

    @property
    def body(self) -> Scope | None:
        """Its source."""
        return self._body

    @cached_property
    def _body(self) -> Scope | None:
        return self._names.class_body(self.symbol)

    @property
    def metaclass(self) -> str | None:
        """The full name of its metaclass."""
        for keyword in self.node.keywords:
            if keyword.arg == "metaclass" and self.symbol.scope is not None:
                return self._names.fullname(Expression(keyword.value, self.symbol.scope)) or ""
        found = (None if base is None else base.metaclass for base in self._bases)
        return next((name for name in found if name is not None), None)

    @property
    def is_open(self) -> bool:
        """Whether it derives from something unknown, at any distance."""
        return any(base is None or base.is_open for base in self._bases)

    @property
    def is_untyped(self) -> bool:
        """Whether checkers take one of its bases for `Any`, of which the source says what it is."""
        return any(
            isinstance(base, SourceClass | LibraryClass) and base.is_untyped for base in self._bases
        )

    @property
    def is_protocol(self) -> bool:
        """Whether it is a protocol itself."""
        assert self.symbol.scope is not None
        for base in self.node.bases:
            plain = base.value if isinstance(base, ast.Subscript) else base
            name = self._names.fullname(Expression(plain, self.symbol.scope)) or ""
            if name.rpartition(".")[2] == "Protocol" and name in fullnames.GENERIC:
                return True
        return False

    @property
    def is_abstract(self) -> bool:
        """Whether an abstract method is left."""
        seen: set[str] = set()
        for cls in self.mro:
            if isinstance(cls, SourceClass):
                if any(name not in seen for name in cls.abstract_names):
                    return True
                seen |= cls.own_names
            elif cls.fullname != fullnames.OBJECT and (found := standard_class(cls.fullname)):
                abstract: frozenset[str] = getattr(found.made, "__abstractmethods__", frozenset())
                if not abstract <= seen:
                    return True
        return False

    @property
    def is_enum(self) -> bool:
        """Whether it is an enum."""
        return self.derives_from("enum.Enum")

    @property
    def is_dataclass(self) -> bool:
        """Whether a dataclass is made of it."""
        if self._decorators(self.node) & fullnames.DATACLASSES:
            return True
        return any(base is not None and _makes_dataclasses(base) for base in self._bases)

    @property
    def is_stub(self) -> bool:
        """No: only sources are read."""
        return False

    @property
    def own_names(self) -> frozenset[str]:
        """What the body of the class, and the methods in it, give to its objects."""
        return self._own_names

    @cached_property
    def _own_names(self) -> frozenset[str]:
        body = self.body
        if body is None:
            return frozenset()
        attributes = {
            node.attr
            for node in nodes_in(self.node)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        return frozenset({*bindings_of(body).names, *attributes})

    @cached_property
    def abstract_names(self) -> frozenset[str]:
        """The abstract methods of the class itself."""
        return frozenset(
            node.name
            for node in self.node.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and any(name.startswith(_ABSTRACT) for name in self._decorators(node, inside=True))
        )

    def derives_from(self, fullname: str) -> bool:
        """Whether a class of this name is among its bases, or is the class itself."""
        return fullname == self.fullname or any(
            base is not None and base.derives_from(fullname) for base in self._bases
        )

    def binds(self, name: str) -> bool:
        """Whether the class itself gives its objects this attribute."""
        return name in self.own_names

    def _decorators(
        self, node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, *, inside: bool = False
    ) -> set[str]:
        scope = self.body if inside else self.symbol.scope
        if scope is None:
            return set()
        called = (d.func if isinstance(d, ast.Call) else d for d in node.decorator_list)
        found = (self._names.fullname(Expression(each, scope)) for each in called)
        return {name for name in found if name is not None}


def is_untyped(shape: Shape[Type]) -> bool:
    """Whether a checker accepts every use of an object, because a base of its class is `Any` for it."""
    return (
        isinstance(shape, Instance) and isinstance(shape.cls, SourceClass) and shape.cls.is_untyped
    )


def _makes_dataclasses(base: Class) -> bool:
    """Whether what derives from a class becomes a dataclass by that."""
    return any(
        cls.fullname == fullnames.MAPPED_AS_DATACLASS or cls.fullname == fullnames.SQLMODEL
        for cls in base.mro
    )


def _merged(lists: list[list[Class]]) -> list[Class]:
    """Python's order of base classes; one after the other where they cannot be ordered."""
    found: list[Class] = []
    lists = [list(each) for each in lists if each]
    while lists:
        heads = (each[0] for each in lists)
        tails = {cls.fullname for each in lists for cls in each[1:]}
        head = next((cls for cls in heads if cls.fullname not in tails), lists[0][0])
        found.append(head)
        lists = [[cls for cls in each if cls.fullname != head.fullname] for each in lists]
        lists = [each for each in lists if each]
    return found
