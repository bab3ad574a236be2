"""mypy's classes, as the rules about pydantic look at them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mypy.nodes import TypeInfo
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarative_bases import is_declarative_base
from scoped_fastapi_check.model.module import Expression, Scope

from scoped_fastapi_mypy.names import MypyNames


@dataclass(frozen=True, slots=True)
class MypyClass:
    """A class that mypy knows."""

    info: TypeInfo
    names: MypyNames

    @property
    def fullname(self) -> str:
        """Its fully qualified name."""
        return self.info.fullname

    @property
    def mro(self) -> Sequence[MypyClass]:
        """The class itself and what it derives from."""
        found = [MypyClass(info, self.names) for info in self.info.mro]
        base = self._declarative_base
        return found if base is None else [*found[:-1], base, found[-1]]

    @property
    def _declarative_base(self) -> MypyClass | None:
        """What stands for `declarative_base()` among its bases, if no other one is unknown."""
        if not self.info.fallback_to_any or not self._has_known_bases():
            return None
        symbol = self.names.named(fullnames.DECLARATIVE_BASE)
        info = None if symbol is None else symbol.node
        return MypyClass(info, self.names) if isinstance(info, TypeInfo) else None

    def _has_known_bases(self) -> bool:
        """Whether `declarative_base()` is all that mypy takes for Any among the classes it derives from."""
        return all(
            self._is_known(base, body)
            for info in self.info.mro
            if info.fallback_to_any
            for body in [self.names.class_body(info)]
            for base in _bases(body)
        )

    def _is_known(self, base: ast.expr | None, body: Scope | None) -> bool:
        if base is None or body is None:
            return False
        expression = Expression(base, body.parent or body)
        symbol = self.names.symbol(expression)
        is_class = symbol is not None and isinstance(symbol.node, TypeInfo)
        return is_class or is_declarative_base(expression, self.names)

    @property
    def body(self) -> Scope | None:
        """Its source."""
        return self.names.class_body(self.info)

    @property
    def metaclass(self) -> str | None:
        """The full name of its metaclass."""
        found = self.info.metaclass_type
        return None if found is None else found.type.fullname

    @property
    def is_open(self) -> bool:
        """Whether it derives from something unknown."""
        return self.info.fallback_to_any and self._declarative_base is None

    @property
    def is_protocol(self) -> bool:
        """Whether it is a protocol."""
        return self.info.is_protocol

    @property
    def is_abstract(self) -> bool:
        """Whether it has abstract methods left."""
        return self.info.is_abstract

    @property
    def is_enum(self) -> bool:
        """Whether it is an enum."""
        return self.info.is_enum

    @property
    def is_dataclass(self) -> bool:
        """Whether a dataclass is made of it."""
        return "dataclass" in self.info.metadata

    @property
    def is_stub(self) -> bool:
        """Whether it is defined in a stub."""
        return self.names.is_in_stub(self.info)

    @property
    def own_names(self) -> Collection[str]:
        """The attributes that the class itself gives its objects."""
        return self.info.names.keys()

    def derives_from(self, fullname: str) -> bool:
        """Whether a class of this name is among its bases."""
        if fullname == fullnames.DECLARATIVE_BASE and self._declarative_base is not None:
            return True
        return self.info.has_base(fullname)

    def binds(self, name: str) -> bool:
        """Whether the class itself gives its objects this attribute."""
        return name in self.info.names


def _bases(body: Scope | None) -> list[ast.expr | None]:
    """The base classes that a class names, without arguments; None where that is not known."""
    if body is None or not isinstance(body.node, ast.ClassDef):
        return [None]
    bases = body.node.bases
    return [base.value if isinstance(base, ast.Subscript) else base for base in bases]
