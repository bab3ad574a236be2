"""Writes the outcome of a check in the format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.formats.github import as_github
from scoped_fastapi_check.diagnostics.formats.json_format import as_json
from scoped_fastapi_check.diagnostics.formats.sarif import as_sarif
from scoped_fastapi_check.diagnostics.formats.text import (
    concise_lines,
    extra_lines,
    full_lines,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.text import Text

    from scoped_fastapi_check.cli.console import Terminal
    from scoped_fastapi_check.diagnostics.formats.outcome import Outcome

__all__ = ["FORMATS", "write_outcome"]

FOR_PEOPLE: Mapping[str, Callable[[Outcome], Iterator[Text]]] = {
    "text": full_lines,
    "concise": concise_lines,
}
FOR_PROGRAMS: Mapping[str, Callable[[Outcome], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
FORMATS = (*FOR_PEOPLE, *FOR_PROGRAMS)


def write_outcome(
    outcome: Outcome, output: str, terminal: Terminal, *, statistics: bool = False
) -> None:
    """Write the result to stdout; what a program would stumble over goes to stderr."""
    is_for_programs = output in FOR_PROGRAMS
    if is_for_programs:
        terminal.write(FOR_PROGRAMS[output](outcome))
    else:
        terminal.show(FOR_PEOPLE[output](outcome))
    for failure in outcome.result.failures:
        terminal.fail(failure)
    terminal.show(extra_lines(outcome, statistics=statistics), beside=is_for_programs)
    terminal.show([summary(outcome, is_folded=output == "text")], beside=is_for_programs)
