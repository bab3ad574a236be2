"""Divides the files into runs of a checker, as few as their module names allow."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.import_resolver import holds
from scoped_fastapi_check.project.module_names import module_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from scoped_fastapi_check.project.import_graph import ImportGraph
    from scoped_fastapi_check.project.module_names import Family

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
        """Return both runs as one, if that makes them contradict each other nowhere."""
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
        known = self.contradictions() | other.contradictions()
        return merged if merged.contradictions() <= known else None

    def contradictions(self) -> set[Path]:
        """Return the files that have two names, and the modules that are found in two folders."""
        named = Counter(self.files.values())
        roots = set(self.owners.values())
        return {path for path, count in named.items() if count > 1} | {
            root / name
            for name, owner in self.owners.items()
            for root in roots
            if root != owner and holds(root, name)
        }


def plan_runs(
    graph: ImportGraph, families: Sequence[Family], checked: Collection[Path]
) -> list[Run]:
    """Plan the runs that check the files `checked`, each in one of them."""
    planner = _Planner(graph, families, frozenset(checked))
    runs: list[Run] = []
    for component in planner.components():
        whole = planner.run_of(component)
        parts = [whole] if whole else planner.runs_of_files(component)
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
        self._found = _Findings(graph)

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
        return None if run.contradictions() or not agrees else run

    def runs_of_files(self, component: Iterable[Family]) -> Iterator[Run]:
        """Check every file in a run that knows nothing but what the file imports transitively."""
        for family in component:
            for path in sorted(family.members & self._checked):
                yield self._run_of_file(path, family)

    def _run_of_file(self, path: Path, family: Family) -> Run:
        run = Run()
        name = family.names.get(path)
        if name is None:
            run.loose_files.append(path)
        else:
            run.checked[name] = path
        start = self._found.number(path, family.root)
        for reached in self._found.from_here(start):
            file, root, module = self._found.entries[reached]
            if root and module:
                run.add(module, file, root)
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


class _Findings:
    """Files by the folder that their import started from, numbered: each file's run goes over most."""

    def __init__(self, graph: ImportGraph) -> None:
        self.entries: list[tuple[Path, Path | None, str | None]] = []
        """The file, the folder and the name of the module, where it has one."""
        self._links = graph.links
        self._numbers: dict[tuple[Path, Path | None], int] = {}
        self._next: dict[int, list[int]] = {}

    def number(self, file: Path, root: Path | None) -> int:
        """The number of a file that was found in a folder."""
        if (file, root) not in self._numbers:
            self._numbers[file, root] = len(self.entries)
            self.entries.append((file, root, module_name(root, file) if root else None))
        return self._numbers[file, root]

    def from_here(self, start: int) -> Iterator[int]:
        """One of them and what it imports, itself or through others, as it is come across."""
        waiting, seen = [start], {start}
        while waiting:
            yield (reached := waiting.pop())
            following = self._next.get(reached)
            if following is None:
                following = self._next[reached] = self._following(reached)
            new = [one for one in following if one not in seen]
            seen.update(new)
            waiting += new

    def _following(self, number: int) -> list[int]:
        file, root, _ = self.entries[number]
        links = self._links[file]
        found = dict.fromkeys(self.number(sibling, root) for sibling in links.siblings)
        for target in links.targets:
            found |= dict.fromkeys(
                self.number(module, target.root) for module in target.modules.values()
            )
        return list(found)


def _reachable(start: int, neighbours: dict[int, set[int]]) -> set[int]:
    reached, waiting = {start}, [start]
    while waiting:
        new = neighbours[waiting.pop()] - reached
        reached |= new
        waiting.extend(new)
    return reached
