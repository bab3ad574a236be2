"""A small application on disk that `scoped-fastapi check --watch` looks at, and a cold run after it."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scoped_fastapi_check.check import TROUBLES, CheckSession, Request, check
from scoped_fastapi_check.configuration.settings import Options
from scoped_fastapi_check.diagnostics.formats.json_format import as_json
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome
from scoped_fastapi_check.diagnostics.selection import Layer

# What is off by default is compared, too.
_WARNING = "warning: "
_CODES = Layer(["fastapi"])


class WatchedProject:
    """A folder that is checked by what stays between two checks, and by a command that knows nothing."""

    def __init__(self, counts: Counter[str], checker: str = "ty") -> None:
        self.counts = counts
        self.folder = Path(tempfile.mkdtemp(prefix="watched-")).resolve()
        self._checker = checker
        self._session = CheckSession()
        self._changed: set[Path] = set()
        self._reports: list[str] | None = None
        # The next edit may come before or after there was time to prepare for it.
        chance = random.Random(1)
        self.is_idle: Callable[[], bool] = lambda: chance.random() < 0.8

    def write(self, sources: dict[str, str]) -> None:
        """Make the files on disk what they are to be."""
        for path in self.folder.glob("*.py"):
            if path.name not in sources:
                path.unlink()
                self._changed.add(path)
        for name, text in sources.items():
            path = self.folder / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                self._changed.add(path)

    def compare(self, files: Sequence[str], edit: str) -> None:
        """Check it in both ways."""
        del files
        expected = self._cold()
        found = self._watching()
        if self._reports is not None:
            self.counts["edits"] += 1
            self.counts["edits that changed the reports"] += expected != self._reports
        self._reports = expected
        self.counts["reports"] += self.found()
        missing = [f"  missing: {line}" for line in expected if line not in found]
        extra = [f"  only here: {line}" for line in found if line not in expected]
        if any(line.startswith(_WARNING) for line in expected):
            self.counts["warnings"] += 1
        assert found == expected, "\n".join([f"after: {edit}", *missing, *extra, *self._sources()])

    def found(self) -> int:
        """How many reports there were the last time."""
        return sum(line.startswith("error") for line in self._reports or ())

    def close(self) -> None:
        """End the checker, and remove the folder."""
        self._session.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _sources(self) -> list[str]:
        files = sorted(self.folder.glob("*.py"))
        return [f"--- {path.name}\n{path.read_text('utf-8')}" for path in files]

    def _watching(self) -> list[str]:
        self._session.changed(self._changed)
        self._changed = set()
        options = Options(self._checker, codes=_CODES)
        request = Request([str(self.folder)], options, use_cache=False)
        listener = _Listener()
        try:
            result = check(request, listener, self._session)
        except TROUBLES as error:
            return [str(error)]
        if self.is_idle():
            self._session.prepare()
        document = json.loads(as_json(Outcome.of(result)))
        return [*_lines(document), *listener.warnings]

    def _cold(self) -> list[str]:
        command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--no-cache"]
        options = ["--checker", self._checker, "--select", "fastapi", "--output", "json"]
        answer = subprocess.run(
            [*command, *options, str(self.folder)],
            # A warning in one line.
            env={**os.environ, "COLUMNS": "10000"},
            capture_output=True,
            text=True,
            check=False,
        )
        if not answer.stdout:
            return [answer.stderr.strip().removeprefix("error: ")]
        warnings = [line for line in answer.stderr.splitlines() if line.startswith(_WARNING)]
        return [*_lines(json.loads(answer.stdout)), *warnings]


class _Listener:
    """Keeps the warnings."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def say(self, message: str) -> None:
        """What is said differs: nothing is started twice."""

    def warn(self, message: str) -> None:
        """Something may have made the result incomplete."""
        self.warnings.append(f"{_WARNING}{message}")

    def progress(self, message: str) -> None:
        """What goes on is not shown."""


def _lines(document: dict[str, Any]) -> list[str]:
    """All that a result tells, a line for each thing, so that two of them can be compared."""
    names = ("findings", "unchecked", "failures")
    return [
        *(f"error {json.dumps(each, sort_keys=True)}" for name in names for each in document[name]),
        json.dumps(document["checked"], sort_keys=True),
    ]
