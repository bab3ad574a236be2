"""The types that a checker shows, to be looked at."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.questions import (
    Callability,
    CanBeCalled,
    Declaration,
    Result,
    TypeOf,
    Value,
)
from scoped_fastapi_check.analysis.types import Instance, Shape, Unknown
from scoped_fastapi_check.engines.probes.assignability import UNTOLD
from scoped_fastapi_check.engines.probes.builtin_classes import known_class
from scoped_fastapi_check.engines.probes.probes import Steps, members, parts, put, text_of
from scoped_fastapi_check.engines.probes.revealed_types import shown_type
from scoped_fastapi_check.engines.probes.values import annotation_of, behind_none
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import callee_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.engines.probes.source_types import TypeReader
    from scoped_fastapi_check.engines.probes.values import Values
    from scoped_fastapi_check.model.module import Scope

_LITERAL: Final = re.compile(r"(?:Literal\[)?(?P<value>[^\[\]]+?)\]?\??")
# How classes are shown, of which nothing is told that holds for their objects.
_CLASSES: Final = frozenset({"type", "Type"})
_GENERIC: Final = re.compile(r"[\w.]+\[(?P<arguments>.+)\]")
_BUILT_IN: Final = ("builtins", "typing")


@dataclass(frozen=True)
class ShownType:
    """A type that a checker shows; its names are looked up where it was asked for."""

    shown: str
    scopes: tuple[Scope, ...]
    reader: TypeReader
    expression: str = ""
    """The one that it is the type of; it may speak of a class."""

    @cached_property
    def members(self) -> Sequence[ShownType]:
        """The members of a union."""
        found = members(self.shown)
        return [self] if len(found) == 1 else [self._part(member) for member in found]

    def _part(self, shown: str) -> ShownType:
        return ShownType(shown, self.scopes, self.reader, self.expression)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is told."""
        return self.shown in UNTOLD or "@" in self.shown

    @cached_property
    def shape(self) -> Shape[Any]:
        """What the type is, as far as the sources and the standard library tell its class."""
        for scope in self.scopes:
            shown, reader = self.shown.rstrip("?"), self.reader
            found = shown_type(shown, self.expression, scope, reader.names, reader)
            if found is not None:
                return self.reader.shape(found)
        name = self.shown.partition("[")[0]
        if name in _CLASSES:
            return Unknown()
        known = (known_class(f"{module}.{name}") for module in _BUILT_IN)
        return next((Instance(cls) for cls in known if cls is not None), Unknown())

    @cached_property
    def arguments(self) -> Sequence[ShownType]:
        """The type arguments of a class, as they are shown."""
        found = _GENERIC.fullmatch(self.shown)
        if found is None or len(self.members) > 1:
            return []
        return [self._part(part) for part in parts(found["arguments"], ",")]

    @property
    def literal(self) -> object:
        """The value of a literal."""
        found = _LITERAL.fullmatch(self.shown)
        try:
            return None if found is None else ast.literal_eval(found["value"])
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


@dataclass(frozen=True, slots=True)
class ShownTypes:
    """Answers `TypeOf` and `CanBeCalled`."""

    values: Values
    reader: TypeReader

    def view(self, question: TypeOf) -> Steps[ShownType]:
        """The type of a value, or the declared one."""
        place = self.values.place(question.of, question.seen_from)
        scopes = (*self.values.scopes(question.of, question.seen_from), place.scope)
        for text in self.values.texts(question.of, place)[:1]:
            *_, shown = yield from put(place, *text.setup, f"_sf_reveal({text.text})")
            speaks = self._annotation(question.of) or text.text
            return ShownType(shown.revealed or "", scopes, self.reader, speaks)
        return ShownType("", scopes, self.reader)

    def _annotation(self, of: Value | Declaration) -> str | None:
        """What declares a type, also of what calling a function gives: `models.User`."""
        declaration = behind_none(of)
        if isinstance(declaration, Result):
            callee = callee_of(declaration.called, self.values.names)
            declaration = declaration if callee is None else callee.function
        if not isinstance(declaration, Declaration):
            return None
        annotation = annotation_of(declaration)
        return None if annotation is None else text_of(unquoted(annotation).node)

    def can_be_called(self, question: CanBeCalled) -> Steps[Callability]:
        """Whether an object can be called; a None among others does not count."""
        place = self.values.place(question.value)
        texts = self.values.texts(question.value, place)
        if not texts:
            return Callability(None)
        *_, called, shown, _, _, some = yield from put(
            place,
            *texts[0].setup,
            f"_sf_v0 = _sf_result({texts[0].text})",
            f"_sf_reveal({texts[0].text})",
            f"_sf_v1 = {texts[0].text}",
            "assert _sf_v1 is not None",
            "_sf_v2 = _sf_result(_sf_v1)",
        )
        kind = shown.revealed or ""
        if called.refused is None and not called.is_broken:
            return Callability(answer=True, shown=kind)
        is_optional = some.refused is None and not some.is_broken and kind != "None"
        if called.refused is None or is_optional or kind in {*UNTOLD, "object"}:
            return Callability(None, kind)
        return Callability(answer=False, shown=kind)
