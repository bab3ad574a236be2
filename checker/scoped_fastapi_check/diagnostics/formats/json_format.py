"""`--output json`: one object, described in docs/command.md and changed by additions only."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import metadata
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, portable

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Related
    from scoped_fastapi_check.diagnostics.locations import Places

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


def _finding(report: Diagnostic, outcome: Outcome) -> dict[str, Any]:
    place = outcome.places.of(report)
    code = report.code
    return {
        "path": portable(report.path),
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "code": report.code_name,
        "message": report.message,
        "note": "\n".join(report.notes),
        "symbol": place.symbol,
        "url": code.url if code else None,
        "related": [_related(one, outcome.places) for one in report.related],
        "fix": None if report.fix is None else _fix(report.fix, outcome.places),
    }


def _related(related: Related, places: Places) -> dict[str, Any]:
    return {
        "path": portable(related.path),
        "line": related.line,
        "column": places.column(related.path, related.line, related.column),
        "message": related.message,
    }


def _fix(fix: Fix, places: Places) -> dict[str, Any]:
    edits = [
        {
            "path": portable(edit.path),
            "line": edit.line,
            "column": places.column(edit.path, edit.line, edit.column),
            "end_line": edit.end_line,
            "end_column": places.column(edit.path, edit.end_line, edit.end_column),
            "text": edit.text,
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safe": fix.is_safe, "edits": edits}


def _unchecked(report: Diagnostic) -> dict[str, Any]:
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
