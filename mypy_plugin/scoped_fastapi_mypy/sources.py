"""The application models of the modules that mypy knows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from mypy.nodes import MypyFile
from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.model.reader import read_module


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
        path = self.shadows.get(file.path, file.path)
        try:
            stat = os.stat(path)
        except OSError:
            return None
        stamp = (stat.st_mtime_ns, stat.st_size)
        known = self._read.get(name)
        if known is None or known[0] != stamp:
            known = self._read[name] = (stamp, _read(path, name))
        return known[1]


def _read(path: str, name: str) -> Module | None:
    try:
        with open(path, "rb") as source:
            return read_module(source.read(), name, path)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return None
