"""`--output github`: the workflow commands that GitHub makes annotations of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.escaping import (
    for_github_data,
    for_github_property,
    visible,
)
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, portable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["as_github"]


def as_github(outcome: Outcome) -> str:
    """Return the text to print."""
    return "\n".join(_commands(outcome))


def _commands(outcome: Outcome) -> Iterator[str]:
    result = outcome.result
    for report in outcome.findings:
        place = outcome.places.of(report)
        # Without endLine it ends on its line. With two lines, columns mean nothing to GitHub.
        where = {"file": portable(report.path), "line": str(place.line)}
        if place.end_line == place.line:
            where |= {"col": str(place.column), "endColumn": str(place.end_column)}
        else:
            where |= {"endLine": str(place.end_line)}
        message = "\n".join(map(visible, [report.message, *report.notes]))
        yield _command({"title": report.code_name, **where}, message, report.severity)
    for report in result.unchecked:
        where = {"file": portable(report.path), "line": str(report.line)}
        yield _command({"title": "scoped-fastapi", **where}, report.message)
    for failure in result.failures:
        yield _command({"title": "scoped-fastapi"}, failure)


def _command(properties: dict[str, str], message: str, severity: str = "error") -> str:
    written = ",".join(f"{name}={for_github_property(value)}" for name, value in properties.items())
    return f"::{severity} {written}::{for_github_data(message)}"
