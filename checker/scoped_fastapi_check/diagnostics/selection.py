"""Which codes are asked for: `--select` and `--ignore`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.codes import CODES, PARENT

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Selection", "UnknownCodeError", "read_codes"]

ALL = frozenset(code.name for code in CODES)
OFF_BY_DEFAULT = frozenset(code.name for code in CODES if not code.default_enabled)


class UnknownCodeError(Exception):
    """There is no such code."""

    def __init__(self, name: str) -> None:
        nearest = difflib.get_close_matches(name, [PARENT.name, *sorted(ALL)], n=1, cutoff=0)
        super().__init__(f'there is no code "{name}"; did you mean "{nearest[0]}"?')


@dataclass(frozen=True)
class Selection:
    """The codes to report.

    Without `selected` it is what the checker reports by itself: what is on by default, and what
    comments in the files enable.
    """

    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    @property
    def enabled(self) -> frozenset[str]:
        """The codes that are off by default and asked for."""
        return (self.selected & OFF_BY_DEFAULT) - self.ignored

    def accepts(self, code: str | None) -> bool:
        """Tell whether to report what has this code."""
        if code in self.ignored:
            return False
        return not self.selected or code in self.selected

    def looks_for(self, code: str) -> bool:
        """Tell whether what has this code is found wherever it is."""
        return self.accepts(code) and (code not in OFF_BY_DEFAULT or code in self.enabled)


def read_codes(values: Iterable[str]) -> frozenset[str]:
    """Return the codes in lists such as `fastapi-depends,fastapi-path`; `fastapi` is all of them.

    Raises:
        UnknownCodeError: one of them is none.
    """
    codes: set[str] = set()
    for name in (part.strip() for value in values for part in value.split(",")):
        if name == PARENT.name:
            codes |= ALL
        elif name in ALL:
            codes.add(name)
        elif name:
            raise UnknownCodeError(name)
    return frozenset(codes)
