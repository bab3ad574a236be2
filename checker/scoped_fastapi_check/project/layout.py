"""How the files of a project hang together, kept as long as an edit changes nothing of that.

Hardly any keystroke changes what a file imports, and to find out what that means for all files takes
longer than to judge one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.project.import_graph import ImportGraph, read_graph
from scoped_fastapi_check.project.import_resolver import Resolver
from scoped_fastapi_check.project.module_names import name_families
from scoped_fastapi_check.project.partition import Run, plan_runs
from scoped_fastapi_check.project.source_file import Source

if TYPE_CHECKING:
    from scoped_fastapi_check.project.environment import Environment
    from scoped_fastapi_check.project.parse_cache import ParseCache

__all__ = ["Files", "KeptLayout", "Layout"]

Files = Mapping[Path, Source | Diagnostic]


@dataclass(frozen=True)
class Layout:
    """The files with what they import, and the runs in which they are checked."""

    files: frozenset[Path]
    """Those that are to be checked."""
    graph: ImportGraph
    runs: list[Run]


class KeptLayout:
    """The layout of the last check, of use until files come or go."""

    def __init__(self) -> None:
        self._layout: Layout | None = None

    def forget(self) -> None:
        """Find it out anew: files have come or gone."""
        self._layout = None

    def reads(self, path: Path) -> bool:
        """Whether the last check has read a file, be it one that is only imported."""
        return self._layout is not None and path in self._layout.graph.links

    def of(
        self, files: Files, outermost: Path, environment: Environment, known: ParseCache
    ) -> Layout:
        """The layout of files that lie below a folder."""
        layout = None if self._layout is None else _updated(self._layout, files, known)
        if layout is None:
            layout = _found(files, outermost, environment, known)
        self._layout = layout
        return layout


def _found(files: Files, outermost: Path, environment: Environment, known: ParseCache) -> Layout:
    resolver = Resolver(outermost, environment)
    graph = read_graph(files, resolver, known)
    checked = [
        path for path, source in files.items() if isinstance(source, Source) and not source.is_empty
    ]
    runs = plan_runs(graph, name_families(graph, outermost, resolver), checked)
    return Layout(frozenset(files), graph, runs)


def _updated(layout: Layout, files: Files, known: ParseCache) -> Layout | None:
    """A layout with the texts of today; None where they change more than themselves."""
    if layout.files != frozenset(files):
        return None
    sources: dict[Path, Source] = {}
    for path in layout.graph.links:
        source = files.get(path) or known.read(path)
        before = layout.graph.sources.get(path)
        if isinstance(source, Diagnostic):
            if before is not None:
                return None
            continue
        if before is None or (
            source is not before
            and (source.imports, source.is_empty) != (before.imports, before.is_empty)
        ):
            return None
        sources[path] = source
    return replace(layout, graph=replace(layout.graph, sources=sources))
