"""The routes of the applications of a folder, from their sources: nothing of them is run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from scoped_fastapi_check.application.listing import Listed, Listing
from scoped_fastapi_check.application.project_map import map_below
from scoped_fastapi_check.diagnostics.formats.outcome import portable
from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, read_regular
from scoped_fastapi_check.project.source_file import Source, read_source

__all__ = ["Found", "list_routes"]


@dataclass(frozen=True)
class Found:
    """What was found below a folder: applications, or where there are none the routers alone."""

    applications: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    skipped: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    are_routers: bool = False
    broken: list[str] = field(default_factory=list[str])
    """Files that could not be read, each with its place and the reason."""


def list_routes(folder: Path) -> Found:
    """List the routes of the applications below a folder, or of its entry point where it names one."""
    project = map_below(folder)
    listing = Listing(project.machine, str(folder))
    listed = listing.applications()
    entry = _entry_point(folder)
    if entry is not None and any(one.name == entry for one in listed):
        listed = [one for one in listed if one.name == entry]
    are_routers = not listed
    if are_routers:
        listed = listing.routers()
    skipped = [item for one in listed for item in one.skipped] + listing.skipped()
    return Found(
        [_document(one) for one in listed],
        [_short(one) for one in skipped],
        are_routers,
        [_reason(path) for path in project.broken],
    )


def _reason(path: Path) -> str:
    found = read_source(path)
    if isinstance(found, Source):  # It was written anew meanwhile, or is too deep to be followed.
        return f"{portable(path)}: cannot be followed"
    reason = found.message.partition("; the file was not checked")[0]
    return f"{portable(path)}:{found.line}:{found.column}: {reason}"


def _document(listed: Listed) -> dict[str, Any]:
    place = {"file": portable(Path(listed.file)), "line": listed.line}
    return {"application": listed.name, **place, "routes": [_short(one) for one in listed.routes]}


def _short(value: Any) -> Any:
    """A document with the paths of its files as one would type them."""
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [_short(item) for item in items]
    if not isinstance(value, dict):
        return value
    documents = cast("dict[str, Any]", value)
    made: dict[str, Any] = {key: _short(item) for key, item in documents.items()}
    if isinstance(file := made.get("file"), str):
        made["file"] = portable(Path(file))
    return made


def _entry_point(folder: Path) -> str | None:
    """What `[tool.fastapi] entrypoint` names."""
    try:
        document = tomllib.loads(read_regular(folder / "pyproject.toml", LARGEST_SETTINGS).decode())
        found = document.get("tool", {}).get("fastapi", {}).get("entrypoint")
    except (OSError, ValueError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, str) else None
