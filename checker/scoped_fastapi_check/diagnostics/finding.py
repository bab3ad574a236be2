"""What a rule reports."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.codes import Code

# Everything of the syntax tree that has a place in the source.
Node = ast.expr | ast.stmt | ast.arg | ast.keyword


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake, at the place a user would edit.

    `message` says what is wrong, naming both sides; `note` says what FastAPI does about it and how
    to mend it. Lines count from 1, columns from 0, as in `ast`.
    """

    code: Code
    line: int
    column: int
    message: str
    note: str

    @staticmethod
    def at(node: Node, code: Code, message: str, note: str) -> Finding:
        """A finding at the beginning of `node`."""
        return Finding(code, node.lineno, node.col_offset, message, note)
