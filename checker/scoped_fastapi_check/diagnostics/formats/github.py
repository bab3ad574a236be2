"""`--output github`: the workflow commands that GitHub makes annotations of."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        message = "\n".join([report.message, *report.notes])
        yield _command({"title": report.code_name, **where}, message)
    for report in result.unchecked:
        where = {"file": portable(report.path), "line": str(report.line)}
        yield _command({"title": "scoped-fastapi", **where}, report.message)
    for failure in result.failures:
        yield _command({"title": "scoped-fastapi"}, failure)


def _command(properties: dict[str, str], message: str) -> str:
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
