"""Puts the rules to mypy: its plugin answers them while mypy checks the project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.checkers.base import Job, Verdict
from scoped_fastapi_check.checkers.mypy_batch import Batch, batches, left_out
from scoped_fastapi_check.checkers.mypy_calls import MypyCalls
from scoped_fastapi_check.checkers.mypy_process import installed_version
from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME, PARENT
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.mypy_suppressions import OUR_CODES
from scoped_fastapi_check.diagnostics.serialization import from_line
from scoped_fastapi_check.project.source_file import unchecked
from scoped_fastapi_check.project.temporary import TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from scoped_fastapi_check.checkers.mypy_output import MypyOutput, MypyReport

__all__ = ["MypyChecker"]


class MypyChecker:
    """Checks with mypy and the plugin `scoped_fastapi_mypy`."""

    name = "mypy"

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        version = installed_version()
        verdict = Verdict()
        with TemporaryFolder() as temporary:
            calls = MypyCalls(job, version, temporary, verdict)
            for run in job.runs:
                for path, reason in left_out(run):
                    verdict.unchecked.append(unchecked(path, 1, 1, reason))
                for batch in map(calls.with_documents, batches(run)):
                    if (checked := calls.check(batch)) is not None:
                        _keep(*checked, verdict)
        return verdict

    def changed(self, paths: Collection[Path]) -> None:
        """It finds that out by itself."""

    def prepare(self) -> None:
        """Its cache is all that it needs."""

    def close(self) -> None:
        """It leaves nothing running."""


def _keep(batch: Batch, output: MypyOutput, verdict: Verdict) -> None:
    paths = set(batch.names().values())
    for report in output.reports:
        if report.path not in paths:
            continue
        if (counts := Counts.from_line(report.message)) is not None:
            verdict.counts[report.path] = counts
        elif (report.code or "").startswith(OUR_CODES):
            if report.severity == "note":
                # A rule that broke down: what it would have found is not known.
                failed = Diagnostic(
                    None, report.line, report.column, report.message, path=report.path
                )
                verdict.unchecked.append(failed)
            else:
                verdict.reports.append(_diagnostic(report))


def _diagnostic(report: MypyReport) -> Diagnostic:
    """What the plugin reported through mypy, with the details that it added to its notes."""
    code = CODES_BY_NAME.get(report.code or "", PARENT)
    notes = list(report.notes)
    found = Diagnostic(code, report.line, report.column, report.message, path=report.path)
    detailed = from_line(found, notes[-1]) if notes else None
    if detailed is not None:
        notes.pop()
    return replace(detailed or found, note="\n".join(notes)).inside(report.path)
