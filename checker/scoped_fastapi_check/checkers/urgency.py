"""What somebody who is typing wants of a check: some files before all others, and nothing out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["Found", "OutdatedError", "Urgency"]

Found = Mapping[Path, Sequence[Diagnostic]]


class OutdatedError(Exception):
    """What is being checked has changed: what is left of the check would be done for nobody."""


def _ignored(found: Found) -> None:
    del found


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Urgency:
    """By itself nothing is urgent, and nothing gets out of date."""

    first: frozenset[Path] = frozenset()
    """The files that are judged before all others."""
    judged: Callable[[Found], None] = _ignored
    """Told what is found in either of these, before the rest is judged."""
    is_outdated: Callable[[], bool] = _never
    """Whether the check may end with an `OutdatedError`, now that the first files are judged."""
    then: frozenset[Path] = frozenset()
    """Those that are judged after them, and before all that nobody looks at."""

    def pause(self) -> None:
        """Raise `OutdatedError` where the rest of a check is of no use any more."""
        if self.is_outdated():
            raise OutdatedError
