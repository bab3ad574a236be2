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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Places

__all__ = ["ChangedLines", "RevisionError"]

_GIT: Final = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false")
# As git has it: so much in common, and a file was renamed.
_ALIKE: Final = 0.5


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
        now = path.read_bytes() if path.exists() else b""
        name = os.path.relpath(os.path.realpath(path), os.path.realpath(self.top))
        before = self._content(Path(name).as_posix())
        if before is None:
            before = self._renamed(now)
        return None if before is None else _changed_lines(before, now)

    def _content(self, name: str) -> bytes | None:
        """A file as it was; None where there was none."""
        known = self._files.get(os.fsencode(name))
        return None if known is None else _git(self.top, "cat-file", "blob", known)

    def _renamed(self, now: bytes) -> bytes | None:
        """The contents of the file that is gone, and that is most like one that is new."""
        best, found = _ALIKE, None
        lines = _lines(now)
        for name, blob in self._files.items():
            if not name.endswith(b".py") or os.path.lexists(self.top / os.fsdecode(name)):
                continue
            before = _git(self.top, "cat-file", "blob", blob)
            matcher = difflib.SequenceMatcher(None, _lines(before), lines, autojunk=False)
            if matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
                best, found = ratio, before
        return found

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
    command: Sequence[str] = (*_GIT, *arguments)
    variables = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
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
