"""Patterns of files as in a `.gitignore`, from the folder of the file that has them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pathspec import GitIgnoreSpec

__all__ = ["Pattern", "Patterns", "read_spec", "relative_to"]


def read_spec(lines: Sequence[str]) -> GitIgnoreSpec:
    """The patterns in some lines; a line that is not one matches nothing, as git has it."""
    # Where nothing is ignored it need not be imported.
    from pathspec import GitIgnoreSpec

    # "a/**" is what is in a folder, and not the folder: else nothing in it could be taken back.
    lines = [f"{line.rstrip()}/*" if line.rstrip().endswith("/**") else line for line in lines]
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def relative_to(folder: Path, path: Path, *, is_folder: bool = False) -> str | None:
    """A path as patterns of `folder` see it, None if it is not below it."""
    try:
        name = path.relative_to(folder).as_posix()
    except ValueError:
        return None
    if name == ".":
        return None
    # What no UTF-8 can say still has to match "*".
    return os.fsencode(name).decode("utf-8", "replace") + ("/" if is_folder else "")


@dataclass(frozen=True)
class Patterns:
    """Patterns of one folder, of which the last that matches decides."""

    folder: Path
    lines: tuple[str, ...]

    def match(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a file or a folder, or a folder that it is in, is matched."""
        name = relative_to(self.folder, path, is_folder=is_folder) if self.lines else None
        return name is not None and self._spec.match_file(name)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return read_spec(self.lines)


@dataclass(frozen=True)
class Pattern:
    """One pattern of files; `!` before it makes it match all others."""

    folder: Path
    text: str
    _matched: dict[Path, bool] = field(
        default_factory=dict["Path", bool], compare=False, repr=False
    )

    def matches(self, path: Path) -> bool:
        """Whether a file is one of those that are meant."""
        if path not in self._matched:
            is_negated = self.text.startswith("!")
            found = Patterns(self.folder, (self.text.removeprefix("!"),)).match(path)
            self._matched[path] = found != is_negated
        return self._matched[path]
