"""Types as sources write them, before their names are followed."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.types import Class, Shape
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.type_parameters import parameter_names

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.model.module import Scope


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """A type as it is written, where its type variables have these values."""

    expression: Expression
    variables: Mapping[str, Type] = field(default_factory=dict[str, "Type"])


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """A type that is written nowhere; `text` is an expression that has it."""

    shape: Shape[Type]
    text: str = ""


Type = Written | Made


@dataclass(frozen=True, slots=True)
class NewTypeClass:
    """What `NewType` makes of a class."""

    fullname: str
    origin: Class
    made_of: Type
    body: None = None
    metaclass: None = None
    is_open: bool = False
    is_protocol: bool = False
    is_abstract: bool = False
    is_enum: bool = False
    is_dataclass: bool = False
    is_stub: bool = False

    @property
    def mro(self) -> Sequence[Class]:
        """The class itself and what it derives from."""
        return [self, *self.origin.mro]

    @property
    def own_names(self) -> Collection[str]:
        """None but `NewType`'s own."""
        return ()

    def derives_from(self, fullname: str) -> bool:
        """Whether a class of this name is among its bases."""
        return fullname == self.fullname or self.origin.derives_from(fullname)

    def binds(self, name: str) -> bool:
        """Nothing but `NewType`'s own: it has what it is made of."""
        return name == "__supertype__"


def bases_of(symbol: Symbol) -> list[Written]:
    """The base classes of a class, with their arguments."""
    node, scope = symbol.class_node, symbol.scope
    if node is None or scope is None:
        return []
    return [Written(Expression(base, _inner(scope, node))) for base in node.bases]


def annotations_in(body: Scope) -> list[tuple[str, Expression]]:
    """The names that the body of a class declares, with their types."""
    return [(name, Expression(node, body)) for name, node in _annotations_in(body)]


def annotation_in(body: Scope, name: str) -> Expression | None:
    """The type that the body of a class declares for a name, the last time if it does again."""
    found = [node for known, node in _annotations_in(body) if known == name]
    return Expression(found[-1], body) if found else None


def _annotations_in(body: Scope) -> Iterator[tuple[str, ast.expr]]:
    assert isinstance(body.node, ast.ClassDef)
    for statement in body.node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id, statement.annotation


def _inner(scope: Scope, node: ast.ClassDef) -> Scope:
    """The scope that sees the type parameters of a class, which its base classes name as well."""
    return scope.classes.get(node.name, scope) if parameter_names(node) else scope
