"""`--since REV`: which lines have changed since a revision of git, in the working tree as it is.

git is asked for nothing but the commit in common and the contents of files in it, which runs none of
the programs that a repository can name (filters, text conversions, a file system monitor).
"""

from __future__ import annotations

import difflib
import os
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.programs import child_variables, find_program
from scoped_fastapi_check.project.files import project_top
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Places

__all__ = ["ChangedLines", "RevisionError"]

_OPTIONS: Final = ("--no-optional-locks", "-c", "core.fsmonitor=false")
# As git has it: so much in common, and a file was renamed.
_ALIKE: Final = 0.5
_MOST_PAIRS: Final = 2_500


class RevisionError(Exception):
    """Nothing can be compared with a revision; the message says why."""


class ChangedLines:
    """The lines that have changed since the last commit in common with a revision."""

    def __init__(self, revision: str, places: Places) -> None:
        self._revision = revision
        self._places = places
        self._repositories: dict[Path, _Repository] = {}
        self._changed: dict[Path, frozenset[int] | None] = {}

    def hold(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic stands on a line that has changed.

        Raises:
            RevisionError: git does not know the revision, or the file is in no repository.
        """
        path = diagnostic.path
        if path not in self._changed:
            self._changed[path] = self._of(path)
        changed = self._changed[path]
        place = self._places.of(diagnostic)
        return changed is None or not changed.isdisjoint(range(place.line, place.end_line + 1))

    def _of(self, path: Path) -> frozenset[int] | None:
        """The lines of a file that have changed; None: all."""
        folder = path.parent
        if folder not in self._repositories:
            top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
            known = (each for each in self._repositories.values() if each.top == top)
            self._repositories[folder] = next(known, None) or _Repository(top, self._revision)
        return self._repositories[folder].changed(path)


@dataclass
class _Repository:
    top: Path
    revision: str
    _base: str = field(init=False)

    def __post_init__(self) -> None:
        # A revision that begins with a dash is none, and no option of git's either.
        name = f"{self.revision}^{{commit}}"
        commit = _git(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        base = _git(self.top, "merge-base", "HEAD", commit.decode().strip())
        self._base = base.decode().strip()

    def changed(self, path: Path) -> frozenset[int] | None:
        """The lines of a file that have changed; None: all."""
        name = os.fsencode(_name(path, self.top))
        before = self._files.get(name) or self._renamed.get(name)
        if before is None:
            return None
        return _changed_lines(self._content(before), _read(path))

    def _content(self, blob: str) -> bytes:
        return _git(self.top, "cat-file", "blob", blob)

    @cached_property
    def _renamed(self) -> dict[bytes, str]:
        """What files that are new held under another name, those first that are most alike."""
        listed = _git(self.top, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        now = {name for name in listed.split(b"\0") if name.endswith(b".py")}
        new = [name for name in sorted(now - self._files.keys()) if self._exists(name)]
        gone = [name for name in self._files if name.endswith(b".py") and not self._exists(name)]
        if not new or not gone or len(new) * len(gone) > _MOST_PAIRS:
            return {}
        texts = {name: _lines(_read(self.top / os.fsdecode(name))) for name in new}
        before = {name: _lines(self._content(self._files[name])) for name in gone}
        pairs = [(_likeness(before[old], texts[name]), name, old) for name in new for old in gone]
        renamed: dict[bytes, str] = {}
        taken: set[bytes] = set()
        for likeness, name, old in sorted(pairs, reverse=True):
            if likeness >= _ALIKE and name not in renamed and old not in taken:
                renamed[name] = self._files[old]
                taken.add(old)
        return renamed

    def _exists(self, name: bytes) -> bool:
        return os.path.lexists(self.top / os.fsdecode(name))

    @cached_property
    def _files(self) -> dict[bytes, str]:
        """The files of the commit in common, and what they held."""
        listed = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", self._base)
        found: dict[bytes, str] = {}
        for entry in listed.split(b"\0"):
            facts, _, name = entry.partition(b"\t")
            if name:
                _, kind, blob = facts.decode().split()
                if kind == "blob":
                    found[name] = blob
        return found


def _name(path: Path, top: Path) -> str:
    return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(top))).as_posix()


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, LARGEST_SOURCE)
    except OSError:
        return b""


def _likeness(before: list[bytes], now: list[bytes]) -> float:
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _changed_lines(before: bytes, now: bytes) -> frozenset[int]:
    old, new = _lines(before), _lines(now)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return frozenset(
        number
        for kind, _, _, first, last in matcher.get_opcodes()
        if kind != "equal"
        for number in range(first + 1, last + 1)
    )


def _lines(data: bytes) -> list[bytes]:
    # A checkout may have changed the ends of lines.
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _git(folder: Path, *arguments: str) -> bytes:
    top = project_top(folder) or folder
    if (program := find_program("git", top)) is None:
        raise RevisionError("--since needs git, which is not installed")
    command: Sequence[str] = (program, *_OPTIONS, *arguments)
    variables = child_variables(top, {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"})
    try:
        done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=False)
    except OSError as error:
        raise RevisionError(f"--since needs git: {error.strerror}") from error
    if done.returncode == 0:
        return done.stdout
    reason = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
    if not reason:
        # git says nothing where it was asked to be quiet, or where nothing is in common.
        is_base = arguments[0] == "merge-base"
        reason = (
            "HEAD has no commit in common with the revision"
            if is_base
            else f"git knows no revision {arguments[-1].removesuffix('^{commit}')}"
        )
    raise RevisionError(f"--since: {reason}")
