"""How results look: plain lines in a pipe, the same lines in colour on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from scoped_fastapi_check.check import Result
    from scoped_fastapi_check.reports import Report

__all__ = ["Terminal"]


class Terminal:
    """Writes results to stdout, and everything else to stderr."""

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # A path can hold what the terminal's encoding cannot.
                stream.reconfigure(errors="backslashreplace")
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

        self._status = self._err.status("")

    def working(self) -> AbstractContextManager[object]:
        """Show that something goes on, on a terminal."""
        return self._status if sys.stderr.isatty() else nullcontext()

    def progress(self, message: str) -> None:
        """Tell what is going on."""
        self._status.update(Text(message))

    def say(self, message: str) -> None:
        """Tell something that is no result."""
        self._err.print(Text(message))

    def warn(self, message: str) -> None:
        """Tell what may have made the result incomplete."""
        self._err.print(Text.assemble(("warning", "bold yellow"), f": {message}"))

    def fail(self, message: str) -> None:
        """Tell why there is no result."""
        self._err.print(Text.assemble(("error", "bold red"), f": {message}"))

    def show(self, result: Result) -> None:
        """Print all reports and the summary."""
        for report in result.reports:
            self._show_report(report)
        for failure in result.failures:
            self.fail(failure)
        if result.findings or result.unchecked:
            style = "bold red"
        else:
            style = "bold green" if result.is_complete else "bold yellow"
        self._out.print(Text(summary(result), style))

    def _show_report(self, report: Report) -> None:
        place = f"{_displayed(report.path)}:{report.line}:{report.column}"
        line = Text.assemble((place, "bold"), ": ", (report.severity, "bold red"))
        line.append(f": {report.message}")
        if report.code:
            line.append(f"  [{report.code}]", "yellow")
        self._out.print(line)
        for note in report.notes:
            self._out.print(
                Text.assemble((place, "bold"), ": ", ("note", "bold blue"), f": {note}")
            )


def summary(result: Result) -> str:
    """Say everything in one line."""
    reports = result.reports
    checked = (
        f"checked {_count(result.files, 'file')}: "
        f"{_count(result.routes, 'route')}, {_count(result.dependencies, 'dependency')}"
    )
    if result.unchecked:
        checked += f"; {_count(len(result.unchecked), 'file')} not checked"
    elif result.failures:
        checked += "; not everything was checked"
    if not reports:
        return f"No errors ({checked})."
    files = len({report.path for report in reports})
    return f"Found {_count(len(reports), 'error')} in {_count(files, 'file')} ({checked})."


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _displayed(path: Path) -> str:
    """Return the path as one would type it: relative within the current folder."""
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)
