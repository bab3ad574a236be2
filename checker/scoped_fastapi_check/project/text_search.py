"""Whether a project says a word: read from the files around a module, not from mypy's build.

A worker of mypy, or a run over a few files, knows what a module imports and not who imports it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.project.documents import read_bytes, stamp
from scoped_fastapi_check.project.surroundings import levels_of, surrounding_files

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module


class Texts:
    """What the files of a project say; to be kept as long as none of them changes."""

    def __init__(self) -> None:
        self._files: dict[tuple[Path, bytes], bool] = {}
        self._packages: dict[Path, list[Path]] = {}
        self._around: dict[tuple[Path, int], dict[str, Path]] = {}
        self._answers: dict[tuple[Path, int, str], bool] = {}

    def around(self, path: Path, name: str) -> dict[str, Path]:
        """The files around the module `name`, by their paths."""
        # All modules of a folder have the same files around them.
        key = (path.parent, levels_of(path, name))
        if key not in self._around:
            files = surrounding_files(path, name, self._packages)
            self._around[key] = {str(file): file for file in files}
        return self._around[key]

    def say(self, path: Path, name: str, word: str) -> bool:
        """Whether one of the files around the module `name` has the word in it."""
        key = (path.parent, levels_of(path, name), word)
        if key not in self._answers:
            data = word.encode(errors="replace")
            files = self.around(path, name).values()
            self._answers[key] = any(self._is_in(file, data) for file in files)
        return self._answers[key]

    def _is_in(self, file: Path, word: bytes) -> bool:
        if (file, word) not in self._files:
            self._files[file, word] = _mentions(file, word)
        return self._files[file, word]


class Mentions:
    """Answers, and keeps the paths of the files that were read for that."""

    def __init__(self, texts: Texts | None = None) -> None:
        self.read: set[str] = set()
        self.asked: dict[str, dict[str, bool]] = {}
        """What was asked about each module, by its path."""
        self._texts = Texts() if texts is None else texts

    def answer(self, module: Module, word: str) -> bool:
        """Whether one of the files around a module has a word in it; that it was asked is kept."""
        found = self.says(Path(module.path), module.name, word)
        self.asked.setdefault(module.path, {})[word] = found
        return found

    def says(self, path: Path, name: str, word: str) -> bool:
        """Whether one of the files around the module `name` has the word in it."""
        self.read.update(self._texts.around(path, name))
        return self._texts.say(path, name, word)


def _mentions(path: Path, word: bytes) -> bool:
    try:
        return _text_mentions(path, word, stamp(path))
    except OSError:
        return False


@cache
def _text_mentions(path: Path, word: bytes, _stamp: str) -> bool:
    return word in read_bytes(path)
