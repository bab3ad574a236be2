"""What a type checker is asked to do, and what it gives back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.checkers.urgency import Urgency
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.selection import Selection
from scoped_fastapi_check.project.environment import Environment
from scoped_fastapi_check.project.import_graph import ImportGraph
from scoped_fastapi_check.project.missing_packages import MissingPackages
from scoped_fastapi_check.project.partition import Run

__all__ = ["Checker", "CheckerError", "Job", "Verdict"]


class CheckerError(Exception):
    """A checker cannot be used at all; the message says what to do."""


@dataclass(frozen=True)
class Job:
    """What to check, and where."""

    runs: Sequence[Run]
    graph: ImportGraph
    environment: Environment
    cache: Path | None
    """A folder that stays from one call to the next."""
    top: Path
    """The folder at the top of the project."""
    timeout: float | None = None
    """The seconds after which a checker that says nothing has failed; None: as long as is usual."""
    selection: Selection = field(default_factory=Selection)
    """The codes that are reported in each file."""
    blocking: tuple[str, ...] = ()
    """Full names of classes and functions that block the event loop, beside those that are known."""
    memory_limit: int | None = None
    """The bytes of memory that a checker may take."""
    is_repeated: bool = False
    """Whether the same files may be checked again by the same checker."""
    missing: MissingPackages | None = None
    """The packages that the files import and that are not installed."""
    urgency: Urgency = field(default_factory=Urgency)

    def is_whole(self, path: Path) -> bool:
        """Whether all that a file imports transitively can be looked at."""
        return self.missing is None or not self.missing.reached_from(path)

    def numbered_runs(self) -> list[tuple[int, Run]]:
        """The runs with their numbers, those first that have to do with what is urgent."""
        first = self.urgency.first
        return sorted(
            enumerate(self.runs),
            key=lambda one: first.isdisjoint([*one[1].checked.values(), *one[1].loose_files]),
        )

    @property
    def broken(self) -> Collection[Path]:
        """Files that the checker must not be led to by an import."""
        return self.graph.broken


@dataclass
class Verdict:
    """Everything that came out of a job."""

    reports: list[Diagnostic] = field(default_factory=list[Diagnostic])
    unchecked: list[Diagnostic] = field(default_factory=list[Diagnostic])
    """Why the checker did not get through a file."""
    failures: list[str] = field(default_factory=list[str])
    """Why a run came to nothing."""
    failed: set[Path] = field(default_factory=set[Path])
    """The files that were in such a run."""
    warnings: list[str] = field(default_factory=list[str])
    """What may have made the result incomplete."""
    counts: dict[Path, Counts] = field(default_factory=dict[Path, Counts])
    """How much there was to check in each file."""


class Checker(Protocol):
    """A type checker that the rules can be put to."""

    @property
    def name(self) -> str:
        """The name it is called by on the command line."""
        ...

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        ...

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk since the last check."""
        ...

    def prepare(self) -> None:
        """Do what makes the next check quicker."""
        ...

    def close(self) -> None:
        """End what it has started."""
        ...
