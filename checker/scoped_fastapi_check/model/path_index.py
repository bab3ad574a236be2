"""Finds the paths that may match whatever another one does, without looking at each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scoped_fastapi_check.model.paths import Mixture, PathParameter, Segment

__all__ = ["PathIndex"]

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class PathIndex(Generic[T]):
    """What belongs to paths that begin alike, by what comes next in them."""

    texts: dict[str, PathIndex[T]] = field(default_factory=dict[str, "PathIndex[T]"])
    parameters: dict[str, PathIndex[T]] = field(default_factory=dict[str, "PathIndex[T]"])
    mixtures: dict[str, PathIndex[T]] = field(default_factory=dict[str, "PathIndex[T]"])
    ends: list[T] = field(default_factory=list[T])
    rests: list[T] = field(default_factory=list[T])

    def insert(self, parts: Sequence[Segment], item: T) -> None:
        """Add what belongs to a path."""
        node = self
        for number, part in enumerate(parts):
            if part is None:
                return  # Nothing is known of what it matches.
            if isinstance(part, PathParameter):
                if part.convertor == "path" and number == len(parts) - 1:
                    node.rests.append(item)
                    return
                node = _below(node.parameters, part.convertor)
            elif isinstance(part, Mixture):
                node = _below(node.mixtures, part.shape)
            else:
                node = _below(node.texts, part)
        node.ends.append(item)

    def candidates(self, parts: Sequence[Segment]) -> Iterator[T]:
        """What belongs to the paths that may match whatever this one does."""
        nodes = [self]
        for part in parts:
            following: list[PathIndex[T]] = []
            for node in nodes:
                yield from node.rests
                # The same path comes first, if it is there.
                if isinstance(part, Mixture) and part.shape in node.mixtures:
                    following.append(node.mixtures[part.shape])
                following += node.parameters.values()
                if isinstance(part, str):
                    following += node.mixtures.values()
                if isinstance(part, str) and part in node.texts:
                    following.append(node.texts[part])
            nodes = following
        for node in nodes:
            yield from node.ends


def _below(known: dict[str, PathIndex[T]], part: str) -> PathIndex[T]:
    if part not in known:
        known[part] = PathIndex()
    return known[part]
