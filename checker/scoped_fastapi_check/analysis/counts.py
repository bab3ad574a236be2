"""The numbers of what there was to check: all that is needed of a module whose result is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Counts"]

_LINE: Final = "scoped-fastapi-counts: {} {}"
_READ: Final = re.compile(_LINE.format(r"(\d+)", r"(\d+)"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the rules found to look at."""

    routes: int = 0
    dependencies: int = 0

    def as_line(self) -> str:
        """These numbers as text, for `from_line`: the plugin has only mypy's notes to report them in."""
        return _LINE.format(self.routes, self.dependencies)

    @staticmethod
    def from_line(line: str) -> Counts | None:
        """The numbers in a line of text; None where it is another one."""
        found = _READ.fullmatch(line)
        return found and Counts(*map(int, found.groups()))
