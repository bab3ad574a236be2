"""Patterns of files as in a `.gitignore`, from the folder of the file that has them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pathspec import GitIgnoreSpec

__all__ = ["LONGEST", "Pattern", "Patterns", "read_spec", "relative_to"]

LONGEST: Final = 4_096
"""The letters of a pattern: no path is longer on Linux, and long lines take the library that reads them long."""

# The part of an expression that a star becomes, and how many of them may try whatever they like.
_ANYTHING: Final = "[^/]*"
_FEW: Final = 3
# What `**/` becomes at the beginning, and `/**` further on: any number of folders.
_BEGINNING: Final = "^(?:.+/)?"
_FOLDERS: Final = "(?:/.+)?"
# Letters and signs, each of which stands for one: `a`, `\.`, `[^/]`, `[a-z]`.
_PLAIN: Final = re.compile(r"(?:[^][(){}|*+?.^$/\\]|\\[^a-zA-Z0-9/]|\[[^][/]+\]|\[\^/\])*")


def read_spec(lines: Sequence[str]) -> GitIgnoreSpec:
    """The patterns in some lines; a line that is not one matches nothing, as git has it."""
    # Where nothing is ignored it need not be imported.
    from pathspec import GitIgnoreSpec

    lines = [line for line in lines if len(line) <= LONGEST]
    # "a/**" is what is in a folder, and not the folder: else nothing in it could be taken back.
    lines = [f"{line.rstrip()}/*" if line.rstrip().endswith("/**") else line for line in lines]
    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError:
        spec = GitIgnoreSpec.from_lines([line for line in lines if _is_pattern(line)])
    for pattern in spec.patterns:
        regex: re.Pattern[str] | None = getattr(pattern, "regex", None)
        if regex is not None and (quick := _without_tries(regex.pattern)) != regex.pattern:
            pattern.regex = re.compile(quick)
    return spec


def _without_tries(regex: str) -> str:
    """An expression for the same names that takes a time which grows with their lengths and its own."""
    if regex.count(_ANYTHING) > _FEW:
        regex = _first_in_name(regex)
    return _first_in_path(regex)


def _first_in_path(regex: str) -> str:
    """An expression that tries no folder twice for what stands between two `**`.

    What is between them may as well be where it comes first: the `**` behind it takes the rest.
    """
    first, *rest = regex.split(_FOLDERS)
    if not rest:
        return regex
    start = first.removeprefix(_BEGINNING)
    made = [first if start == first else f"^(?>(?:[^/]+/)*?{start}(?=/))"]
    made += [f"(?>(?:/[^/]+)*?{part}(?=/))" for part in rest[:-1]]
    return "".join([*made, _FOLDERS, rest[-1]])


def _first_in_name(regex: str) -> str:
    """An expression for the same names that tries no place twice for what stands between two stars.

    `*a*a*b` takes hours for a long name of nothing but "a" where each star is tried with every length. What is
    between two stars of one folder's name may as well be where it comes first: the star behind it takes the rest.
    """
    first, *rest = regex.split(_ANYTHING)
    made = [first]
    for number, part in enumerate(rest):
        is_between = number < len(rest) - 1 and _PLAIN.fullmatch(part) is not None
        made.append(f"(?>[^/]*?{part})" if is_between else f"{_ANYTHING}{part}")
    return "".join(made)


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
