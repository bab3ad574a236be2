"""One cause, one place to read: what many places of a module have in common is shown once.

Each place stays a diagnostic of its own everywhere but in what people read as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["Folded", "folded"]


@dataclass(frozen=True, slots=True)
class Folded:
    """The first diagnostic of one cause in a file, and the lines of the others."""

    first: Diagnostic
    lines: tuple[int, ...]


def folded(reports: Iterable[Diagnostic]) -> list[Folded]:
    """Diagnostics by file and cause, each cause where its first one stands."""
    groups: dict[object, list[Diagnostic]] = {}
    for number, report in enumerate(reports):
        cause = next((one for one in report.related if one.is_cause), None)
        key = number if cause is None else (report.path, report.code, cause)
        groups.setdefault(key, []).append(report)
    return [
        Folded(first, tuple(other.line for other in others)) for first, *others in groups.values()
    ]
