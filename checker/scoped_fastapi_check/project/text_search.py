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


class Mentions:
    """Answers for one module, and keeps the paths of the files that were read for that."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.asked: dict[str, dict[str, bool]] = {}
        """What was asked about each module, by its path."""
        self._files: dict[tuple[Path, bytes], bool] = {}
        self._packages: dict[Path, list[Path]] = {}
        self._answers: dict[tuple[Path, int, str], bool] = {}

    def answer(self, module: Module, word: str) -> bool:
        """Whether one of the files around a module has a word in it; that it was asked is kept."""
        found = self.says(Path(module.path), module.name, word)
        self.asked.setdefault(module.path, {})[word] = found
        return found

    def says(self, path: Path, name: str, word: str) -> bool:
        """Whether one of the files around the module `name` has the word in it."""
        # All modules of a folder have the same files around them.
        key = (path.parent, levels_of(path, name), word)
        if key not in self._answers:
            self._answers[key] = self._answer(path, name, word.encode(errors="replace"))
        return self._answers[key]

    def _answer(self, path: Path, name: str, word: bytes) -> bool:
        found = False
        for file in surrounding_files(path, name, self._packages):
            self.read.add(str(file))
            found = found or self._is_in(file, word)
        return found

    def _is_in(self, file: Path, word: bytes) -> bool:
        if (file, word) not in self._files:
            self._files[file, word] = _mentions(file, word)
        return self._files[file, word]


def _mentions(path: Path, word: bytes) -> bool:
    try:
        return _text_mentions(path, word, stamp(path))
    except OSError:
        return False


@cache
def _text_mentions(path: Path, word: bytes, _stamp: str) -> bool:
    return word in read_bytes(path)
