"""The comment that silences a diagnostic, written at the end of its line or into the one that is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.ignore_comments import ignore_comments
from scoped_fastapi_check.diagnostics.source_text import Replacement, SourceText
from scoped_fastapi_check.project.file_kinds import is_source
from scoped_fastapi_check.project.source_file import is_python
from scoped_fastapi_check.templates import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoped_fastapi_check.diagnostics.codes import Code
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.ignore_comments import IgnoreComments

__all__ = ["ignoring"]

_COMMENT: Final = re.compile(r"#\s*scoped-fastapi:\s*ignore\[(?P<codes>[^\]]*)\]")


@dataclass(frozen=True)
class _Language:
    """How comments are written, and whether a text is one of it at all."""

    form: str
    comments: Callable[[str], IgnoreComments]
    is_valid: Callable[[str], bool]

    def silences(self, text: str, line: int, code: Code) -> bool:
        """Whether a comment of a text silences a code on a line."""
        return self.is_valid(text) and self.comments(text).hiding(line, code) is not None


_PYTHON: Final = _Language("  # scoped-fastapi: ignore[{}]", ignore_comments, is_python)
_TEMPLATE: Final = _Language(
    " {{# scoped-fastapi: ignore[{}] #}}",
    reading.ignore_comments,
    lambda text: reading.url_calls(text) is not None,
)


def ignoring(diagnostic: Diagnostic, source: SourceText) -> Replacement | None:
    """What to write; None where no comment can stand: within a string, before a line that goes on."""
    code, lines = diagnostic.code, source.lines()
    if code is None or diagnostic.line > len(lines):
        return None
    language = _PYTHON if is_source(diagnostic.path) else _TEMPLATE
    line = lines[diagnostic.line - 1].rstrip()
    known = _COMMENT.search(line)
    if known is not None:
        column = known.end("codes")
        added = f", {code.name}" if known["codes"].strip() else code.name
    else:
        column, added = len(line), language.form.format(code.name)
    at = source.starts[diagnostic.line - 1] + column
    made = Replacement(at, at, added)
    is_right = language.silences(source.replaced([made]), diagnostic.line, code)
    return made if is_right else None
