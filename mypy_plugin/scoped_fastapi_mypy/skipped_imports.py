"""Says that nothing is checked where mypy is told not to look at FastAPI: that would be a silent green."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mypy.nodes import Import, ImportFrom

if TYPE_CHECKING:
    from mypy.nodes import MypyFile
    from mypy.options import Options

__all__ = ["SkippedImports"]


class SkippedImports:
    """Whether imports of FastAPI are followed; said once where they are not."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._is_said = False

    def look_at(self, file: MypyFile) -> None:
        """Look at a module of a build that FastAPI is no part of."""
        if self._is_said or not _imports_fastapi(file):
            return
        if self._options.clone_for_module("fastapi").follow_imports == "skip":
            self._is_said = True
            print(
                "scoped_fastapi_mypy: mypy does not follow the import of fastapi "
                "(follow_imports = skip), so that FastAPI applications are not checked",
                file=sys.stderr,
            )


def _imports_fastapi(file: MypyFile) -> bool:
    names: list[str] = []
    for each in file.imports:
        if isinstance(each, ImportFrom):
            names.append(each.id)
        elif isinstance(each, Import):
            names += [name for name, _ in each.ids]
    return any(name.partition(".")[0] == "fastapi" for name in names)
