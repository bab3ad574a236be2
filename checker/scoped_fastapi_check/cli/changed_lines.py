"""`--since REV`: which lines have changed since a revision of git, in the working tree as it is."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from scoped_fastapi_check.cli.git import GitError, ask_git, read_blobs
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Places

__all__ = ["ChangedLines", "RevisionError", "check_revision"]

# As git has it: so much in common, and a file was renamed.
_ALIKE: Final = 0.5
_MOST_PAIRS: Final = 2_500
# So many lines are compared with each other, and no more: many that are all the same, or all in other places,
# would take for ever.
_MOST_COMPARISONS: Final = 4_000_000


class RevisionError(Exception):
    """Nothing can be compared with a revision; the message says why."""


def check_revision(revision: str, paths: Iterable[str]) -> None:
    """Find out at once whether git knows a revision, where one of the paths is in a repository.

    Raises:
        RevisionError: git does not know it.
    """
    for path in paths:
        folder = Path(os.path.abspath(path))
        folder = folder if os.path.isdir(folder) else folder.parent
        try:
            top = ask_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")
        except GitError:
            continue  # What is below it may be a repository: each file is asked about later.
        try:
            _Repository(Path(os.fsdecode(top)), revision, frozenset())
        except GitError as error:
            raise RevisionError(f"--since: {error}") from error


class ChangedLines:
    """The lines of some files that have changed since the last commit in common with a revision."""

    def __init__(self, revision: str, places: Places, paths: Iterable[Path]) -> None:
        self._revision = revision
        self._places = places
        self._paths = frozenset(paths)
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
        try:
            return self._repository(path.parent).changed(path)
        except GitError as error:
            raise RevisionError(f"--since: {error}") from error

    def _repository(self, folder: Path) -> _Repository:
        if (known := self._repositories.get(folder)) is not None:
            return known
        if not os.path.lexists(folder / ".git") and folder.parent in self._repositories:
            found = self._repositories[folder.parent]
        else:
            top = Path(os.fsdecode(ask_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
            tops = {each.top: each for each in self._repositories.values()}
            found = tops.get(top) or _Repository(top, self._revision, self._paths)
        self._repositories[folder] = found
        return found


@dataclass
class _Repository:
    top: Path
    revision: str
    paths: frozenset[Path]
    """Those that will be asked about, some of them in other repositories."""
    _base: str = field(init=False)
    _contents: dict[str, bytes] = field(init=False, default_factory=dict[str, bytes])

    def __post_init__(self) -> None:
        self._base = self._merge_base(self._commit())
        names = (os.fsencode(_name(path, self.top)) for path in self.paths)
        self._read(self._files[name] for name in names if name in self._files)

    def _commit(self) -> str:
        # A revision that begins with a dash is none, and no option of git's either.
        name = f"{self.revision}^{{commit}}"
        try:
            found = ask_git(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except GitError as error:
            # git says nothing where it was asked to be quiet.
            raise GitError(str(error) or f"git knows no revision {self.revision}") from error
        return found.decode().strip()

    def _merge_base(self, commit: str) -> str:
        try:
            return ask_git(self.top, "merge-base", "HEAD", commit).decode().strip()
        except GitError as error:
            reason = str(error) or "HEAD has no commit in common with the revision"
            raise GitError(reason) from error

    def changed(self, path: Path) -> frozenset[int] | None:
        """The lines of a file that have changed; None: all."""
        name = os.fsencode(_name(path, self.top))
        before = self._files.get(name) or self._renamed.get(name)
        if before is None:
            return None
        return _changed_lines(self._contents[before], _read(path))

    def _read(self, blobs: Iterable[str]) -> None:
        """Have git tell the contents of many files at once: to start it takes longer than that."""
        new = {blob for blob in blobs if blob not in self._contents}
        self._contents |= read_blobs(self.top, new)

    @cached_property
    def _renamed(self) -> dict[bytes, str]:
        """What files that are new held under another name, those first that are most alike."""
        listed = ask_git(self.top, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        now = {name for name in listed.split(b"\0") if name.endswith(b".py")}
        new = [name for name in sorted(now - self._files.keys()) if self._exists(name)]
        gone = [name for name in self._files if name.endswith(b".py") and not self._exists(name)]
        if not new or not gone or len(new) * len(gone) > _MOST_PAIRS:
            return {}
        self._read(self._files[name] for name in gone)
        texts = {name: Counter(_lines(_read(self.top / os.fsdecode(name)))) for name in new}
        before = {name: Counter(_lines(self._contents[self._files[name]])) for name in gone}
        if sum(map(len, texts.values())) * len(gone) > _MOST_COMPARISONS:
            return {}
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
        listed = ask_git(self.top, "ls-tree", "-r", "-z", "--full-tree", self._base)
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


def _likeness(before: Counter[bytes], now: Counter[bytes]) -> float:
    """How much of two texts they have in common, wherever it stands: 1 is all."""
    return 2 * (before & now).total() / (before.total() + now.total())


def _changed_lines(before: bytes, now: bytes) -> frozenset[int]:
    old, new = _lines(before), _lines(now)
    first = _common(old, new)
    # What is left is what an edit has touched, with all that is between two of them.
    last = _common(old[first:][::-1], new[first:][::-1])
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    return frozenset(
        first + number
        for kind, _, _, begin, end in _Comparison(old, new).get_opcodes()
        if kind != "equal"
        for number in range(begin + 1, end + 1)
    )


class _Comparison(difflib.SequenceMatcher[bytes]):
    """What two texts have in common, as far as so many comparisons show it: the rest counts as changed."""

    def __init__(self, old: list[bytes], new: list[bytes]) -> None:
        super().__init__(None, old, new, autojunk=False)
        counts = Counter(new)
        self._costs = [0, *accumulate(1 + counts[line] for line in old)]
        self._left = _MOST_COMPARISONS

    @override
    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> difflib.Match:
        end = len(self._costs) - 1 if ahi is None else ahi
        self._left -= self._costs[end] - self._costs[alo]
        if self._left < 0:
            return difflib.Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _common(one: list[bytes], other: list[bytes]) -> int:
    """How many of their first lines two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _lines(data: bytes) -> list[bytes]:
    # A checkout may have changed the ends of lines.
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
