"""`--output gitlab`: the report that GitLab shows in merge requests as code quality."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.diagnostics.escaping import visible
from scoped_fastapi_check.diagnostics.formats.fingerprints import fingerprint
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, portable

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["as_gitlab"]

_SEVERITIES: Final = {"error": "major", "warning": "minor"}


def as_gitlab(outcome: Outcome) -> str:
    """Return the text to print."""
    seen: Counter[str] = Counter()
    issues = [_issue(report, outcome, seen) for report in outcome.reports]
    return json.dumps(issues, indent=2)


def _issue(report: Diagnostic, outcome: Outcome, seen: Counter[str]) -> dict[str, Any]:
    place = outcome.places.of(report)
    known = fingerprint(report, place)
    # GitLab drops all but one of those that have the same.
    number, seen[known] = seen[known], seen[known] + 1
    if number:
        known = hashlib.sha256(f"{known} {number}".encode()).hexdigest()
    is_finding = report.code is not None
    end = place.end_line if is_finding else report.line
    return {
        "description": "\n".join(map(visible, [report.message, *report.notes])),
        "check_name": report.code_name or "scoped-fastapi",
        "fingerprint": known,
        "severity": _SEVERITIES[report.severity] if is_finding else "critical",
        "location": {
            "path": portable(report.path),
            "lines": {"begin": report.line, "end": end},
        },
    }
