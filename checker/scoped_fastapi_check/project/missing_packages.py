"""Packages that the project imports and that are not installed: what comes from them fits anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.import_resolver import holds

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.project.environment import Environment
    from scoped_fastapi_check.project.import_graph import ImportGraph

__all__ = ["MissingPackages"]


class MissingPackages:
    """What cannot be found of all that the files of a graph import."""

    def __init__(self, graph: ImportGraph, environment: Environment) -> None:
        self._graph = graph
        self._environment = environment
        self._installed = environment.installed_names() | {name for name, _ in environment.mapped}
        self._known: dict[str, bool] = {}
        self._reached: dict[Path, frozenset[str]] = {}

    def of(self, path: Path) -> frozenset[str]:
        """The packages that a file imports itself; those it can do without do not count."""
        source = self._graph.sources.get(path)
        if source is None:
            return frozenset()
        names = {
            imported.module.partition(".")[0]
            for imported in source.imports
            if not imported.level and not imported.is_optional
        }
        found = self._found_in_project(path)
        return frozenset(name for name in names - found if not self._is_installed(name))

    def named(self) -> frozenset[str]:
        """Those to tell of: none that the project has a module of the name of, found or not."""
        own = {part for path in self._graph.sources for part in (path.stem, path.parent.name)}
        return frozenset[str]().union(*map(self.of, self._graph.sources)) - own

    def reached_from(self, path: Path) -> frozenset[str]:
        """The packages that a file imports, or one of the project that it imports transitively."""
        if path not in self._reached:
            seen, waiting = {path}, [path]
            while waiting:
                for imported in self._imported(waiting.pop()):
                    if imported not in seen:
                        seen.add(imported)
                        waiting.append(imported)
            self._reached[path] = frozenset().union(*map(self.of, seen))
        return self._reached[path]

    def _imported(self, path: Path) -> Iterator[Path]:
        links = self._graph.links.get(path)
        if links is not None:
            yield from links.siblings
            for target in links.targets:
                yield from target.modules.values()

    def _found_in_project(self, path: Path) -> set[str]:
        return {
            name.partition(".")[0]
            for target in self._graph.links[path].targets
            for name in target.modules
        }

    def _is_installed(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = (
                name in sys.stdlib_module_names
                or name in self._installed
                or any(holds(folder, name) for folder in self._environment.search_path)
            )
        return self._known[name]
