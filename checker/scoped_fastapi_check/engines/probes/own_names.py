"""Names in a copy: those of the engine are not the user's, and the user's are as Python reads them."""

from __future__ import annotations

import io
import re
import tokenize
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.engines.probes.probes import OWN, PROTECTED

__all__ = ["OwnNames", "PlainNames"]


@dataclass(frozen=True, slots=True)
class OwnNames:
    """How the names of the engine begin in one copy: `_sf_`, if nothing there has that in it."""

    beginning: str

    @staticmethod
    def beside(source: str) -> OwnNames:
        """Names that a source does not have, in whatever characters they may be written."""
        plain = source if source.isascii() else unicodedata.normalize("NFKC", source)
        beginning, number = OWN, 0
        while beginning in plain:
            beginning = f"_sf{number}_"
            number += 1
        return OwnNames(beginning)

    def written(self, line: str) -> str:
        """A line of the engine, as it stands in the copy; what is the user's in it stays so."""
        if self.beginning != OWN:
            line = line.replace(OWN, self.beginning)
        return line.replace(PROTECTED, OWN)

    def read(self, message: str) -> str:
        """What a checker says about the copy, with the names that the engine knows."""
        return message if self.beginning == OWN else message.replace(self.beginning, OWN)


_UNUSUAL: Final = re.compile(r"[^\x00-\x7f]")
_Changes = Mapping[int, Sequence[tuple[int, int, str]]]


class PlainNames:
    """Writes the names of a source as Python reads them: in the form NFKC, which not all checkers know."""

    def __init__(self, source: str) -> None:
        self._changes: _Changes = {}
        if _UNUSUAL.search(source) and not unicodedata.is_normalized("NFKC", source):
            self._changes = _changes(source)

    def written(self, number: int, line: str, start: int, end: int) -> str:
        """A part of a line of the source, by its columns in characters."""
        text, at = "", start
        for first, last, name in self._changes.get(number, ()):
            if start <= first and last <= end:
                text += line[at:first] + name
                at = last
        return text + line[at:end]


def _changes(source: str) -> _Changes:
    """The names that have to be written in another way, by the lines that they stand in."""
    found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.NAME:
                name = unicodedata.normalize("NFKC", token.string)
                if name != token.string:
                    found[token.start[0]].append((token.start[1], token.end[1], name))
    except (tokenize.TokenError, SyntaxError):
        return {}
    return found
