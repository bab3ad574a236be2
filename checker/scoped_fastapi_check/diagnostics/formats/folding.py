"""One cause, one place to read: what many places of a module have in common is shown once.

Each place stays a diagnostic of its own everywhere but in what people read as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import LATE_COMMIT

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["Folded", "folded"]

# Of these a first related place is the cause; one dependency has hundreds of places that ask for it.
_FOLDED: Final = frozenset({LATE_COMMIT.name})


@dataclass(frozen=True, slots=True)
class Folded:
    """The first diagnostic of one cause in a file, and the lines of the others."""

    first: Diagnostic
    lines: tuple[int, ...]


def folded(reports: Iterable[Diagnostic]) -> list[Folded]:
    """Diagnostics by file and cause, each cause where its first one stands."""
    groups: dict[object, list[Diagnostic]] = {}
    for number, report in enumerate(reports):
        is_folded = report.code is not None and report.code.name in _FOLDED and report.related
        key = (report.path, report.code, report.related[:1]) if is_folded else number
        groups.setdefault(key, []).append(report)
    return [
        Folded(first, tuple(other.line for other in others)) for first, *others in groups.values()
    ]
