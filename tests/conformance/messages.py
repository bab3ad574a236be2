"""Every kind of message that the rules have, as they say it on the programs.

What differs from program to program is left out: `"…"` stands for what is quoted, and `0` for a
number, with or without the name that it has as a status. After a change of words, and once they have been read,

    python -m tests.conformance.messages

writes them down again.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from http import HTTPStatus
from itertools import groupby
from pathlib import Path

from .program import all_programs
from .runners import Mypy, Report

SNAPSHOT = Path(__file__).parent / "messages.txt"

_QUOTED = re.compile(r'"[^"]*"')
_SEVERAL = re.compile(r'"…"(?:(?:, | and )(?:"…"|\d+ more))+')
_STATUS = re.compile("|".join(f"{status.value} {status.phrase}" for status in HTTPStatus))
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
# What mypy adds to the note of a report whose line has a comment for another code.
_OF_MYPY = "Error code "


def kind(text: str) -> str:
    """A message without what differs from program to program."""
    lines = [line for line in text.splitlines() if not line.startswith(_OF_MYPY)]
    text = _SEVERAL.sub('"…"', _QUOTED.sub('"…"', "\n".join(lines)))
    return _NUMBER.sub("0", _STATUS.sub("0", text))


def kinds(reports: Iterable[Report]) -> str:
    """Each kind of message under its code, with its note."""
    found = sorted({(report.code, kind(report.message), kind(report.note)) for report in reports})
    lines: list[str] = []
    for code, of_code in groupby(found, key=lambda entry: entry[0]):
        lines += ["", f"[{code}]"]
        for _, message, note in of_code:
            lines += ["", message, f"    {note}"]
    return "\n".join([*lines[1:], ""])


def main() -> None:
    """Write the snapshot."""
    programs = [program for program in all_programs() if program.runs_here]
    with tempfile.TemporaryDirectory() as work:
        SNAPSHOT.write_text(kinds(Mypy().check(programs, Path(work))), "utf-8")


if __name__ == "__main__":
    main()
