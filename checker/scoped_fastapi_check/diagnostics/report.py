"""What `scoped-fastapi check` has to say about one place in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Report", "in_order"]


@dataclass(frozen=True)
class Report:
    """One finding of a judge, or the reason why a file could not be checked."""

    path: Path
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    severity: Literal["error", "note"]
    message: str
    code: str | None = None
    notes: tuple[str, ...] = ()
    """More lines about the same place."""


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Sort by place and drop what was said twice: a file may be part of several runs."""
    unique = dict.fromkeys(reports)
    return sorted(unique, key=lambda report: (str(report.path), report.line, report.column))
