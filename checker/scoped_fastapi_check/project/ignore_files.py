"""What `.gitignore`, `.ignore` and git's own exclude file say, without asking git.

As ripgrep and ruff read them: a file in a deeper folder wins, `.ignore` wins over `.gitignore`, and both
over `.git/info/exclude`. Another repository below is ruled by its own files alone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.patterns import read_spec, relative_to
from scoped_fastapi_check.project.regular_files import LARGEST_SETTINGS, read_regular

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

__all__ = ["IgnoreFiles"]

# Those that are asked first come first.
_NAMES: Final = (".ignore", ".gitignore")
_EXCLUDE: Final = Path("info", "exclude")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of one file, which start from a folder."""

    file: Path
    folder: Path
    spec: GitIgnoreSpec


@dataclass
class IgnoreFiles:
    """The ignore files around and below a folder; those from above `start` count as long as they let it be.

    To name a folder is to ask for it: where it is ignored itself, only the files in it are read.
    """

    start: Path
    _rules: dict[Path, tuple[_Rules, ...]] = field(
        default_factory=dict[Path, "tuple[_Rules, ...]"], init=False
    )

    def __post_init__(self) -> None:
        above = _rules_above(self.start)
        if _decision(above, self.start, is_folder=True) is not None:
            above = ()
        self._rules[self.start] = _with_own(above, self.start)

    def ignoring(self, parent: Path, name: str, *, is_folder: bool) -> Path | None:
        """The file that has `name` in the folder `parent` ignored."""
        return _decision(self._of(parent), parent / name, is_folder=is_folder)

    def _of(self, folder: Path) -> tuple[_Rules, ...]:
        if folder not in self._rules:
            self._rules[folder] = _with_own(self._of(folder.parent), folder)
        return self._rules[folder]


def _decision(rules: tuple[_Rules, ...], path: Path, *, is_folder: bool) -> Path | None:
    """The file that has a path ignored; the first that says anything about it decides."""
    for each in rules:
        name = relative_to(each.folder, path, is_folder=is_folder)
        if name is not None and (ignored := each.spec.check_file(name).include) is not None:
            return each.file if ignored else None
    return None


def _rules_above(start: Path) -> tuple[_Rules, ...]:
    """The rules of the folders above one, as far as the repository that it is in goes."""
    folders: list[Path] = []
    if not _is_repository(start):
        for folder in start.parents:
            folders.append(folder)
            if _is_repository(folder):
                break
        else:
            return ()  # What lies further above is not of this project.
    rules: tuple[_Rules, ...] = ()
    for folder in reversed(folders):
        rules = _with_own(rules, folder)
    return rules


def _with_own(above: tuple[_Rules, ...], folder: Path) -> tuple[_Rules, ...]:
    """The rules that hold in a folder, given those that hold in the one above."""
    own = [rules for name in _NAMES if (rules := _read(folder / name, folder)) is not None]
    if not _is_repository(folder):
        return (*own, *above)
    exclude = _read(_git_folder(folder) / _EXCLUDE, folder)
    return (*own, exclude) if exclude is not None else tuple(own)


def _is_repository(folder: Path) -> bool:
    return os.path.exists(folder / ".git")


def _git_folder(folder: Path) -> Path:
    """Where a repository keeps what belongs to it: a worktree or a submodule has it elsewhere."""
    git = folder / ".git"
    lines = _lines(git)
    if lines and lines[0].startswith("gitdir:"):
        git = folder / lines[0].removeprefix("gitdir:").strip()
        common = _lines(git / "commondir")
        if common:
            git /= common[0].strip()
    return git


def _read(file: Path, folder: Path) -> _Rules | None:
    lines = _lines(file)
    # Many a repository has an exclude file with comments only.
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return None
    return _Rules(file, folder, read_spec(lines))


def _lines(file: Path) -> list[str]:
    try:
        return read_regular(file, LARGEST_SETTINGS).decode("utf-8-sig", "replace").splitlines()
    except (OSError, ValueError):
        return []
