"""Puts the rules to mypy: its plugin answers them while mypy checks the project."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.base import CheckedFile, Job, Verdict
from scoped_fastapi_check.checkers.mypy_batch import Batch, batches
from scoped_fastapi_check.checkers.mypy_calls import MypyCalls
from scoped_fastapi_check.checkers.mypy_process import installed_version
from scoped_fastapi_check.diagnostics.mypy_suppressions import OUR_CODES

if TYPE_CHECKING:
    from collections.abc import Collection

    from scoped_fastapi_check.checkers.mypy_output import MypyOutput

__all__ = ["MypyChecker"]


class MypyChecker:
    """Checks with mypy and the plugin `scoped_fastapi_mypy`."""

    name = "mypy"

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        version = installed_version()
        verdict = Verdict()
        with tempfile.TemporaryDirectory(prefix="scoped-fastapi-") as temporary:
            calls = MypyCalls(job, version, Path(temporary), verdict)
            for run in job.runs:
                for batch in batches(run):
                    if (checked := calls.check(batch)) is not None:
                        _keep(*checked, calls.statistics(), verdict)
        return verdict

    def changed(self, paths: Collection[Path]) -> None:
        """It finds that out by itself."""

    def prepare(self) -> None:
        """Its cache is all that it needs."""

    def close(self) -> None:
        """It leaves nothing running."""


def _keep(batch: Batch, output: MypyOutput, statistics: Path, verdict: Verdict) -> None:
    names = batch.names()
    paths = set(names.values())
    verdict.reports += [
        report
        for report in output.reports
        if report.path in paths and (report.code or "").startswith(OUR_CODES)
    ]
    for name, path in names.items():
        read_from = batch.replaced.get(path, path)
        counted = _count(statistics / f"{name}.json", read_from)
        if counted:
            verdict.files[path] = counted


def _count(file: Path, path: Path) -> CheckedFile | None:
    """Read what the plugin wrote about a module, if it was about this very file."""
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        if Path(facts["path"]) != path:
            return None
        return CheckedFile(int(facts["routes"]), int(facts["dependencies"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
