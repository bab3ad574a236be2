"""Types of sources as text that a checker reads at one place."""

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
    Tuple,
    Unknown,
)
from scoped_fastapi_check.engines.probes.builtin_classes import known_class
from scoped_fastapi_check.engines.probes.source_classes import SourceClass
from scoped_fastapi_check.engines.probes.written_types import Made, Type

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.probes import Place
    from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes
    from scoped_fastapi_check.model.module import Scope

_MAX_DEPTH: Final = 6


class UnwritableError(Exception):
    """A type has no name at a place."""


class Renderer:
    """Writes types at one place."""

    def __init__(self, types: SourceTypes, prelude: Prelude, place: Place) -> None:
        self._types = types
        self._prelude = prelude
        self._place = place

    def value(self, typ: Type) -> str | None:
        """An expression of a type; None where it cannot be written here."""
        if isinstance(typ, Made) and typ.text:
            return typ.text
        text = self.annotation(typ)
        return None if text is None else f"_sf_t.cast({text!r}, None)"

    def annotation(self, typ: Type) -> str | None:
        """A type, written as an annotation; None where it cannot be written here."""
        try:
            return self._text(typ, 0)
        except UnwritableError:
            return None

    def _text(self, typ: Type, depth: int) -> str:
        if depth > _MAX_DEPTH:
            raise UnwritableError
        if not isinstance(typ, Made) and (values := self._types.literals(typ)) is not None:
            return f"_sf_t.Literal[{', '.join(sorted(map(repr, values)))}]"
        match self._types.shape(typ):
            case Nothing():
                return "None"
            case OneOf(members):
                return f"_sf_t.Union[{self._list(members, depth)}]"
            case Instance(cls, arguments) if arguments and cls.fullname == "builtins.tuple":
                return f"{self._class(cls)}[{self._list(arguments, depth)}, ...]"
            case Instance(cls, arguments) if arguments:
                return f"{self._class(cls)}[{self._list(arguments, depth)}]"
            case Tuple(items, cls) if not isinstance(cls, SourceClass):
                return f"{self._class(cls)}[{self._list(items, depth)}]"
            case Instance(cls) | Tuple(_, cls):
                return self._class(cls)
            case Dictionary():
                raise UnwritableError
            case Unknown():
                return "_sf_Any"

    def _list(self, types: Sequence[Type], depth: int) -> str:
        return ", ".join(self._text(each, depth + 1) for each in types)

    def _class(self, cls: Class) -> str:
        if not isinstance(cls, SourceClass):
            module, _, name = cls.fullname.rpartition(".")
            if known_class(cls.fullname) is None:
                raise UnwritableError
            return f"{self._prelude.module(module)}.{name}"
        path = [cls.node.name]
        scope: Scope | None = cls.symbol.scope
        while scope is not None and isinstance(scope.node, ast.ClassDef):
            path.insert(0, scope.node.name)
            scope = scope.parent
        if scope is None:
            raise UnwritableError
        if isinstance(scope.node, ast.Module):
            if scope.module.name != self._place.module.name:
                path.insert(0, self._prelude.module(scope.module.name))
        elif scope not in self._place.scope.chain():
            raise UnwritableError
        return ".".join(path)
