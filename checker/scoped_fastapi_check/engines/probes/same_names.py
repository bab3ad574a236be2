"""Which of several classes of one name a checker shows: it may show none of their modules.

A project has `User` in its models and in its schemas; what is revealed as `list[User]` can be assigned to
a list of the one and not of the other.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product, takewhile
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.probes import Lines, Place, Probe, put
from scoped_fastapi_check.engines.probes.rendering import Renderer
from scoped_fastapi_check.engines.probes.written_types import Type

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.model.module import Scope

_NAME: Final = re.compile(r"(?<![\w.])[A-Z_]\w*")
# More classes than these, the nearest ones, are not tried for a name; fewer where there are two.
_MAX_WAYS: Final = 9


@dataclass(frozen=True, slots=True)
class SameNames:
    """Asks a checker which class it means."""

    names: SourceNames
    types: SourceTypes
    prelude: Prelude

    def are_in(self, shown: str) -> bool:
        """Whether a type speaks of a class whose name others have, too."""
        return any(len(self.names.classes_called(name)) > 1 for name in _names_in(shown))

    def meant(
        self, shown: str, text: str, place: Place, scope: Scope
    ) -> Generator[Probe, Lines, Type | None]:
        """The one type that an expression has, of those that a checker may have shown for it."""
        renderer = Renderer(self.types, self.prelude, place)
        ways = [self.types.revealed(shown, text, scope, way) for way in self._ways(shown, scope)]
        written = [(typ, renderer.annotation(typ)) for typ in ways if typ is not None]
        if len(written) < 2 or any(annotation is None for _, annotation in written):
            return None
        # One name that is declared twice has the last type for pyright.
        tried = (f"_sf_v{number}: {each} = {text}" for number, (_, each) in enumerate(written))
        lines = yield from put(place, *tried)
        if any(line.is_broken for line in lines):
            return None
        found = [typ for (typ, _), line in zip(written, lines, strict=True) if line.refused is None]
        return found[0] if len(found) == 1 else None

    def _ways(self, shown: str, scope: Scope) -> list[Mapping[str, Symbol]]:
        """The classes that the names of a type may stand for, where they are those of several."""
        several: dict[str, Sequence[Symbol]] = {}
        for name in _names_in(shown):
            called = self.names.classes_called(name)
            if len(called) > 1 and self.names.class_shown(name, scope) is None:
                several[name] = called
        tried = _MAX_WAYS if len(several) < 2 else _MAX_WAYS // 3
        near = [
            sorted(called, key=lambda each: -_shared(each.fullname, scope.module.name))[:tried]
            for called in several.values()
        ]
        ways = product(*near) if 0 < len(several) < 3 else ()
        return [dict(zip(several, way, strict=True)) for way in ways]


def _names_in(shown: str) -> list[str]:
    """The names in a type; those that begin with a small letter are Python's own."""
    return list(dict.fromkeys(_NAME.findall(shown)))


def _shared(one: str, other: str) -> int:
    """How many packages two modules have in common."""
    pairs = zip(one.split("."), other.split("."), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
