"""Reads what mypy printed: its reports, and the one message that stopped it, if any."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MypyOutput", "MypyReport", "Stop", "read_output"]

# When a message stopped mypy it was one without a code, or a syntax error.
STOPPING_CODES = (None, "syntax")
STOPPED = 2
PLAIN_STOP = re.compile(r"(?P<path>.+?): error: (?P<message>Cannot (?:read|decode) file.*)")
# Of a `# type: ignore` that is meant for the project's own run of mypy.
UNCOVERED = re.compile(r'Error code "[\w-]+" not covered by "type: ignore')
CRASH = re.compile(r"(?:(?P<path>.+?):(?:(?P<line>\d+):)? )?error: INTERNAL ERROR --")


@dataclass(frozen=True)
class MypyReport:
    """An error or a note of mypy's, or of a plugin; lines and columns count from 1."""

    path: Path
    line: int
    column: int
    severity: str
    message: str
    code: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """Why mypy gave up, and at which file."""

    path: Path | None
    line: int
    column: int
    message: str
    is_crash: bool = False


@dataclass(frozen=True)
class MypyOutput:
    """Everything that mypy had to say."""

    reports: tuple[MypyReport, ...]
    stop: Stop | None
    rest: tuple[str, ...]
    """Lines that are no reports."""


def read_output(status: int, stdout: str, stderr: str) -> MypyOutput:
    """Read the output of `mypy --output json --show-traceback`, which ended with `status`."""
    reports: list[MypyReport] = []
    rest: list[str] = []
    for line in [*stdout.splitlines(), *stderr.splitlines()]:
        report = _report(line)
        if report:
            if not UNCOVERED.match(report.message):
                reports.append(report)
        elif line.strip():
            rest.append(line)
    stop = _stop(reports, rest) if status == STOPPED else None
    return MypyOutput(tuple(reports), stop, tuple(rest))


def _report(line: str) -> MypyReport | None:
    if not line.startswith("{"):
        return None
    try:
        fields: dict[str, Any] = json.loads(line)
        return MypyReport(
            path=Path(fields["file"]),
            # mypy says -1 where it has no place, and counts columns from 0.
            line=max(fields["line"], 1),
            column=max(fields["column"] + 1, 1),
            severity="note" if fields["severity"] == "note" else "error",
            message=fields["message"],
            code=fields["code"],
            notes=tuple(
                note for note in (fields["hint"] or "").splitlines() if not UNCOVERED.match(note)
            ),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _stop(reports: list[MypyReport], rest: list[str]) -> Stop | None:
    for line in rest:
        crash = CRASH.match(line)
        if crash:
            path = Path(crash["path"]) if crash["path"] else None
            return Stop(path, int(crash["line"] or 1), 1, _last_error(rest), is_crash=True)
        plain = PLAIN_STOP.fullmatch(line)
        if plain:
            return Stop(Path(plain["path"]), 1, 1, plain["message"])
    # The one that stopped it is printed after those that did not.
    for report in reversed(reports):
        if report.severity == "error" and report.code in STOPPING_CODES:
            return Stop(report.path, report.line, report.column, report.message)
    return None


def _last_error(lines: Iterable[str]) -> str:
    """Return the last line of the traceback, such as `KeyError: 'x'`."""
    found = [
        line for line in lines if re.match(r"[A-Za-z_][\w.]*(Error|Exception|Interrupt)\b", line)
    ]
    return found[-1] if found else "INTERNAL ERROR"
