"""The files of the project that the checked files need, and how they import one another."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.project.documents import stamp
from scoped_fastapi_check.project.import_resolver import is_package
from scoped_fastapi_check.project.source_file import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from scoped_fastapi_check.project.import_resolver import Resolver, Target
    from scoped_fastapi_check.project.parse_cache import ParseCache

__all__ = ["ImportGraph", "Links", "read_graph"]


@dataclass(frozen=True)
class Links:
    """What one file imports from its own project."""

    targets: tuple[Target, ...] = ()
    """Absolute imports."""
    siblings: tuple[Path, ...] = ()
    """Relative imports, and the `__init__.py` of the package that the file is in."""
    height: int = 0
    """How many folders above its own the file must be named from, for its relative imports."""


@dataclass
class ImportGraph:
    """All files that were read, those that are to be checked and those that these import."""

    links: dict[Path, Links] = field(default_factory=dict["Path", Links])
    broken: set[Path] = field(default_factory=set["Path"])
    """Files that are not valid Python: no checker may be led to them."""
    sources: dict[Path, Source] = field(default_factory=dict["Path", Source])
    refused: set[Path] = field(default_factory=set["Path"])
    """Folders that imports would have to start from, and that cannot be searched."""

    @property
    def broken_imports(self) -> set[Path]:
        """Those of the broken files that others import."""
        return self.broken & {
            path
            for links in self.links.values()
            for path in chain(links.siblings, *(each.modules.values() for each in links.targets))
        }

    def speaks(self, path: Path) -> bool:
        """Whether a word in a file may have to do with FastAPI."""
        return path not in self.sources or self.sources[path].speaks

    def may_serve(self, path: Path) -> bool:
        """Whether routes may depend on what is wrong in a file, even if it says nothing of FastAPI."""
        return path in self.sources and self.sources[path].may_serve

    def digest(self, path: Path) -> str:
        """A digest of a file, and of the stub that checkers read instead of it."""
        if path in self.sources:
            return self.sources[path].digest + stamp(path.with_suffix(".pyi"))
        return stamp(path)


def read_graph(
    files: Mapping[Path, Source | Diagnostic], resolver: Resolver, known: ParseCache
) -> ImportGraph:
    """Follow the imports of `files` through the project."""
    graph = ImportGraph()
    waiting = list(files)
    while waiting:
        path = waiting.pop()
        if path in graph.links:
            continue
        source = files.get(path) or known.read(path)
        if isinstance(source, Diagnostic):
            graph.broken.add(path)
            graph.links[path] = Links()
            continue
        graph.sources[path] = source
        links = graph.links[path] = _links(source, resolver)
        waiting.extend(links.siblings)
        for target in links.targets:
            waiting.extend(target.modules.values())
    _drop_coincidences(graph)
    _drop_unsearchable(graph, resolver)
    return graph


def _drop_coincidences(graph: ImportGraph) -> None:
    """Take back imports that only look as if a package were run from inside.

    shop/redis.py and `import redis` in the folder beside it: where modules of the package import
    one another as `shop.x`, that is the library, even if it is not installed.
    """
    named = _folders_of_long_names(graph)
    packages = {path: _outermost_package(path, named) for path in graph.links}
    imported_by_name: set[Path] = set()
    for path, links in graph.links.items():
        package = packages[path]
        if package and any(_is_within(package, target) for target in links.targets):
            imported_by_name.add(package)
    for path, links in graph.links.items():
        package = packages[path]
        if package in imported_by_name:
            targets = [each for each in links.targets if not each.root.is_relative_to(package)]
            graph.links[path] = replace(links, targets=tuple(targets))


def _is_within(package: Path, target: Target) -> bool:
    """Tell whether an import starts with the name of the package."""
    return target.root == package.parent and any(
        name.partition(".")[0] == package.name for name in target.modules
    )


def _drop_unsearchable(graph: ImportGraph, resolver: Resolver) -> None:
    for path, links in graph.links.items():
        targets = [target for target in links.targets if resolver.may_search(target.root)]
        if len(targets) < len(links.targets):
            graph.refused.update(
                target.root
                for target in links.targets
                if target not in targets and not resolver.is_installed(target.root)
            )
            graph.links[path] = replace(links, targets=tuple(targets))


def _folders_of_long_names(graph: ImportGraph) -> set[Path]:
    """The folders whose modules are imported from further above: by `a.b` for a/b.py."""
    return {
        file.parent
        for links in graph.links.values()
        for target in links.targets
        for file in target.modules.values()
        if file.parent != target.root
    }


def _outermost_package(path: Path, named: Collection[Path]) -> Path | None:
    """The package that a file belongs to, be it in a folder of it without an `__init__.py`."""
    gaps = False
    named_gaps = False
    found: Path | None = None
    for folder in path.parents:
        if not is_package(folder):
            gaps = True
            named_gaps = named_gaps or folder in named
        elif named_gaps or not gaps:
            found = folder
    return found


def _links(source: Source, resolver: Resolver) -> Links:
    targets: dict[str, Target] = {}
    siblings = list(_own_package(source.path))
    for imported in source.imports:
        if imported.level:
            siblings += resolver.relative(source.path, imported)
        elif target := resolver.absolute(source.path, imported):
            targets[f"{imported.module} {imported.names}"] = target
    height = max((imported.level for imported in source.imports), default=0)
    if source.path.name == "__init__.py":
        height = max(height, 1)
    return Links(tuple(targets.values()), tuple(siblings), height)


def _own_package(path: Path) -> Iterable[Path]:
    folder = path.parent
    if path.name == "__init__.py":
        folder = folder.parent
    if is_package(folder) and os.path.exists(folder / "__init__.py"):
        yield folder / "__init__.py"
