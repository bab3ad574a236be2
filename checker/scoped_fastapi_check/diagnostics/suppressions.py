"""The comments by which users silence findings: `# type: ignore[...]`, as mypy reads them."""

from __future__ import annotations

import io
import re
import tokenize
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import PARENT
from scoped_fastapi_check.diagnostics.selection import all_meant

if TYPE_CHECKING:
    from collections.abc import Set

    from scoped_fastapi_check.diagnostics.codes import Code

__all__ = ["Silenced"]

_IGNORE: Final = re.compile(r"#\s*type:\s*ignore(?:\[(?P<codes>[^\]]*)\])?\s*(?:#.*)?$")
_COMMENT: Final = re.compile(r"#\s*(?:type:\s*ignore|mypy:)")
"""What a file has in it that has such a comment, or a text that looks like one."""
_SETTING: Final = re.compile(r"#\s*mypy:\s*(?P<settings>.+)$")
_CODES: Final = re.compile(
    r"(?P<kind>dis|en)able[-_]error[-_]code\s*=\s*(?:\"(?P<codes>[^\"]*)\"|(?P<code>[\w-]+))"
)


class Silenced:
    """Which findings the comments of a file silence, and which codes they switch on and off."""

    def __init__(self, text: str) -> None:
        self.enabled: set[str] = set()
        self.disabled: set[str] = set()
        self._lines: dict[int, frozenset[str] | None] = {}
        self.silent_by: tuple[int, str] | None = None
        """The line and the text of the comment that silences the whole file."""
        if _COMMENT.search(text) is not None:
            self._read(text)

    def hides(self, line: int, code: Code) -> bool:
        """Whether a finding on a line is silenced."""
        names = {code.name, PARENT.name}
        if self.silent_by is not None:
            return True
        if line not in self._lines:
            return False
        codes = self._lines[line]
        return codes is None or not names.isdisjoint(codes)

    def _read(self, text: str) -> None:
        is_first = True
        for token in tokenize.generate_tokens(io.StringIO(text, newline=None).readline):
            if token.type == tokenize.COMMENT:
                self._note(token.string, token.start[0], is_first=is_first)
            elif token.type not in {tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING}:
                is_first = False

    def _note(self, comment: str, line: int, *, is_first: bool) -> None:
        if (found := _IGNORE.search(comment)) is not None:
            codes = found["codes"]
            self._lines[line] = None if codes is None else _listed(codes)
            # Above all code, a comment without codes is about the whole file.
            if is_first and codes is None:
                self._silence(line, comment)
        elif (setting := _SETTING.search(comment)) is not None:
            settings = setting["settings"]
            if re.search(r"\bignore[-_]errors(?!\s*=\s*False)", settings):
                self._silence(line, comment)
            for found in _CODES.finditer(settings):
                codes = _listed(found["codes"] or found["code"] or "")
                (self.enabled if found["kind"] == "en" else self.disabled).update(codes)

    def _silence(self, line: int, comment: str) -> None:
        self.silent_by = self.silent_by or (line, comment)

    def on(self, codes: Set[str]) -> frozenset[str]:
        """The codes that are on in the file, of which `codes` would be without its comments."""
        off = all_meant(self.disabled)
        return frozenset((codes | self.enabled) - off)


def _listed(codes: str) -> frozenset[str]:
    return frozenset(code.strip() for code in codes.split(",") if code.strip())
