"""Keeps mypy's cache honest about what the rules have read outside of a module.

mypy checks a module again when the interface of a module it depends on changes. The rules also read
what is no part of an interface: the metadata of an alias, the value of a constant, whether a word
stands anywhere around the module, and what the application map says of it, which comes from all files
of a project. So it is noted next to mypy's cache which files were read for a module, with their
contents' digests, which words were there, and what the map said; a module whose notes no longer hold
is checked again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mypy.nodes import MypyFile
from mypy.options import Options
from scoped_fastapi_check.application.validity import ViewDigests
from scoped_fastapi_check.project import documents

from scoped_fastapi_mypy.version import __version__

if TYPE_CHECKING:
    from scoped_fastapi_check.project.text_search import KeptWords, Mentions

    from scoped_fastapi_mypy.checked_module import CheckedModule

# What the application map and the words are kept in ends with `.json`, and modules may have their names.
_SUFFIX: Final = ".module.json"
_VIEW: Final = "<application>"
_WORDS: Final = "<words>"


@dataclass(slots=True)
class CacheValidation:
    """The notes of one cache folder, a file for each module that has any."""

    folder: Path | None
    _noted: set[str] | None = None
    _stamps: dict[str, str] = field(default_factory=dict[str, str])
    _digests: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    _views: ViewDigests | None = None
    _words: tuple[KeptWords, Mentions] | None = None

    @staticmethod
    def of(options: Options) -> CacheValidation:
        """The notes for the cache that the options choose."""
        if not options.incremental or options.cache_dir == os.devnull:
            return CacheValidation(None)
        version = ".".join(map(str, options.python_version or sys.version_info[:2]))
        return CacheValidation(Path(options.cache_dir, version, "scoped_fastapi"))

    def note(self, tree: MypyFile, paths: Iterable[str], checked: CheckedModule) -> None:
        """Remember what a module was checked with: these files, words, and what the map said."""
        if self.folder is None:
            return
        module = tree.fullname
        states: dict[str, list[object]] = {
            path: [self._stamp(path), self._digest(path)] for path in sorted(paths)
        }
        if checked.words:
            states[_WORDS] = [tree.path, checked.words]
        if checked.viewed is not None:
            states[_VIEW] = [checked.viewed, self._view(checked.viewed)]
        noted = self._modules(self.folder)
        if not states and module not in noted:
            return
        file = self.folder / f"{module}{_SUFFIX}"
        try:
            if states:
                self.folder.mkdir(parents=True, exist_ok=True)
                with open(file, "w", encoding="utf-8") as notes:
                    notes.write(json.dumps(states))
                noted.add(module)
            else:
                file.unlink(missing_ok=True)
        except OSError:
            self.folder = None  # A cache that cannot be written is no cache, for mypy neither.

    def holds(self, module: str) -> bool:
        """Whether all files that were read to check `module` are still the same."""
        if self.folder is None or module not in self._modules(self.folder):
            return True
        try:
            with open(self.folder / f"{module}{_SUFFIX}", "rb") as file:
                states = json.loads(file.read())
            said = states.pop(_WORDS, None)
            if said is not None and not self._say(said[0], module, said[1]):
                return False
            viewed = states.pop(_VIEW, None)
            if viewed is not None and self._view(viewed[0]) != viewed[1]:
                return False
            stamps = self._stamps
            return all(
                stamps.get(path) == state[0] or self._is(path, *state)
                for path, state in states.items()
            )
        except FileNotFoundError:
            return True
        except (OSError, ValueError, TypeError, AttributeError, LookupError):
            return False  # Not as we have written it.

    def _view(self, path: str) -> str:
        """A digest of what the application map says of a module."""
        if self._views is None:
            self._views = ViewDigests(self.folder, __version__)
        found = self._views.of(path)
        self._views.save()
        return found

    def _say(self, path: str, module: str, words: dict[str, bool]) -> bool:
        """Whether the files around a module say what they have said."""
        if self._words is None:
            # Not imported where no module has asked for a word.
            from scoped_fastapi_check.project.text_search import KeptWords, Mentions, Texts

            kept = KeptWords(self.folder)
            self._words = kept, Mentions(Texts(kept))
        kept, mentions = self._words
        is_so = mentions.hold(Path(path), module, words.items())
        kept.save()
        return is_so

    def _modules(self, folder: Path) -> set[str]:
        """The modules that have notes: of most there are none, and a folder is listed at once."""
        if self._noted is None:
            try:
                names = os.listdir(folder)
            except OSError:
                names = []
            ours = (name for name in names if name.endswith(_SUFFIX))
            self._noted = {name.removesuffix(_SUFFIX) for name in ours}
        return self._noted

    def _is(self, path: str, stamp: str, digest: str | None) -> bool:
        """Whether a file is as it was, by its time and size or else by what is in it."""
        return self._stamp(path) == stamp or self._digest(path) == digest

    def _stamp(self, path: str) -> str:
        if path not in self._stamps:
            self._stamps[path] = documents.stamp(Path(os.path.abspath(path)))
        return self._stamps[path]

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                source = documents.read_bytes(Path(os.path.abspath(path)))
                self._digests[path] = hashlib.sha256(source).hexdigest()
            except OSError:
                self._digests[path] = None
        return self._digests[path]
