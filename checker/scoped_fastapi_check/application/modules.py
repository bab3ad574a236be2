"""The modules of a project by their files, and which of them an import means."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import ast

# A folder of the project may have one of these names; an import of it means what is installed.
_FRAMEWORKS: Final = frozenset({"fastapi", "starlette", "pydantic", "scoped_fastapi"})


class Modules:
    """The Python files below one folder; `read` gives the syntax of one, None where it has none."""

    def __init__(
        self,
        top: str,
        paths: Iterable[str],
        read: Callable[[str], ast.Module | None],
        speaks: Callable[[str], bool],
    ) -> None:
        self.top = top
        self.paths = dict.fromkeys(paths)
        self._read = read
        self._speaks = speaks
        self._folders = {top}
        for path in self.paths:
            folder = os.path.dirname(path)
            while folder not in self._folders and folder.startswith(top):
                self._folders.add(folder)
                folder = os.path.dirname(folder)
        self._resolved: dict[tuple[str, str], str | None] = {}

    def tree(self, path: str) -> ast.Module | None:
        """The syntax of a file."""
        return self._read(path)

    def has_effects(self, path: str) -> bool:
        """Whether a module may register something when it is imported."""
        return self._speaks(path)

    def is_file(self, path: str) -> bool:
        """Whether a path is that of a module, not of a folder."""
        return path in self.paths

    def resolve(self, importer: str, module: str, level: int) -> str | None:
        """The file, or the folder, that `import module` means; with dots before it as many `level`s."""
        folder = os.path.dirname(importer)
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self.below(folder, module) if module else self._package(folder)
        key = (folder, module)
        if key not in self._resolved:
            self._resolved[key] = self._absolute(folder, module)
        found = self._resolved[key]
        # A module does not import itself: redis.py, which imports redis, means the library.
        return None if found == importer else found

    def submodule(self, parent: str, name: str) -> str | None:
        """The module of this name in a package, which is named by its `__init__.py` or its folder."""
        if self.is_file(parent):
            if os.path.basename(parent) != "__init__.py":
                return None
            parent = os.path.dirname(parent)
        return self.below(parent, name)

    def below(self, folder: str, module: str) -> str | None:
        """What a dotted name means, looked for in one folder."""
        path = os.path.join(folder, *module.split("."))
        package = os.path.join(path, "__init__.py")
        if package in self.paths:
            return package
        if f"{path}.py" in self.paths:
            return f"{path}.py"
        return path if path in self._folders else None

    def name(self, path: str) -> str:
        """The name of a module, from the folder above the package that it is in."""
        folder, file = os.path.split(path)
        parts = [] if file == "__init__.py" else [file.removesuffix(".py")]
        while os.path.join(folder, "__init__.py") in self.paths:
            folder, last = os.path.split(folder)
            parts.insert(0, last)
        return ".".join(parts) or os.path.basename(folder)

    def outermost(self, path: str) -> str:
        """The folder of the outermost package that a file is in, or its own folder."""
        folder = os.path.dirname(path)
        while os.path.join(os.path.dirname(folder), "__init__.py") in self.paths:
            folder = os.path.dirname(folder)
        return folder

    def _package(self, folder: str) -> str | None:
        package = os.path.join(folder, "__init__.py")
        if package in self.paths:
            return package
        return folder if folder in self._folders else None

    def _absolute(self, folder: str, module: str) -> str | None:
        first = module.partition(".")[0]
        if first in sys.stdlib_module_names or first in _FRAMEWORKS:
            return None
        found_folder = None
        while folder.startswith(self.top):
            for root in (folder, os.path.join(folder, "src")):
                found = self.below(root, module)
                if found is not None and found in self.paths:
                    return found
                found_folder = found_folder or found
            if folder == self.top:
                break
            folder = os.path.dirname(folder)
        return found_folder
