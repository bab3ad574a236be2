"""Which fixes can be applied together, and what becomes of the files."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.source_text import Replacement, SourceText
from scoped_fastapi_check.fixes.imports import TakenNameError, import_edits
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.file_kinds import is_source
from scoped_fastapi_check.project.source_file import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix

__all__ = ["FixedFile", "Plan", "complete", "plan"]


@dataclass
class FixedFile:
    """A file, and what its text becomes; `data` is what was read of it."""

    path: Path
    data: bytes
    source: SourceText
    tree: ast.Module
    imports: dict[str, None] = field(default_factory=dict[str, None])
    replacements: list[Replacement] = field(default_factory=list[Replacement])

    @property
    def all_replacements(self) -> list[Replacement]:
        """The replacements of all fixes, and those that add the imports that they need."""
        edits = import_edits(self.tree, self.imports)
        return sorted([*self.replacements, *map(self.source.replacement, edits)])

    @property
    def new_text(self) -> str:
        """Its text after all fixes."""
        return self.source.replaced(self.all_replacements)

    def takes(self, replacements: Iterable[Replacement]) -> bool:
        """Whether these replacements touch none of those that are there."""
        return not any(_collide(one, other) for one in replacements for other in self.replacements)


@dataclass
class Plan:
    """The files that change, and the diagnostics that are gone after it."""

    files: dict[Path, FixedFile] = field(default_factory=dict["Path", FixedFile])
    fixed: list[Diagnostic] = field(default_factory=list["Diagnostic"])


def plan(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> Plan:
    """Take the fix of each diagnostic that has one and that does not touch another one.

    A fix that cannot be applied as a whole, in all of its files, is not applied at all.
    """
    made = Plan()
    seen: set[Fix] = set()
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not (fix.is_safe or unsafe):
            continue
        if fix in seen or _add(fix, made):
            seen.add(fix)
            made.fixed.append(diagnostic)
    made.files = {path: file for path, file in made.files.items() if file.replacements}
    return made


def complete(fix: Fix) -> dict[Path, tuple[SourceText, list[Replacement]]] | None:
    """All replacements of one fix with the imports that it needs; None where it cannot be applied."""
    made = Plan()
    if not _add(fix, made):
        return None
    return {path: (file.source, file.all_replacements) for path, file in made.files.items()}


def _add(fix: Fix, made: Plan) -> bool:
    wanted: dict[Path, list[Replacement]] = {}
    for edit in fix.edits:
        file = made.files.get(edit.path) or _read(edit.path)
        if file is None:
            return False
        made.files[edit.path] = file
        try:
            wanted.setdefault(edit.path, []).append(file.source.replacement(edit))
        except IndexError:
            return False
    files = [made.files[path] for path in wanted]
    if not all(file.takes(wanted[file.path]) for file in files):
        return False
    for file in files:
        before = list(file.replacements), dict(file.imports)
        file.replacements += wanted[file.path]
        file.imports |= dict.fromkeys(fix.imports)
        if not _is_valid(file):
            file.replacements, file.imports = before
            return False
    return True


def _is_valid(file: FixedFile) -> bool:
    """Whether what would become of a file is still Python, if it was any."""
    try:
        _parse(file.new_text, file.path)
    except (TakenNameError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _read(path: Path) -> FixedFile | None:
    try:
        data = read_bytes(path)
        text = decoded(data)
        return FixedFile(path, data, SourceText(text), _parse(text, path))
    except (OSError, SyntaxError, ValueError, LookupError, RecursionError, MemoryError):
        return None


def _parse(text: str, path: Path) -> ast.Module:
    if not is_source(path):
        return ast.Module([], [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def _collide(one: Replacement, other: Replacement) -> bool:
    if one == other:
        return True
    return (one.start < other.end and other.start < one.end) or one.start == other.start
