"""Whether a project says a word: read from the files around a module, not from mypy's build.

A worker of mypy, or a run over a few files, knows what a module imports and not who imports it.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.model.given_attributes import gives, has_another, has_derived
from scoped_fastapi_check.project.documents import read_bytes, stamp
from scoped_fastapi_check.project.fingerprints import digest_of
from scoped_fastapi_check.project.kept_files import LostFileError, read_kept, write_kept
from scoped_fastapi_check.project.surroundings import Surrounding, levels_of, surroundings

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module

_FILE: Final = "words.json"
# What stands before a word that was looked for in other files only.
_ELSEWHERE: Final = "elsewhere: "
# What stands before, and between, words that were looked for in each file below the root.
_TOGETHER: Final = "together: "
_AND: Final = "\0"
# What stands before a class and an attribute that all files of the project were asked for.
_GIVEN: Final = "given: "
_DERIVED: Final = "derived: "

# Most words that are looked for begin so: what follows is read out of each file once, to answer all of them.
_DEPENDS: Final = b"Depends("
_LONGEST: Final = 120
_DEPENDED_ON: Final = re.compile(rb"(?=(Depends\([^\n]{0,%d}))" % _LONGEST)
# `import database as db`, `from database import get_session as session`: each is also looked for by the
# name that it has in its own module.
_AS: Final = b" as "
_RENAMED: Final = re.compile(rb"\b(\w+) as (\w+)")
_FIRST_NAME: Final = re.compile(rb"Depends\((\w+)")


@dataclass(eq=False, slots=True)
class KeptWords:
    """Which words folders have said, with the state they were in; in a file if there is a folder for it."""

    folder: Path | None = None
    _known: dict[str, tuple[str, dict[str, bool]]] = field(
        default_factory=dict[str, "tuple[str, dict[str, bool]]"]
    )
    _is_changed: bool = False

    def __post_init__(self) -> None:
        if self.folder is not None:
            with contextlib.suppress(LostFileError, ValueError, TypeError, AttributeError):
                self._known = _checked(read_kept(self.folder / _FILE))

    def of(self, around: Surrounding, state: str) -> dict[str, bool]:
        """What was found out in the files of a folder, while they were as they are now."""
        key = f"{around.is_package:d}{around.folder}"
        if key not in self._known or self._known[key][0] != state:
            self._known[key] = state, {}
        return self._known[key][1]

    def changed(self) -> None:
        """Take note that something was found out."""
        self._is_changed = True

    def save(self) -> None:
        """Write the file; where that is not possible there will be nothing to read."""
        if self.folder is not None and self._is_changed:
            self._is_changed = False
            write_kept(self.folder / _FILE, self._known)


class Texts:
    """What the files of a project say; to be kept as long as none of them changes."""

    def __init__(self, kept: KeptWords | None = None) -> None:
        self._kept = KeptWords() if kept is None else kept
        self._around: dict[tuple[Path, int], list[Surrounding]] = {}
        self._stamps: dict[Surrounding, dict[Path, str]] = {}
        self._words: dict[Surrounding, dict[str, bool]] = {}
        self._depended_on: dict[Surrounding, bytes] = {}

    def say(self, path: Path, name: str, word: str) -> bool:
        """Whether one of the files around the module `name` has the word in it."""
        return any(self._says(around, word) for around in self._surroundings(path, name))

    def say_elsewhere(self, path: Path, name: str, word: str) -> bool:
        """The same, of the files beside that of the module: asked so seldom that nothing is kept."""
        own, data = Path(os.path.abspath(path)), word.encode(errors="replace")
        return any(
            _mentions(file, now, data)
            for around in self._surroundings(path, name)
            if self._says(around, word)
            for file, now in self._stamps[around].items()
            if file != own
        )

    def say_below_root(self, path: Path, name: str, word: str) -> bool:
        """The same, of all files below the root of the module `name`."""
        folder, levels = Path(os.path.abspath(path.parent)), levels_of(path, name)
        root = Surrounding([folder, *folder.parents][: levels + 1][-1], is_package=True)
        return self._says(root, word)

    def _surroundings(self, path: Path, name: str) -> list[Surrounding]:
        # All modules of a folder have the same files around them.
        key = Path(os.path.abspath(path.parent)), levels_of(path, name)
        if key not in self._around:
            self._around[key] = list(surroundings(*key))
        return self._around[key]

    def _says(self, around: Surrounding, word: str) -> bool:
        if around not in self._words:
            stamps = self._stamps[around] = {file: stamp(file) for file in around.files()}
            state = digest_of(f"{file} {now}" for file, now in stamps.items())
            self._words[around] = self._kept.of(around, state)
        words = self._words[around]
        if word not in words:
            words[word] = self._may_say(around, word) and any(
                _says(*file, word) for file in self._stamps[around].items()
            )
            self._kept.changed()
        return words[word]

    def _may_say(self, around: Surrounding, word: str) -> bool:
        """Whether a word, or the first of several, is worth looking for in each file."""
        first = word.removeprefix(_TOGETHER).partition(_AND)[0].encode(errors="replace")
        if not first.startswith(_DEPENDS) or len(first) > _LONGEST:
            return True
        if around not in self._depended_on:
            files = self._stamps[around].items()
            self._depended_on[around] = b"\n".join(_depended_on(*file) for file in files)
        return first in self._depended_on[around]


class Mentions:
    """Answers for one run, and keeps what was asked."""

    def __init__(self, texts: Texts | None = None) -> None:
        self.asked: dict[str, dict[str, bool]] = {}
        """What was asked about each module, by its path."""
        self._texts = Texts() if texts is None else texts

    def answer(self, module: Module, word: str, *, elsewhere: bool = False) -> bool:
        """Whether one of the files around a module has a word in it; that it was asked is kept.

        With `elsewhere`, the module's own file is not looked at.
        """
        asked = f"{_ELSEWHERE}{word}" if elsewhere else word
        known = self.asked.setdefault(module.path, {})
        if asked not in known:
            known[asked] = self._is_said(Path(module.path), module.name, asked)
        return known[asked]

    def in_one_file(self, module: Module, words: Iterable[str]) -> bool:
        """Whether a file below the folder that a module is imported from has all of the words in it; kept likewise."""
        return self.answer(module, f"{_TOGETHER}{_AND.join(words)}")

    def gives(self, module: Module, cls: str, attribute: str, home: str, *, is_exact: bool) -> bool:
        """Whether a file of the project may give objects of a class an attribute; kept likewise.

        `home` is the file of the class. With `is_exact` they are of no class that derives from it.
        """
        word = f"{cls}.{attribute} {home}"
        ways = [_GIVEN] if is_exact else [_GIVEN, _DERIVED]
        return any(self.answer(module, f"{way}{word}") for way in ways)

    def hold(self, path: Path, name: str, words: Iterable[tuple[str, bool]]) -> bool:
        """Whether the files around the module `name` still say these words, or still do not."""
        return all(self._is_said(path, name, word) == found for word, found in words)

    def _is_said(self, path: Path, name: str, asked: str) -> bool:
        if asked.startswith((_GIVEN, _DERIVED, _TOGETHER)):
            return self._texts.say_below_root(path, name, asked)
        word = asked.removeprefix(_ELSEWHERE)
        say = self._texts.say if word == asked else self._texts.say_elsewhere
        return say(path, name, word)


def _says(path: Path, now: str, word: str) -> bool:
    """Whether a file has a word in it, or all of several, or gives the class an attribute that the word speaks of."""
    if word.startswith(_TOGETHER):
        words = word.removeprefix(_TOGETHER).split(_AND)
        return all(_mentions(path, now, one.encode(errors="replace")) for one in words)
    for way, decides in ((_GIVEN, gives), (_DERIVED, has_derived)):
        if word.startswith(way):
            member, _, home = word.removeprefix(way).partition(" ")
            cls, _, attribute = member.partition(".")
            if not _mentions(path, now, attribute.encode(errors="replace")):
                return False
            text = read_bytes(path).decode(errors="replace")
            return not has_another(text, str(path), cls, home) and decides(text, cls, attribute)
    return _mentions(path, now, word.encode(errors="replace"))


@cache
def _mentions(path: Path, _stamp: str, word: bytes) -> bool:
    try:
        data = read_bytes(path)
    except OSError:
        return False
    is_renamed = word.startswith(_DEPENDS) and _AS in data
    return word in data or (is_renamed and word in _depended_on(path, _stamp))


@cache
def _depended_on(path: Path, _stamp: str) -> bytes:
    """What stands behind each `Depends(` of a file, a line each."""
    try:
        data = read_bytes(path)
    except OSError:
        return b""
    found: list[bytes] = _DEPENDED_ON.findall(data)
    if found and _AS in data:
        names = {renamed: name for name, renamed in _RENAMED.findall(data)}
        found += [_with_own_name(text, names) for text in found]
    return b"\n".join(found)


def _with_own_name(text: bytes, names: dict[bytes, bytes]) -> bytes:
    """`Depends(database.get_session)` for `Depends(db.get_session)`."""
    first = _FIRST_NAME.match(text)
    name = None if first is None else names.get(first[1])
    return b"" if first is None or name is None else _DEPENDS + name + text[first.end() :]


def _checked(document: Any) -> dict[str, tuple[str, dict[str, bool]]]:
    """What was read, if it is as it was written; raises what tells that it is not."""
    return {
        str(key): (str(state), {str(word): bool(found) for word, found in words.items()})
        for key, (state, words) in document.items()
    }
