"""Gives every file the module name by which the rest of its project imports it."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.files import project_top
from scoped_fastapi_check.project.import_resolver import hides, is_package
from scoped_fastapi_check.project.ownership import is_foreign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scoped_fastapi_check.project.import_graph import ImportGraph
    from scoped_fastapi_check.project.import_resolver import Resolver

__all__ = ["Family", "module_name", "name_families", "outermost_folder"]

# Where one of them is hidden, there is nothing left to check.
FRAMEWORK = ("fastapi", "pydantic", "pydantic_core", "starlette")


@dataclass(frozen=True)
class Family:
    """Files that must be named from the same folder: a package, what it imports relatively."""

    names: Mapping[Path, str]
    """Absent from it: a file that cannot be imported under any name, such as `my.script.py`."""
    members: frozenset[Path]
    root: Path | None


def outermost_folder(files: Iterable[Path]) -> Path:
    """Return the folder from which a file is named that nothing imports."""
    common = common_folder(files)
    top = project_top(common)
    if top is None:
        top = Path.cwd() if common.is_relative_to(Path.cwd()) else common
    while is_package(top) and top.parent != top and not is_foreign(top / "__init__.py", common):
        top = top.parent
    return top


def common_folder(files: Iterable[Path]) -> Path:
    """Return the innermost folder that all files are in."""
    return Path(os.path.commonpath([path.parent for path in files]))


def name_families(graph: ImportGraph, outermost: Path, resolver: Resolver) -> list[Family]:
    """Name all files of the graph."""
    namer = _Namer(graph, outermost, resolver)
    return [namer.family(members) for members in _related(graph)]


def _related(graph: ImportGraph) -> list[frozenset[Path]]:
    """Partition the files along their relative imports."""
    neighbours: defaultdict[Path, set[Path]] = defaultdict(set)
    for path, links in graph.links.items():
        for sibling in links.siblings:
            neighbours[path].add(sibling)
            neighbours[sibling].add(path)
    seen: set[Path] = set()
    parts: list[frozenset[Path]] = []
    for path in graph.links:
        if path in seen:
            continue
        part, waiting = {path}, [path]
        while waiting:
            new = neighbours[waiting.pop()] - part
            part |= new
            waiting.extend(new)
        seen |= part
        parts.append(frozenset(part))
    return parts


class _Namer:
    def __init__(self, graph: ImportGraph, outermost: Path, resolver: Resolver) -> None:
        self._graph = graph
        self._outermost = outermost
        self._resolver = resolver
        self._reserved = resolver.installed | sys.stdlib_module_names
        self._roots: set[Path] = set()
        self._votes: defaultdict[Path, Counter[Path]] = defaultdict(Counter)
        for links in graph.links.values():
            for target in links.targets:
                for path in target.modules.values():
                    self._votes[path][target.root] += 1
                    self._roots.add(target.root)

    def family(self, members: frozenset[Path]) -> Family:
        votes: Counter[Path] = Counter()
        for path in members:
            votes.update(self._votes[path])
        for root, _ in votes.most_common():
            if self._resolver.may_search(root):
                return self._named_from(root, members)
        for root in self._folders_above(members):
            if self._is_free(root) and not self._is_taken(root, members):
                return self._named_from(root, members)
        return Family({}, members, None)

    def _named_from(self, root: Path, members: frozenset[Path]) -> Family:
        named = {path: module_name(root, path) for path in members}
        return Family({path: name for path, name in named.items() if name}, members, root)

    def _folders_above(self, members: Collection[Path]) -> Iterator[Path]:
        """Go from the outermost folder inwards, as far as relative imports allow.

        Before all others comes the folder above the package that the files lie in, if others are
        imported from there: a folder of scripts inside of a package belongs to it.
        """
        innermost = os.path.commonpath(
            [
                path.parents[min(self._graph.links[path].height, len(path.parents) - 1)]
                for path in members
            ]
        )
        above = [Path(innermost), *Path(innermost).parents]
        inside = [folder for folder in above if folder.is_relative_to(self._outermost)]
        package = next((folder for folder in inside if is_package(folder)), None)
        if package is not None:
            while is_package(package.parent) and package.parent != package:
                package = package.parent
            if package.parent in self._roots:
                yield package.parent
        yield from reversed(inside)
        # Relative imports may lead out of the outermost folder.
        yield from above[len(inside) : len(inside) + 1]

    def _is_free(self, root: Path) -> bool:
        return self._resolver.may_search(root) and not hides(root, FRAMEWORK)

    def _is_taken(self, root: Path, members: Collection[Path]) -> bool:
        """Tell whether a member would get the name of something that is installed."""
        names = [module_name(root, path) or "" for path in members]
        return any(name.partition(".")[0] in self._reserved for name in names)


@cache
def module_name(root: Path, path: Path) -> str | None:
    """Return the dotted name under which `path` is importable from `root`."""
    if not path.is_relative_to(root):
        return None
    parts = list(path.relative_to(root).with_suffix("").parts)
    if parts[-1] == "__init__":
        parts.pop()
    # Python would find a stub or a package of the same name before the module.
    hidden = os.path.exists(path.with_suffix(".pyi")) or is_package(path.with_suffix(""))
    if hidden or not parts or any("." in part for part in parts):
        return None
    return ".".join(parts)
