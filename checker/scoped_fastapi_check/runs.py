"""Divides the files into runs of a checker, as few as their module names allow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.imports import holds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from scoped_fastapi_check.import_graph import ImportGraph
    from scoped_fastapi_check.naming import Family

__all__ = ["Run", "plan_runs"]


@dataclass
class Run:
    """One run of a checker: modules to check, and the folders that imports start from.

    No two files in it have the same name, no file has two, and a name that is imported is found
    in one of the folders only. A run can grow as long as that stays true.
    """

    checked: dict[str, Path] = field(default_factory=dict[str, Path])
    loose_files: list[Path] = field(default_factory=list[Path])
    """Checked as well, but importable under no name."""
    files: dict[str, Path] = field(default_factory=dict[str, Path])
    """All modules of the project that the run may come across."""
    owners: dict[str, Path] = field(default_factory=dict[str, Path])
    """The folder that each top-level name is found in."""

    @property
    def roots(self) -> list[Path]:
        """The folders that imports start from, the innermost first."""
        return sorted(set(self.owners.values()), key=lambda root: (-len(root.parts), str(root)))

    def add(self, name: str, path: Path, root: Path) -> bool:
        """Add a module; tell whether the run is still free of contradictions."""
        first, _, _ = name.partition(".")
        agrees = self.files.get(name, path) == path and self.owners.get(first, root) == root
        self.files[name] = path
        self.owners[first] = root
        return agrees

    def merged_with(self, other: Run) -> Run | None:
        """Return both runs as one, if they do not contradict each other."""
        if any(self.files.get(name, path) != path for name, path in other.files.items()):
            return None
        if any(self.owners.get(name, root) != root for name, root in other.owners.items()):
            return None
        merged = Run(
            self.checked | other.checked,
            self.loose_files + other.loose_files,
            self.files | other.files,
            self.owners | other.owners,
        )
        return merged if merged.is_consistent() else None

    def is_consistent(self) -> bool:
        """Tell whether every file has one name and every name is found in one folder."""
        if len(set(self.files.values())) < len(self.files):
            return False
        roots = set(self.owners.values())
        return not any(
            root != owner and holds(root, name)
            for name, owner in self.owners.items()
            for root in roots
        )


def plan_runs(
    graph: ImportGraph, families: Sequence[Family], checked: Collection[Path]
) -> list[Run]:
    """Plan the runs that check the files `checked`, each in one of them."""
    planner = _Planner(graph, families, frozenset(checked))
    runs: list[Run] = []
    for component in planner.components():
        whole = planner.run_of(component)
        parts = [whole] if whole else [planner.run_reaching(family) for family in component]
        for part in parts:
            if part.checked or part.loose_files:
                _place(part, runs)
    return runs


def _place(part: Run, runs: list[Run]) -> None:
    for position, run in enumerate(runs):
        merged = run.merged_with(part)
        if merged:
            runs[position] = merged
            return
    runs.append(part)


class _Planner:
    def __init__(
        self, graph: ImportGraph, families: Sequence[Family], checked: frozenset[Path]
    ) -> None:
        self._graph = graph
        self._checked = checked
        self._families = families
        self._family_of = {path: family for family in families for path in family.members}

    def components(self) -> list[list[Family]]:
        """Group families that are connected by imports, in whichever direction."""
        neighbours: defaultdict[int, set[int]] = defaultdict(set)
        number = {id(family): index for index, family in enumerate(self._families)}
        for index, family in enumerate(self._families):
            for other in self._imported_by(family):
                neighbours[index].add(number[id(other)])
                neighbours[number[id(other)]].add(index)
        seen: set[int] = set()
        components: list[list[Family]] = []
        for index in range(len(self._families)):
            if index not in seen:
                component = _reachable(index, neighbours)
                seen |= component
                components.append([self._families[member] for member in sorted(component)])
        return components

    def run_of(self, component: Iterable[Family]) -> Run | None:
        """Check a whole component in one run; None where its names contradict each other."""
        run, agrees = Run(), True
        for family in component:
            agrees &= self._add_members(run, family) and self._add_imports(run, family)
        return run if agrees and run.is_consistent() else None

    def run_reaching(self, family: Family) -> Run:
        """Check one family in a run that knows everything it imports, directly or not."""
        run, waiting, seen = Run(), [family], {id(family)}
        self._add_members(run, family)
        while waiting:
            reached = waiting.pop()
            self._add_imports(run, reached)
            for other in self._imported_by(reached):
                if id(other) not in seen:
                    seen.add(id(other))
                    waiting.append(other)
        return run

    def _add_members(self, run: Run, family: Family) -> bool:
        agrees = True
        for path in sorted(family.members):
            name = family.names.get(path)
            if name is not None and family.root is not None:
                agrees &= run.add(name, path, family.root)
                if path in self._checked:
                    run.checked[name] = path
            elif path in self._checked:
                run.loose_files.append(path)
        return agrees

    def _add_imports(self, run: Run, family: Family) -> bool:
        agrees = True
        for path in sorted(family.members):
            for target in self._graph.links[path].targets:
                for name, file in target.modules.items():
                    agrees &= run.add(name, file, target.root)
        return agrees

    def _imported_by(self, family: Family) -> Iterable[Family]:
        found = {
            id(other): other
            for path in family.members
            for target in self._graph.links[path].targets
            for other in map(self._family_of.__getitem__, target.modules.values())
        }
        return found.values()


def _reachable(start: int, neighbours: dict[int, set[int]]) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        new = neighbours[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return reached
