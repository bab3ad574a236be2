"""`--output json`: one object, described in docs/command.md and changed by additions only."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import metadata
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, portable

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.report import Report

__all__ = ["as_json"]

VERSION = 1


def as_json(outcome: Outcome) -> str:
    """Return the text to print."""
    result = outcome.result
    document = {
        "version": VERSION,
        "tool": {"name": "scoped-fastapi", "version": metadata.version("scoped-fastapi")},
        "checker": outcome.checker,
        "findings": [_finding(report, outcome) for report in outcome.findings],
        "unchecked": [_unchecked(report) for report in result.unchecked],
        "failures": result.failures,
        "baseline": _baseline(outcome),
        "statistics": outcome.statistics,
        "checked": {
            "files": result.files,
            "routes": result.routes,
            "dependencies": result.dependencies,
        },
        "complete": result.is_complete,
    }
    return json.dumps(document, indent=2)


def _finding(report: Report, outcome: Outcome) -> dict[str, Any]:
    place = outcome.places.of(report)
    code = CODES_BY_NAME.get(report.code or "")
    return {
        "path": portable(report.path),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "code": report.code,
        "message": report.message,
        "note": "\n".join(report.notes),
        "symbol": place.symbol,
        "url": code.url if code else None,
    }


def _unchecked(report: Report) -> dict[str, Any]:
    return {
        "path": portable(report.path),
        "line": report.line,
        "column": report.column,
        "message": report.message,
    }


def _baseline(outcome: Outcome) -> dict[str, Any] | None:
    if outcome.baseline is None or outcome.comparison is None:
        return None
    gone = outcome.comparison.gone.items()
    return {
        "path": portable(outcome.baseline.file),
        "known": outcome.comparison.known,
        "gone": [{**asdict(identity), "count": count} for identity, count in gone],
    }
