"""Puts the rules to mypy: its plugin answers them while mypy checks the project."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.judges.checker import CheckedFile, Job, Verdict
from scoped_fastapi_check.judges.mypy_batch import Batch, batches
from scoped_fastapi_check.judges.mypy_comments import OUR_CODES, without_foreign_codes
from scoped_fastapi_check.judges.mypy_process import (
    Invocation,
    MypyFailedError,
    installed_version,
    run_mypy,
)
from scoped_fastapi_check.sources import unchecked

if TYPE_CHECKING:
    from collections.abc import Collection

    from scoped_fastapi_check.judges.mypy_output import MypyOutput, Stop

__all__ = ["MypyChecker"]

MOST_ATTEMPTS = 30
MOST_EQUAL_CRASHES = 3
FOUND_TWICE = re.compile(r'Source file found twice under different module names: "(.*)" and "(.*)"')


class MypyChecker:
    """Checks with mypy and the plugin `scoped_fastapi_mypy`."""

    name = "mypy"

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        version = installed_version()
        with tempfile.TemporaryDirectory(prefix="scoped-fastapi-") as temporary:
            session = _Session(job, version, Path(temporary))
            for run in job.runs:
                for batch in batches(run):
                    session.check(batch)
        return session.verdict

    def changed(self, paths: Collection[Path]) -> None:
        """It finds that out by itself."""

    def close(self) -> None:
        """It leaves nothing running."""


class _Session:
    """All calls of mypy for one job."""

    def __init__(self, job: Job, version: str, temporary: Path) -> None:
        self.verdict = Verdict()
        self._job = job
        self._version = version
        self._temporary = temporary
        self._crashes: Counter[str] = Counter()
        # Without a cache that stays, the runs of one job still share what they know.
        self._cache = job.cache or temporary / "cache"
        self._cache.mkdir(exist_ok=True)

    def check(self, batch: Batch) -> None:
        """Check a batch, without the files that mypy cannot cope with."""
        for path in self._job.broken:
            batch = batch.without(path)
        for _ in range(MOST_ATTEMPTS):
            if not batch.names():
                return
            try:
                output = self._run(batch)
            except MypyFailedError as error:
                self._give_up(str(error), batch)
                return
            rest = self._without_cause(output.stop, batch) if output.stop else None
            if rest is None:
                self._keep(output, batch)
                return
            batch = rest
        self._give_up(f"mypy stopped at more than {MOST_ATTEMPTS} files", batch)

    def _give_up(self, reason: str, batch: Batch) -> None:
        self.verdict.failures.append(reason)
        self.verdict.lost.update(batch.names().values())

    def _run(self, batch: Batch) -> MypyOutput:
        output = run_mypy(self._invocation(batch))
        if not (output.stop and output.stop.is_crash) or self._crashes:
            return output
        # More crashes come from a cache that does not fit than from the code that is checked.
        proven, self._cache = self._cache, self._temporary / "new-cache"
        self._cache.mkdir()
        repeated = run_mypy(self._invocation(batch))
        if repeated.stop and repeated.stop.is_crash:
            self._cache = proven
        else:
            shutil.rmtree(proven, ignore_errors=True)
        return repeated

    def _invocation(self, batch: Batch) -> Invocation:
        job = self._job
        return Invocation(
            batch, job.environment, self._cache, self._statistics(), job.patience, job.enabled
        )

    def _statistics(self) -> Path:
        # Next to the cache: a module that mypy takes from its cache is not counted again.
        folder = self._cache / "statistics"
        folder.mkdir(exist_ok=True)
        return folder

    def _without_cause(self, stop: Stop, batch: Batch) -> Batch | None:
        """Return the batch without what stopped mypy; None where that is not possible."""
        if stop.path is None:
            self._give_up(self._describe(stop), batch)
            return None
        twice = FOUND_TWICE.match(stop.message)
        if twice:
            # One file under two names: whoever uses the second name sees Any.
            name = twice[1] if twice[2] in batch.modules else twice[2]
            if name not in batch.modules and name not in batch.skipped:
                return batch.without_name(name)
        if stop.is_crash:
            text = without_foreign_codes(stop.path) if stop.path not in batch.replaced else None
            if text is not None:
                return batch.with_replacement(stop.path, self._write(text, stop.path))
            self._crashes[stop.message] += 1
            if self._crashes[stop.message] > MOST_EQUAL_CRASHES:
                self._give_up(f"{self._describe(stop)}, again and again", batch)
                return None
        return self._without_file(stop.path, stop, batch)

    def _without_file(self, path: Path, stop: Stop, batch: Batch) -> Batch | None:
        reason = self._describe(stop)
        if path in batch.names().values():
            self.verdict.unchecked.append(unchecked(path, stop.line, stop.column, reason))
        elif batch.names_of(path) <= batch.skipped:
            self._give_up(f"{path}: {reason}", batch)
            return None
        else:
            self.verdict.warnings.append(f"{path} was not read: {reason}")
        return batch.without(path)

    def _describe(self, stop: Stop) -> str:
        return f"mypy {self._version} crashed: {stop.message}" if stop.is_crash else stop.message

    def _write(self, text: str, instead_of: Path) -> Path:
        # Next to the cache, where mypy finds it unchanged the next time.
        name = hashlib.sha256(bytes(instead_of)).hexdigest()[:16]
        file = self._cache / "replaced" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def _keep(self, output: MypyOutput, batch: Batch) -> None:
        names = batch.names()
        paths = set(names.values())
        self.verdict.reports += [
            report
            for report in output.reports
            if report.path in paths and (report.code or "").startswith(OUR_CODES)
        ]
        for name, path in names.items():
            read_from = batch.replaced.get(path, path)
            counted = _count(self._statistics() / f"{name}.json", read_from)
            if counted:
                self.verdict.files[path] = counted


def _count(file: Path, path: Path) -> CheckedFile | None:
    """Read what the plugin wrote about a module, if it was about this very file."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        if Path(facts["path"]) != path:
            return None
        return CheckedFile(int(facts["routes"]), int(facts["dependencies"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
