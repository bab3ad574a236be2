"""The application models of the modules that mypy knows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mypy.nodes import MypyFile
from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.model.reader import read_module
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular

# A module mostly looks into its neighbours, and into the few that all the others use. Of a model there
# are hundreds of objects for each kilobyte of source, which Python's collector then has to look through.
_KEPT_BYTES: Final = 128 * 1024


@dataclass(slots=True)
class Sources:
    """Reads modules again from where mypy read them, each once until it changes on disk."""

    modules: Mapping[str, MypyFile]
    shadows: Mapping[str, str]
    _read: dict[str, tuple[tuple[int, int], Module | None]] = field(
        default_factory=dict[str, "tuple[tuple[int, int], Module | None]"]
    )

    def module(self, name: str) -> Module | None:
        """The model of a module, or None where its source cannot be read."""
        file = self.modules.get(name)
        if file is None:
            return None
        path = self.path(file)
        try:
            stat = os.stat(path)
        except OSError:
            return None
        stamp = (stat.st_mtime_ns, stat.st_size)
        known = self._read.get(name)
        if known is None or known[0] != stamp:
            known = (stamp, self._model(name, path, file.path))
        self._read.pop(name, None)
        self._read[name] = known  # The ones that were used last are at the end.
        return known[1]

    def release(self) -> None:
        """Let go of the models that were not used lately, when nobody is at work on any."""
        kept = 0
        for name, ((_, size), model) in reversed(list(self._read.items())):
            kept += size
            if kept > _KEPT_BYTES:
                del self._read[name]
                if model is not None:
                    model.clear()

    def path(self, file: MypyFile) -> str:
        """Where the source of a module is read: not its own place where a file stands in for it."""
        return self.shadows.get(os.path.abspath(file.path), file.path)

    def text(self, name: str) -> bytes | None:
        """The source of a module, or None where it cannot be read."""
        file = self.modules.get(name)
        return None if file is None else _read(self.path(file))

    def _model(self, name: str, read_from: str, path: str) -> Module | None:
        text = _read(read_from)
        try:
            return None if text is None else read_module(text, name, path)
        except (SyntaxError, ValueError, RecursionError):
            return None


def _read(path: str) -> bytes | None:
    try:
        return read_regular(Path(path), LARGEST_SOURCE)
    except OSError:
        return None
