"""What was left out on purpose, which changes no status: files that are kept out, missing packages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.project.files import KeptOut

__all__ = ["Kind", "Skipped", "kept_out", "not_installed"]

Kind = Literal["files", "package"]


@dataclass(frozen=True)
class Skipped:
    """One thing that was left out.

    `files`: a file, or a folder with so many files that have to do with FastAPI. `package`: one that
    is imported and not installed, so that what comes from it fits anything.
    """

    kind: Kind
    reason: str
    path: Path | None = None
    name: str = ""
    count: int = 1


def kept_out(found: Iterable[KeptOut]) -> list[Skipped]:
    """The files that a configuration or an ignore file keeps out."""
    return [
        Skipped("files", each.reason, each.path, count=each.files)
        for each in sorted(found, key=lambda each: str(each.path))
    ]


def not_installed(packages: Iterable[str]) -> list[Skipped]:
    """The packages that are not installed."""
    return [Skipped("package", "not installed", name=name) for name in sorted(packages)]
