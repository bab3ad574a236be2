"""Calls mypy, and again without the files that it cannot cope with."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.mypy_config import configuration
from scoped_fastapi_check.checkers.mypy_process import Invocation, MypyFailedError, run_mypy
from scoped_fastapi_check.diagnostics.mypy_suppressions import without_foreign_codes
from scoped_fastapi_check.project.documents import unsaved
from scoped_fastapi_check.project.source_file import decoded, unchecked

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoped_fastapi_check.checkers.base import Job, Verdict
    from scoped_fastapi_check.checkers.mypy_batch import Batch
    from scoped_fastapi_check.checkers.mypy_output import MypyOutput, Stop

__all__ = ["MypyCalls"]

MOST_ATTEMPTS = 30
MOST_EQUAL_CRASHES = 3
FOUND_TWICE = re.compile(r'Source file found twice under different module names: "(.*)" and "(.*)"')


class MypyCalls:
    """All calls of mypy for one job; what goes wrong is noted in `verdict`.

    `failed` are the files that mypy did not get through, with the reason.
    """

    def __init__(
        self,
        job: Job,
        version: str,
        temporary: Path,
        verdict: Verdict,
        configured: Callable[[Batch], str] = configuration,
    ) -> None:
        self.failed: dict[Path, str] = {}
        self._verdict = verdict
        self._job = job
        self._version = version
        self._configured = configured
        self._temporary = temporary
        self._crashes: Counter[str] = Counter()
        self._deadline: float | None = None
        # Without a cache that stays, the runs of one job still share what they know.
        self._cache = job.cache or temporary / "cache"
        self._cache.mkdir(exist_ok=True)

    def with_documents(self, batch: Batch) -> Batch:
        """A batch that reads what an editor holds where it would read the files."""
        for path, data in unsaved().items():
            batch = batch.with_replacement(path, self._write(decoded(data), path))
        return batch

    def check(self, batch: Batch) -> tuple[Batch, MypyOutput] | None:
        """Check a batch, without the files that mypy cannot cope with.

        Returns what is left of the batch, and what mypy said about that; None where it said nothing.
        """
        # Once for all attempts.
        timeout = self._job.timeout
        self._deadline = None if timeout is None else time.monotonic() + timeout
        for path in self._job.broken:
            batch = batch.without(path)
        for _ in range(MOST_ATTEMPTS):
            if not batch.names():
                return None
            try:
                output = self._run(batch)
            except MypyFailedError as error:
                self._give_up(str(error), batch)
                return None
            rest = self._without_cause(output.stop, batch) if output.stop else None
            if rest is None:
                return batch, output
            batch = rest
        self._give_up(f"mypy stopped at more than {MOST_ATTEMPTS} files", batch)
        return None

    def _give_up(self, reason: str, batch: Batch) -> None:
        self._verdict.failures.append(reason)
        self._verdict.failed.update(batch.names().values())

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
            batch,
            job.environment,
            job.top,
            self._cache,
            None if self._deadline is None else max(self._deadline - time.monotonic(), 0.0),
            job.selection,
            self._configured,
            job.memory_limit,
            job.blocking,
        )

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
            self.failed[path] = reason
            self._verdict.unchecked.append(unchecked(path, stop.line, stop.column, reason))
        elif batch.names_of(path) <= batch.skipped:
            self._give_up(f"{path}: {reason}", batch)
            return None
        else:
            self._verdict.warnings.append(f"{path} was not read: {reason}")
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
