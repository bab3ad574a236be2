"""Diagnostics as JSON, to keep them in a cache or to hand them from one process to another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.diagnostics.diagnostic import HERE, Diagnostic, Edit, Fix, Related

__all__ = ["as_line", "document", "from_line", "read_diagnostic"]

MARK: Final = "scoped-fastapi-details: "
"""How a line begins that holds what a line of text cannot."""


def document(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return what `read_diagnostic` reads; the file that it stands in is not part of it."""
    return {
        "code": None if diagnostic.code is None else diagnostic.code.name,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "message": diagnostic.message,
        "note": diagnostic.note,
        "reason": diagnostic.reason,
        **_details(diagnostic),
    }


def _details(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return what is more than a line of text: related places and the fix."""
    here = diagnostic.path
    found: dict[str, Any] = {}
    if diagnostic.related:
        found["related"] = [
            [one.line, one.column, one.message, _path(one.path, here), one.is_cause]
            for one in diagnostic.related
        ]
    if (fix := diagnostic.fix) is not None:
        found["fix"] = {
            "title": fix.title,
            "safe": fix.is_safe,
            "imports": list(fix.imports),
            "edits": [
                [
                    *(one.line, one.column, one.end_line, one.end_column, one.text),
                    _path(one.path, here),
                ]
                for one in fix.edits
            ],
        }
    return found


def read_diagnostic(data: Any, path: Path) -> Diagnostic:
    """Return the diagnostic in a document, as one of the file `path`.

    Raises:
        KeyError, TypeError, ValueError: this is not such a document.
    """
    name = data["code"]
    found = Diagnostic(
        None if name is None else CODES_BY_NAME[name],
        int(data["line"]),
        int(data["column"]),
        str(data["message"]),
        str(data["note"]),
        reason=str(data["reason"]),
    )
    return _with_details(found, data).inside(path)


def as_line(diagnostic: Diagnostic) -> str | None:
    """Return the related places and the fix as one line of text, None where there are none."""
    found = _details(diagnostic)
    return f"{MARK}{json.dumps(found)}" if found else None


def from_line(diagnostic: Diagnostic, line: str) -> Diagnostic | None:
    """Return a diagnostic with what `as_line` wrote; None where the line is another one."""
    if not line.startswith(MARK):
        return None
    try:
        return _with_details(diagnostic, json.loads(line.removeprefix(MARK)))
    except (KeyError, TypeError, ValueError):
        return None


def _with_details(diagnostic: Diagnostic, data: Any) -> Diagnostic:
    related = tuple(
        Related(int(line), int(column), str(message), Path(path), bool(is_cause))
        for line, column, message, path, is_cause in data.get("related", ())
    )
    fix = _fix(data["fix"]) if "fix" in data else None
    return replace(diagnostic, related=related, fix=fix)


def _fix(data: Any) -> Fix:
    edits = tuple(
        Edit(int(line), int(column), int(end_line), int(end_column), str(text), Path(path))
        for line, column, end_line, end_column, text, path in data["edits"]
    )
    return Fix(str(data["title"]), edits, bool(data["safe"]), tuple(map(str, data["imports"])))


def _path(path: Path, here: Path) -> str:
    return str(HERE) if path == here else str(path)
