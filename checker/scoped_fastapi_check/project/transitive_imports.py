"""What a file depends on: everything that it imports transitively, within its project."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.project.import_graph import ImportGraph

__all__ = ["Imports", "TransitiveImports"]


@dataclass(frozen=True, slots=True)
class Imports:
    """A file with all that it imports: a digest of it, and whether any of it speaks of FastAPI."""

    digest: str
    speaks: bool


class TransitiveImports:
    """The closures of all files of a graph, found in one walk through it."""

    def __init__(self, graph: ImportGraph) -> None:
        self._graph = graph
        self._found: dict[Path, Imports] = {}
        for group in _groups(graph):
            closure = self._closure(group)
            self._found.update(dict.fromkeys(group, closure))

    def of(self, path: Path) -> Imports:
        """The closure of a file of the graph."""
        return self._found[path]

    def concerns(self, path: Path) -> bool:
        """Whether a rule may find something in a file."""
        return self.of(path).speaks or self._graph.may_serve(path)

    def _closure(self, group: list[Path]) -> Imports:
        """The closure of files that import each other; what else they import is known."""
        parts = [self._own(path) for path in group]
        speaks = any(self._graph.speaks(path) for path in group)
        for path in group:
            for imported in _imported(self._graph, path):
                if (known := self._found.get(imported)) is not None:
                    parts.append(known.digest)
                    speaks = speaks or known.speaks
        text = "\n".join(sorted(set(parts)))
        return Imports(hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest(), speaks)

    def _own(self, path: Path) -> str:
        """The file itself, and by which names it reaches which files."""
        links = self._graph.links[path]
        reached = sorted(
            f"{name}={file}" for target in links.targets for name, file in target.modules.items()
        )
        digest = self._graph.digest(path)
        return " ".join([str(path), digest, *reached, *sorted(map(str, links.siblings))])


def _imported(graph: ImportGraph, path: Path) -> Iterator[Path]:
    links = graph.links[path]
    yield from links.siblings
    for target in links.targets:
        yield from target.modules.values()


def _groups(graph: ImportGraph) -> Iterator[list[Path]]:
    """The files that import each other, those first that others import (Tarjan's algorithm)."""
    numbers: dict[Path, int] = {}
    lowest: dict[Path, int] = {}
    open_files: list[Path] = []
    is_open: set[Path] = set()
    for start in graph.links:
        if start in numbers:
            continue
        steps: list[tuple[Path, Iterator[Path]]] = [(start, _imported(graph, start))]
        numbers[start] = lowest[start] = len(numbers)
        open_files.append(start)
        is_open.add(start)
        while steps:
            path, imported = steps[-1]
            following = next(imported, None)
            if following is None:
                steps.pop()
                if steps:
                    above = steps[-1][0]
                    lowest[above] = min(lowest[above], lowest[path])
                if lowest[path] == numbers[path]:
                    yield _closed(path, open_files, is_open)
            elif following not in numbers:
                numbers[following] = lowest[following] = len(numbers)
                open_files.append(following)
                is_open.add(following)
                steps.append((following, _imported(graph, following)))
            elif following in is_open:
                lowest[path] = min(lowest[path], numbers[following])


def _closed(first: Path, open_files: list[Path], is_open: set[Path]) -> list[Path]:
    position = open_files.index(first)
    group = open_files[position:]
    del open_files[position:]
    is_open.difference_update(group)
    return group
