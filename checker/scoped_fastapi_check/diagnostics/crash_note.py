"""Rules that broke down, which is a bug of ours and must not hide what others find."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from traceback import walk_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.codes import Code
    from scoped_fastapi_check.model.module import Module


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that broke down, and the line of the module that it was working at."""

    code: Code
    error: Exception
    line: int

    @staticmethod
    def of(code: Code, error: Exception, module: Module) -> Failure:
        """The failure of the rule with this code, which raised `error` while it checked `module`."""
        return Failure(code, error, _line_of_work(error, module))

    def __str__(self) -> str:
        return (
            f"The rule {self.code.name} failed here ({type(self.error).__name__}: "
            f"{self.error}); please report it, all other rules were run"
        )


def _line_of_work(error: Exception, module: Module) -> int:
    """The line of the syntax that the innermost function with any of it had in its hands."""
    lines: dict[int, int | None] = {
        id(node): getattr(node, "lineno", None) for node in ast.walk(module.tree)
    }
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        for value in frame.f_locals.values():
            for node in _syntax_of(value):
                line = lines.get(id(node))
                if line is not None:
                    return line
    return 1


def _syntax_of(value: object) -> Iterator[object]:
    """What may be syntax in a local variable: itself, or what it has in it of the model."""
    yield value
    for name in ("node", "statement", "expression", "function", "call", "dependency"):
        part = getattr(value, name, None)
        yield part
        yield getattr(part, "node", None)
