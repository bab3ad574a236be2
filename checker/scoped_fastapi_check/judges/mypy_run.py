"""Puts the rules to mypy: its plugin answers them while mypy checks the project."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.imports import is_package
from scoped_fastapi_check.judges.checker import CheckedFile, Job, Verdict
from scoped_fastapi_check.judges.mypy_process import (
    Invocation,
    MypyFailedError,
    installed_version,
    run_mypy,
)
from scoped_fastapi_check.sources import unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scoped_fastapi_check.judges.mypy_output import MypyOutput, Stop
    from scoped_fastapi_check.runs import Run

__all__ = ["MypyChecker"]

OUR_CODES = "fastapi"
"""The code of every rule starts with it."""

MOST_ATTEMPTS = 30
FOUND_TWICE = re.compile(r'Source file found twice under different module names: "(.*)" and "(.*)"')


@dataclass
class _Batch:
    """Modules that are checked by one call of mypy, or by more where a file stops it."""

    modules: dict[str, Path]
    files: list[Path] = field(default_factory=list[Path])
    roots: Sequence[Path] = ()
    known: Mapping[str, Path] = field(default_factory=dict[str, Path])
    skipped: set[str] = field(default_factory=set[str])

    def paths(self) -> set[Path]:
        return {*self.modules.values(), *self.files}

    def without(self, path: Path) -> _Batch:
        """Leave a file out, and keep mypy from following an import to it."""
        modules = {name: file for name, file in self.modules.items() if file != path}
        files = [file for file in self.files if file != path]
        return _Batch(modules, files, self.roots, self.known, self.skipped | self.names_of(path))

    def names_of(self, path: Path) -> set[str]:
        known = {name for name, file in self.known.items() if file == path}
        return known | {_plain_name(path)}


class MypyChecker:
    """Checks with mypy and the plugin `scoped_fastapi_mypy`."""

    name = "mypy"

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        version = installed_version()
        verdict = Verdict()
        with tempfile.TemporaryDirectory(prefix="scoped-fastapi-") as temporary:
            session = _Session(job, verdict, version, Path(temporary))
            for run in job.runs:
                for batch in _batches(run):
                    session.check(batch)
        return verdict


def _batches(run: Run) -> Iterator[_Batch]:
    if run.checked:
        yield _Batch(run.checked, roots=run.roots, known=run.files)
    # mypy makes up a name for each of the others from its path: keep equal ones apart.
    batches: list[dict[str, Path]] = []
    for path in run.loose_files:
        name = _plain_name(path)
        for batch in batches:
            if name not in batch:
                batch[name] = path
                break
        else:
            batches.append({name: path})
    for batch in batches:
        yield _Batch({}, list(batch.values()), run.roots, run.files)


def _plain_name(path: Path) -> str:
    """Return the name that mypy gives to a file when it knows nothing but its path."""
    parts = [] if path.name == "__init__.py" else [path.stem]
    folder = path.parent
    while is_package(folder):
        parts.append(folder.name)
        folder = folder.parent
    return ".".join(reversed(parts))


class _Session:
    def __init__(self, job: Job, verdict: Verdict, version: str, temporary: Path) -> None:
        self._job = job
        self._verdict = verdict
        self._version = version
        self._temporary = temporary
        self._cache = job.cache
        self._broken = frozenset(job.broken)

    def check(self, batch: _Batch) -> None:
        """Check a batch, without the files that mypy cannot cope with."""
        for path in self._broken:
            batch.skipped.update(batch.names_of(path))
        for _ in range(MOST_ATTEMPTS):
            if not batch.paths():
                return
            try:
                output = self._run(batch)
            except MypyFailedError as error:
                self._verdict.failures.append(str(error))
                return
            if output.stop is None:
                self._keep(output, batch)
                return
            rest = self._without_cause(output.stop, batch)
            if rest is None:
                self._keep(output, batch)
                return
            batch = rest
        self._verdict.failures.append(f"mypy stopped at more than {MOST_ATTEMPTS} files")

    def _run(self, batch: _Batch) -> MypyOutput:
        output = run_mypy(self._invocation(batch))
        if output.stop and output.stop.is_crash and self._cache:
            # More crashes come from a cache that does not fit than from the code that is checked.
            self._cache = None
            output = run_mypy(self._invocation(batch))
        return output

    def _invocation(self, batch: _Batch) -> Invocation:
        return Invocation(
            environment=self._job.environment,
            cache=self._cache,
            statistics=self._statistics(),
            roots=batch.roots,
            skipped=batch.skipped,
            modules=batch.modules,
            files=batch.files,
        )

    def _statistics(self) -> Path:
        # Next to the cache: a module that mypy takes from its cache is not counted again.
        folder = (self._cache or self._temporary) / "statistics"
        folder.mkdir(exist_ok=True)
        return folder

    def _without_cause(self, stop: Stop, batch: _Batch) -> _Batch | None:
        """Return the batch without what stopped mypy; None where that is not possible."""
        twice = FOUND_TWICE.match(stop.message)
        if twice:
            # One file under two names: whoever uses the second name sees Any.
            name = twice[1] if twice[2] in batch.modules else twice[2]
            if name not in batch.modules and name not in batch.skipped:
                return _Batch(
                    batch.modules, batch.files, batch.roots, batch.known, batch.skipped | {name}
                )
        reason = stop.message
        if stop.is_crash:
            reason = f"mypy {self._version} crashed here: {reason}"
        if stop.path is None:
            self._verdict.failures.append(reason)
            return None
        if stop.path in batch.paths():
            self._verdict.unchecked.append(unchecked(stop.path, stop.line, stop.column, reason))
            return batch.without(stop.path)
        if batch.names_of(stop.path) <= batch.skipped:
            self._verdict.failures.append(f"{stop.path}: {reason}")
            return None
        self._verdict.warnings.append(f"{stop.path} was not read: {reason}")
        return batch.without(stop.path)

    def _keep(self, output: MypyOutput, batch: _Batch) -> None:
        paths = batch.paths()
        self._verdict.reports += [
            report
            for report in output.reports
            if report.path in paths and (report.code or "").startswith(OUR_CODES)
        ]
        names = {**batch.modules, **{_plain_name(path): path for path in batch.files}}
        for name, path in names.items():
            counted = _count(self._statistics() / f"{name}.json", path)
            if counted:
                self._verdict.files[path] = counted


def _count(file: Path, path: Path) -> CheckedFile | None:
    """Read what the plugin wrote about a module, if it was about this very file."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        if Path(facts["path"]) != path:
            return None
        return CheckedFile(int(facts["routes"]), int(facts["dependencies"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
