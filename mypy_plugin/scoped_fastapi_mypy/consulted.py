"""Keeps mypy's cache honest about what the rules have read outside of a module.

mypy checks a module again when the interface of a module it depends on changes. The rules also read
what is no part of an interface: the metadata of an alias, the value of a constant. So it is noted
next to mypy's cache which files were read for a module, with their contents' digests, and a module
whose notes no longer hold is checked again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from mypy.options import Options


@dataclass(slots=True)
class Consulted:
    """The notes of one cache folder."""

    folder: Path | None
    _digests: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    @staticmethod
    def of(options: Options) -> Consulted:
        """The notes for the cache that the options choose."""
        if not options.incremental or options.cache_dir == os.devnull:
            return Consulted(None)
        version = ".".join(map(str, options.python_version or sys.version_info[:2]))
        return Consulted(Path(options.cache_dir, version, "scoped_fastapi"))

    def note(self, module: str, paths: Iterable[str]) -> None:
        """Remember which files were read to check `module`."""
        if self.folder is None:
            return
        file = self.folder / f"{module}.json"
        digests = {path: self._digest(path) for path in sorted(paths)}
        try:
            if digests:
                self.folder.mkdir(parents=True, exist_ok=True)
                file.write_text(json.dumps(digests), encoding="utf-8")
            else:
                file.unlink(missing_ok=True)
        except OSError:
            self.folder = None  # A cache that cannot be written is no cache, for mypy neither.

    def holds(self, module: str) -> bool:
        """Whether all files that were read to check `module` are still the same."""
        if self.folder is None:
            return True
        try:
            text = (self.folder / f"{module}.json").read_text(encoding="utf-8")
            noted = json.loads(text)
        except FileNotFoundError:
            return True
        except (OSError, ValueError):
            return False
        return all(self._digest(path) == digest for path, digest in noted.items())

    def _digest(self, path: str) -> str | None:
        if path not in self._digests:
            try:
                content = Path(path).read_bytes()
            except OSError:
                self._digests[path] = None
            else:
                self._digests[path] = hashlib.sha256(content).hexdigest()
        return self._digests[path]
