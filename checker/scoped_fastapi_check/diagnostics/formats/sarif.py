"""`--output sarif`: SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scoped_fastapi_check.diagnostics.codes import CODES, DOCUMENTATION, Code
from scoped_fastapi_check.diagnostics.escaping import for_markdown
from scoped_fastapi_check.diagnostics.formats.fingerprints import fingerprint
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, portable

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Place

__all__ = ["as_sarif"]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
INDEXES = {code.name: index for index, code in enumerate(CODES)}


def as_sarif(outcome: Outcome) -> str:
    """Return the text to print."""
    result = outcome.result
    run = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"uri": f"{Path.cwd().as_uri().rstrip('/')}/"}},
        "invocations": [
            {
                "executionSuccessful": result.is_complete,
                "toolExecutionNotifications": [
                    *map(_unchecked, result.unchecked),
                    *(
                        {"level": "error", "message": {"text": for_markdown(text)}}
                        for text in result.failures
                    ),
                ],
            }
        ],
        "results": [_result(report, outcome) for report in outcome.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _driver() -> dict[str, Any]:
    return {
        "name": "scoped-fastapi",
        "semanticVersion": metadata.version("scoped-fastapi"),
        "informationUri": f"{DOCUMENTATION}/",
        "rules": [_rule(code) for code in CODES],
    }


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.name,
        "shortDescription": {"text": code.description},
        "helpUri": code.url,
        "defaultConfiguration": {"enabled": code.default_enabled, "level": code.severity},
    }


def _result(report: Diagnostic, outcome: Outcome) -> dict[str, Any]:
    place = outcome.places.of(report)
    code = report.code_name
    facts: dict[str, Any] = {
        "ruleId": code,
        "level": report.severity,
        "message": {"text": "\n".join(map(for_markdown, [report.message, *report.notes]))},
        "locations": [_location(report.path, _region(place), place.symbol)],
        "partialFingerprints": {"scopedFastapi/v1": fingerprint(report, place)},
    }
    return {**facts, "ruleIndex": INDEXES[code]} if code in INDEXES else facts


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "snippet": {"text": place.source},
    }


def _unchecked(report: Diagnostic) -> dict[str, Any]:
    region = {"startLine": report.line, "startColumn": report.column}
    return {
        "level": "error",
        "message": {"text": for_markdown(report.message)},
        "locations": [_location(report.path, region, "")],
    }


def _location(path: Path, region: dict[str, Any], symbol: str) -> dict[str, Any]:
    physical = {"artifactLocation": _artifact(path), "region": region}
    if not symbol:
        return {"physicalLocation": physical}
    logical = [{"fullyQualifiedName": symbol, "kind": "function"}]
    return {"physicalLocation": physical, "logicalLocations": logical}


def _artifact(path: Path) -> dict[str, str]:
    name = portable(path)
    if Path(name).is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(name.encode(errors="surrogateescape")), "uriBaseId": ROOT}
