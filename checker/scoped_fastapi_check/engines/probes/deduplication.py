"""Puts the same lines to a checker once for each module, and not at each place that asks for them.

Most handlers ask for the same dependencies. What is written at the top of a module means the same
behind each of its statements, as long as every name in it is bound once.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.bindings import bindings_of

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.probes import Probe
    from scoped_fastapi_check.model.module import Scope

__all__ = ["Sharing"]

_WORD: Final = re.compile(r"\w+")
_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# A place, as far as it matters for the same lines: the module, and the part of it.
_Key = tuple["Scope", int, tuple[str, ...]]


class Sharing:
    """The probes that stand for others."""

    def __init__(self) -> None:
        self._first: dict[_Key, Probe] = {}
        self._depends: set[_Key] = set()

    def of(self, probe: Probe) -> Probe:
        """The probe that is put in the place of another one; mostly it is the first of them."""
        place = probe.place
        scope = place.scope
        if place.is_before or not isinstance(scope.node, ast.Module):
            return probe
        part = _part(scope.node, place.line)
        if part is None:
            return probe
        key = scope, part, probe.lines
        if key in self._depends:
            return probe
        if key not in self._first:
            if not _are_bound_once(probe, scope):
                self._depends.add(key)
                return probe
            self._first[key] = probe
        return self._first[key]


def _are_bound_once(probe: Probe, scope: Scope) -> bool:
    """Whether no name in a probe is bound more than once in the module."""
    names = bindings_of(scope).names
    return all(
        len(names.get(word, ())) <= 1 and len(scope.values.get(word, ())) <= 1
        for line in probe.lines
        for word in _WORD.findall(line)
    )


def _part(tree: ast.Module, line: int) -> int | None:
    """The number of the part that a line belongs to; None inside of a block."""
    starts, parts = _parts(tree)
    index = bisect_right(starts, line) - 1
    return None if index < 0 else parts[index]


@lru_cache(maxsize=1024)
def _parts(tree: ast.Module) -> tuple[list[int], list[int | None]]:
    """Where the statements of a module start, and the part of it that each belongs to.

    A part ends with whatever may narrow a type, or end the program.
    """
    starts: list[int] = []
    parts: list[int | None] = []
    part = 0
    for statement in tree.body:
        decorators = getattr(statement, "decorator_list", ())
        starts.append(min([statement.lineno, *(node.lineno for node in decorators)]))
        is_plain = _is_plain(statement)
        parts.append(part if is_plain else None)
        part += not is_plain
    return starts, parts


def _is_plain(statement: ast.stmt) -> bool:
    match statement:
        case ast.Assign(targets=targets):
            return all(isinstance(target, ast.Name) for target in targets)
        case ast.AnnAssign(target=target):
            return isinstance(target, ast.Name)
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case _:
            return isinstance(statement, _DEFINITIONS)
