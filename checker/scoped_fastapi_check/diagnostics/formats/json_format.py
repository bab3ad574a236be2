"""`--output json`: one object, described in docs/command.md and changed by additions only."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import metadata
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.diagnostics.formats.outcome import Compared, Outcome, portable
from scoped_fastapi_check.fixes.plan import complete

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.check import GroupResult
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Related
    from scoped_fastapi_check.diagnostics.locations import Places
    from scoped_fastapi_check.diagnostics.skipped import Skipped
    from scoped_fastapi_check.diagnostics.source_text import Replacement, SourceText

__all__ = ["as_json"]

VERSION = 1


def as_json(outcome: Outcome) -> str:
    """Return the text to print."""
    result = outcome.result
    baselines = [_baseline(each) for each in outcome.compared]
    document = {
        "version": VERSION,
        "tool": {"name": "scoped-fastapi", "version": metadata.version("scoped-fastapi")},
        "checker": result.checker,
        "findings": [_finding(report, outcome) for report in outcome.findings],
        "unchecked": [_unchecked(report) for report in result.unchecked],
        "failures": result.failures,
        "baseline": next(iter(baselines), None),
        "baselines": baselines,
        "configurations": [_configuration(group) for group in result.groups],
        "skipped": [_skipped(one) for one in result.skipped],
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
        "severity": report.severity,
        "message": report.message,
        "note": "\n".join(report.notes),
        "symbol": place.symbol,
        "url": code.url if code else None,
        "related": [_related(one, outcome.places) for one in report.related],
        "fix": None if report.fix is None else _fix(report.fix),
    }


def _related(related: Related, places: Places) -> dict[str, Any]:
    return {
        "path": portable(related.path),
        "line": related.line,
        "column": places.column(related.path, related.line, related.column),
        "message": related.message,
    }


def _fix(fix: Fix) -> dict[str, Any] | None:
    """The fix with the imports that it needs; None where it cannot be applied as a whole."""
    files = complete(fix)
    if files is None:
        return None
    edits = [
        _edit(path, source, one)
        for path, (source, replacements) in files.items()
        for one in replacements
    ]
    return {"title": fix.title, "safe": fix.is_safe, "edits": edits}


def _edit(path: Path, source: SourceText, replacement: Replacement) -> dict[str, Any]:
    line, column = source.place(replacement.start)
    end_line, end_column = source.place(replacement.end)
    return {
        "path": portable(path),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": replacement.text,
    }


def _unchecked(report: Diagnostic) -> dict[str, Any]:
    return {
        "path": portable(report.path),
        "line": report.line,
        "column": report.column,
        "message": report.message,
    }


def _configuration(group: GroupResult) -> dict[str, Any]:
    file = group.settings.file
    return {
        "path": None if file is None else portable(file),
        "checker": group.checker,
        "files": group.files,
    }


def _skipped(skipped: Skipped) -> dict[str, Any]:
    return {
        "kind": skipped.kind,
        "reason": skipped.reason,
        "path": None if skipped.path is None else portable(skipped.path),
        "name": skipped.name,
        "count": skipped.count,
        "line": skipped.line,
    }


def _baseline(compared: Compared) -> dict[str, Any]:
    gone = compared.comparison.gone.items()
    return {
        "path": portable(compared.baseline.file),
        "known": compared.comparison.known,
        "gone": [{**asdict(identity), "count": count} for identity, count in gone],
    }
