"""What was left out on purpose, which changes no status.

Files that are kept out or that their comments silence, packages that are not installed, registrations
that could not be followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.project.files import KeptOut

__all__ = ["Kind", "Skipped", "kept_out", "not_followed", "not_installed", "silent"]

Kind = Literal["files", "package", "silenced", "registration"]


@dataclass(frozen=True)
class Skipped:
    """One thing that was left out.

    `files`: a file, or a folder with so many files that have to do with FastAPI; none of one that cannot be read. `package`: one that
    is imported and not installed, so that what comes from it fits anything. `silenced`: a file with a
    comment that silences all of it. `registration`: what looks like the registration of a route, in
    a line of a file.
    """

    kind: Kind
    reason: str
    path: Path | None = None
    name: str = ""
    count: int = 1
    line: int | None = None


def kept_out(found: Iterable[KeptOut]) -> list[Skipped]:
    """The files that a configuration or an ignore file keeps out."""
    return [
        Skipped("files", each.reason, each.path, count=each.files)
        for each in sorted(found, key=lambda each: str(each.path))
    ]


def not_installed(packages: Iterable[str]) -> list[Skipped]:
    """The packages that are not installed."""
    return [Skipped("package", "not installed", name=name) for name in sorted(packages)]


def silent(comments: Iterable[tuple[Path, int, str]]) -> list[Skipped]:
    """The files that a comment silences as a whole: each with its line and its text."""
    return [
        Skipped("silenced", f'silenced by "{comment}"', path, line=line)
        for path, line, comment in sorted(comments)
    ]


def not_followed(places: Iterable[tuple[Path, int, str]]) -> list[Skipped]:
    """The registrations on what could not be followed: the file, the line and why."""
    return [Skipped("registration", why, path, line=line) for path, line, why in sorted(places)]
