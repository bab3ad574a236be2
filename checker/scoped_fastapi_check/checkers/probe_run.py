"""Puts the rules to a checker that has no plugins: their questions become lines that it checks."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.checkers.backend import CheckerFailedError
from scoped_fastapi_check.checkers.base import CheckerError, Job, Verdict
from scoped_fastapi_check.checkers.result_cache import (
    KeptResults,
    ModuleResult,
    Results,
    conditions,
)
from scoped_fastapi_check.project.transitive_imports import TransitiveImports

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.backend import Backend, Pool, Session
    from scoped_fastapi_check.checkers.overlays import Overlays
    from scoped_fastapi_check.checkers.probe_check import ProbeCheck
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.project.partition import Run

__all__ = ["ProbeChecker"]


class ProbeChecker:
    """Checks with probes; results, and what was started, stay for as long as the object does."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._pool: Pool | None = None
        self._results: Results | None = None
        self._conditions: str | None = None
        self._files: set[Path] = set()
        self._copies: dict[int, tuple[Session, Overlays]] = {}

    @property
    def name(self) -> str:
        """The name it is called by on the command line."""
        return self._backend.name

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        verdict = Verdict()
        self._files = set(job.graph.links)
        program = self._backend.program(job.top)
        if self._pool is None:
            self._pool = self._backend.pool(job.timeout)
        if self._results is None:
            self._results = Results(job.cache, keeps=job.cache is not None or job.is_repeated)
        if self._conditions is None and self._results.keeps:
            self._conditions = conditions(program, job.environment, job.top)
        common = self._conditions
        closures = TransitiveImports(job.graph)
        for number, run in job.numbered_runs():
            session = self._pool.session(job, number)
            kept = KeptResults(
                self._results, closures, (common, *session.folders, *job.blocking), job.selection
            )
            begin = partial(self._probe_check, job, number, session, kept, verdict)
            _RunCheck(job, run, kept, verdict, begin).run()
        if not job.is_repeated:
            self._results.save()
        return verdict

    def _probe_check(
        self, job: Job, number: int, session: Session, kept: KeptResults, verdict: Verdict
    ) -> ProbeCheck:
        # Most of what the command imports, for modules that have changed.
        from scoped_fastapi_check.checkers.probe_check import ProbeCheck

        copies = self._copies_of(number, session)
        return ProbeCheck(self._backend, job, job.runs[number], session, kept, verdict, copies)

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk."""
        new = {path for path in paths if path not in self._files and os.path.exists(path)}
        if self._pool is not None:
            self._pool.changed(paths, new)
        for _, copies in self._copies.values():
            copies.forget(paths)

    def prepare(self) -> None:
        """Put to the checkers what they will be asked if nothing but the answers changes."""
        for session, copies in self._copies.values():
            if texts := copies.completed():
                # Nobody waits for what they say; they will know it when it is asked for.
                with contextlib.suppress(CheckerFailedError, CheckerError):
                    session.put(texts)
        self._save()

    def _save(self) -> None:
        if self._results is not None:
            self._results.save()

    def _copies_of(self, number: int, session: Session) -> Overlays:
        """The copies of a session, which go with it."""
        known = self._copies.get(number)
        if known is None or known[0] is not session:
            from scoped_fastapi_check.checkers.overlays import Overlays

            heading = self._backend.dialect.heading
            known = self._copies[number] = session, Overlays(heading)
        return known[1]

    def close(self) -> None:
        """End all that was started."""
        self._save()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()


class _RunCheck:
    """One run: modules that can be checked side by side."""

    def __init__(
        self,
        job: Job,
        run: Run,
        kept: KeptResults,
        verdict: Verdict,
        begin: Callable[[], ProbeCheck],
    ) -> None:
        self._job = job
        self._run = run
        self._kept = kept
        self._verdict = verdict
        self._begin = begin
        self._probe_check: ProbeCheck | None = None

    def run(self) -> None:
        """Report what is found, in what is urgent before all else."""
        urgency = self._job.urgency
        named = list(self._named_files())
        for urgent in (urgency.first, urgency.then - urgency.first):
            if wanted := [one for one in named if one[1] in urgent]:
                self._check(wanted)
                urgency.judged({path: self._found_in(path) for _, path in wanted})
                named = [one for one in named if one not in wanted]
            urgency.pause()
        self._check(named)

    def _check(self, named: Iterable[tuple[str, Path]]) -> None:
        if left := list(self._left(named)):
            self._probe_check = self._probe_check or self._begin()
            for path, result in self._probe_check.check(left):
                self._report(path, result)

    def _found_in(self, path: Path) -> list[Diagnostic]:
        return [one for one in self._verdict.reports if one.path == path]

    def _left(self, named: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
        """The modules that have to be judged; what is known of the others is reported."""
        for name, path in named:
            if not self._kept.concerns(path):
                self._verdict.counts[path] = Counts()
            elif (result := self._kept.get(path, name)) is not None:
                self._report(path, result)
            else:
                yield name, path

    def _named_files(self) -> Iterator[tuple[str, Path]]:
        taken = set(self._run.files)
        named = list(self._run.checked.items())
        for path in self._run.loose_files:
            # Nobody imports it: any name will do.
            name = path.stem
            while name in taken:
                name += "_"
            taken.add(name)
            named.append((name, path))
        return ((name, path) for name, path in named if path not in self._job.broken)

    def _report(self, path: Path, result: ModuleResult) -> None:
        """Report what was found in a module."""
        self._verdict.reports += result.found
        self._verdict.counts[path] = result.counts
