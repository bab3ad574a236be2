"""Puts the probes to mypy itself, so that the two engines can be compared under one type system.

    python tests/conformance/mypy_probes.py check --checker mypy ...

is `scoped-fastapi check --checker mypy`, but that the probe engine answers in place of the plugin.
mypy reads each copy where it would read the module (`--shadow-file`), without the plugin, and is
called once for each pass.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.backend import CheckerFailedError
from scoped_fastapi_check.checkers.base import Job, Verdict
from scoped_fastapi_check.checkers.mypy_batch import batches
from scoped_fastapi_check.checkers.mypy_calls import MypyCalls
from scoped_fastapi_check.checkers.mypy_config import configuration, section
from scoped_fastapi_check.checkers.mypy_process import installed_version
from scoped_fastapi_check.checkers.probe_run import ProbeChecker
from scoped_fastapi_check.checkers.registry import CHECKERS
from scoped_fastapi_check.engines.probes.dialects import MYPY, CheckerDiagnostic, Dialect
from scoped_fastapi_check.project.temporary import TemporaryFolder

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.backend import Said
    from scoped_fastapi_check.checkers.mypy_batch import Batch
    from scoped_fastapi_check.checkers.mypy_output import MypyOutput
    from scoped_fastapi_check.project.partition import Run

NAME: Final = "mypy-probes"
# Times of files that every file system can hold.
_LATEST: Final = 2**31


def command(checker: str) -> list[str]:
    """The command that checks with a checker of the product, or with the one that is defined here."""
    if checker == NAME:
        return [sys.executable, "-P", __file__, "check", "--checker", "mypy"]
    return [sys.executable, "-m", "scoped_fastapi_check", "check", "--checker", checker]


@dataclass(frozen=True, slots=True)
class MypyBackend:
    """mypy without the plugin."""

    name: str = NAME
    dialect: Dialect = MYPY

    def program(self, top: Path) -> str:
        """The program of mypy that is installed beside us, as for the plugin.

        Raises `CheckerError` where there is none.
        """
        del top  # mypy is always our own.
        installed_version()
        return str(Path(sysconfig.get_path("scripts"), "mypy"))

    def pool(self, timeout: float | None) -> _Pool:
        """A place for its sessions; the timeout for one call is that of the job."""
        del timeout
        return _Pool()


class _Pool:
    """The sessions of one check, and the folder with all that they write."""

    def __init__(self) -> None:
        self._sessions: dict[int, _Session] = {}
        self._folder = TemporaryFolder()

    def session(self, job: Job, number: int) -> _Session:
        """The session for the run of a job with this number."""
        if number not in self._sessions:
            own = Path(self._folder.path, str(number))
            own.mkdir(exist_ok=True)
            # What is known of libraries is the same for all of them.
            cache = Path(job.cache or self._folder.path, "mypy").resolve()
            self._sessions[number] = _Session(replace(job, cache=cache), job.runs[number], own)
        return self._sessions[number]

    def changed(self, paths: Collection[Path], new: Collection[Path]) -> None:
        """Begin anew: a copy may stand for a file that is another one now."""
        del paths, new
        self._sessions.clear()

    def close(self) -> None:
        """Remove what was written."""
        self._folder.cleanup()


class _Session:
    """One run, and the copies that stand for its modules by now."""

    def __init__(self, job: Job, run: Run, folder: Path) -> None:
        self._run = run
        self._folder = folder
        self._copies: dict[Path, Path] = {}
        self._verdict = Verdict()
        self._calls = MypyCalls(job, installed_version(), folder, self._verdict, _configured)

    @property
    def failed(self) -> Mapping[Path, str]:
        """The files that mypy failed at, with its reason."""
        return self._calls.failed

    @property
    def folders(self) -> Sequence[Path]:
        """Where imports start from."""
        return self._run.roots

    @property
    def works_meanwhile(self) -> bool:
        """mypy is called when somebody waits for it, with all that is asked at once."""
        return False

    def put(self, texts: Mapping[Path, str]) -> Said:
        """Put texts to mypy, which is called as late as possible.

        What is returned raises `CheckerFailedError` where it does not get through.
        """
        return lambda: self._diagnose(texts)

    def abandon(self) -> None:
        """There is nothing to drop: mypy is asked by whoever waits for it."""

    def _diagnose(self, texts: Mapping[Path, str]) -> dict[Path, list[CheckerDiagnostic]]:
        for path, text in texts.items():
            self._copies[path] = self._write(path, text)
        found: dict[Path, list[CheckerDiagnostic]] = {}
        for batch in batches(self._run):
            wanted = _narrowed(batch, texts.keys() - self.failed.keys())
            if not wanted.names():
                continue
            checked = self._calls.check(replace(wanted, replaced=self._copies))
            if self._verdict.failures:
                raise CheckerFailedError(self._verdict.failures[0])
            if checked is not None:
                rest, output = checked
                found |= {path: [] for path in rest.names().values()}
                for path, diagnostic in _diagnostics(output):
                    if path in found:
                        found[path].append(diagnostic)
        return found

    def _write(self, path: Path, text: str) -> Path:
        name = hashlib.sha256(bytes(path)).hexdigest()[:16]
        file = self._folder / f"{name}{path.suffix}"
        file.write_text(text, encoding="utf-8", newline="")
        # mypy takes a file for unchanged when its size and the second of its last change are the
        # same, and there may be many copies in a second: so the second tells what is in it.
        digest = hashlib.sha256(text.encode()).digest()
        second = int.from_bytes(digest[:8]) % _LATEST
        os.utime(file, (second, second))
        return file


def _configured(batch: Batch) -> str:
    """mypy's own errors are what is asked for, in the modules of the batch alone."""
    # Where errors are ignored it leaves out most bodies of functions.
    asked = section(sorted(batch.names()), {"ignore_errors": False})
    return configuration(batch, {"ignore_errors": True}) + "\n".join(asked) + "\n"


def _narrowed(batch: Batch, wanted: Collection[Path]) -> Batch:
    modules = {name: path for name, path in batch.modules.items() if path in wanted}
    files = [path for path in batch.files if path in wanted]
    return replace(batch, modules=modules, files=files)


def _diagnostics(output: MypyOutput) -> Iterator[tuple[Path, CheckerDiagnostic]]:
    """What mypy reports, and each of its notes: a note may stand below an error of the same place."""
    for report in output.reports:
        is_error = report.severity == "error"
        yield (
            report.path,
            CheckerDiagnostic(report.line, report.code or "", report.message, is_error),
        )
        for note in report.notes:
            yield report.path, CheckerDiagnostic(report.line, "", note, is_error=False)


def main() -> None:
    """Run the command with this engine where it would run the plugin."""
    from scoped_fastapi_check.__main__ import main as run

    CHECKERS["mypy"] = lambda _: ProbeChecker(MypyBackend())
    run()


if __name__ == "__main__":
    main()
