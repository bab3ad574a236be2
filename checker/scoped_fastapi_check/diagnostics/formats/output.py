"""Writes the outcome of a check in the format that is asked for, to where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.formats.output_file import write_file
from scoped_fastapi_check.diagnostics.formats.text import (
    concise_lines,
    extra_lines,
    fixes_hint,
    full_lines,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rich.text import Text

    from scoped_fastapi_check.cli.console import Terminal
    from scoped_fastapi_check.diagnostics.formats.outcome import Outcome

__all__ = ["FORMATS", "FOR_PEOPLE", "Style", "write_outcome"]

FOR_PEOPLE: Mapping[str, Callable[[Outcome], Iterator[Text]]] = {
    "text": full_lines,
    "concise": concise_lines,
}
FOR_PROGRAMS = ("json", "github", "sarif", "junit", "gitlab")
FORMATS = (*FOR_PEOPLE, *FOR_PROGRAMS)


@dataclass(frozen=True)
class Style:
    """How the outcome is written; to the terminal if there is no `file`."""

    output: str
    file: Path | None = None
    statistics: bool = False
    show_skipped: bool = False


def write_outcome(outcome: Outcome, style: Style, terminal: Terminal) -> None:
    """Write the result; what a program would stumble over goes to stderr.

    Raises:
        OutputFileError: the file cannot be written.
    """
    is_for_programs = style.output in FOR_PROGRAMS
    if style.file is not None:
        write_file(style.file, _document(outcome, style.output))
    elif is_for_programs:
        terminal.write(_for_programs(outcome, style.output))
    else:
        terminal.show(FOR_PEOPLE[style.output](outcome))
    for failure in outcome.result.failures:
        terminal.fail(failure)
    is_beside = is_for_programs and style.file is None
    lines = extra_lines(outcome, statistics=style.statistics, show_skipped=style.show_skipped)
    terminal.show(lines, beside=is_beside)
    terminal.show([summary(outcome, is_folded=style.output == "text")], beside=is_beside)
    if not is_for_programs:
        terminal.hint(fixes_hint(outcome))


def _document(outcome: Outcome, output: str) -> str:
    if output in FOR_PROGRAMS:
        document = _for_programs(outcome, output)
        return f"{document}\n" if document else ""
    return "".join(f"{line.plain}\n" for line in FOR_PEOPLE[output](outcome))


def _for_programs(outcome: Outcome, output: str) -> str:
    """The document in one of the formats, of which a run needs one at most."""
    match output:
        case "json":
            from scoped_fastapi_check.diagnostics.formats.json_format import as_json as written
        case "github":
            from scoped_fastapi_check.diagnostics.formats.github import as_github as written
        case "sarif":
            from scoped_fastapi_check.diagnostics.formats.sarif import as_sarif as written
        case "junit":
            from scoped_fastapi_check.diagnostics.formats.junit import as_junit as written
        case _:
            from scoped_fastapi_check.diagnostics.formats.gitlab import as_gitlab as written
    return written(outcome)
