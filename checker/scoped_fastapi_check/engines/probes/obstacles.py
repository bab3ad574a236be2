"""What keeps a value from satisfying a model, as far as the checker agrees with the sources."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.field_comparison import Obstacle, Path
from scoped_fastapi_check.analysis.response_models.plain_values import LAX, Reading
from scoped_fastapi_check.engines.probes.probes import Line, Lines, Place, Probe, put
from scoped_fastapi_check.engines.probes.rendering import Renderer
from scoped_fastapi_check.engines.probes.written_types import Type

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.satisfaction import Comparison
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes

Obstacles = tuple[Obstacle[Type], ...]
Steps = Generator[Probe, Lines, Obstacles]
LineOf = Callable[[Obstacle[Type], Renderer], "str | None"]
"""A line that a checker refuses if there is an obstacle; None where there are no words for it."""

# Attributes lead to attributes.
_MAX_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class ObstacleProbes:
    """Asks the checker about what the sources leave open, and about what they tell."""

    _types: SourceTypes
    _prelude: Prelude
    _comparison: Comparison[Type]

    def compared(
        self,
        given: Type,
        wanted: Type,
        place: Place,
        *,
        exact: frozenset[Path] = frozenset(),
        reading: Reading = LAX,
    ) -> Steps:
        """What the types tell, and what a checker tells about attributes that are only assigned."""
        renderer = Renderer(self._types, self._prelude, place)
        for _ in range(_MAX_ROUNDS):
            self._types.wanted.clear()
            found = self._comparison.obstacles(given, wanted, exact=exact, reading=reading)
            asked = [
                (key, f"{value}.{key[1]}")
                for key, owner in self._types.wanted.items()
                if (value := renderer.value(owner)) is not None
            ]
            if not asked:
                return found
            lines = yield from put(place, *(f"_sf_reveal({text})" for _, text in asked))
            for (key, text), line in zip(asked, lines, strict=True):
                self._types.learn(key, line.revealed or "", text, place.scope)
        return ()

    def confirmed(self, found: Obstacles, place: Place, line_of: LineOf) -> Steps:
        """The obstacles that the checker sees as well."""
        renderer = Renderer(self._types, self._prelude, place)
        asked = [line_of(each, renderer) for each in found]
        lines = yield from put(place, *(text or "pass" for text in asked))
        return tuple(
            each
            for each, text, line in zip(found, asked, lines, strict=True)
            if text is None or stands_in_the_way(line)
        )


def stands_in_the_way(line: Line) -> bool:
    """Whether a checker refuses a line, or an attribute in it."""
    return (line.lacks_attribute or line.refused is not None) and not line.is_broken
