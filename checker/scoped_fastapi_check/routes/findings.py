"""What `check` finds, beside the routes that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.check import TROUBLES, Request, check
from scoped_fastapi_check.diagnostics.formats.outcome import portable

if TYPE_CHECKING:
    from scoped_fastapi_check.check import Listener

__all__ = ["add_findings"]


def add_findings(applications: Iterable[dict[str, Any]], folder: Path, listener: Listener) -> None:
    """Check a project, and note what is found in the lines of each route."""
    try:
        result = check(Request((str(folder),)), listener)
    except TROUBLES as error:
        listener.warn(f"the page shows no findings: {error}")
        return
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for finding in result.findings:
        told = {"code": finding.code_name, "message": finding.message, "line": finding.line}
        by_file[portable(finding.path)].append(told)
    for application in applications:
        for route in application["routes"]:
            place = route.get("registered")
            if place is not None:
                route["findings"] = [
                    found
                    for found in by_file[place["file"]]
                    if place["line"] <= found["line"] <= place["last_line"]
                ]
