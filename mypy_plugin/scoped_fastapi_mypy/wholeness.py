"""Tells whether mypy could look at all that a module imports: what comes from elsewhere is `Any`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from mypy.util import correct_relative_import
from scoped_fastapi_check.project.source_file import imports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy.nodes import MypyFile

    from scoped_fastapi_mypy.sources import Sources

__all__ = ["is_whole"]

# More than so many modules are not looked through for the sake of one comment.
_MOST: Final = 300
_LIBRARIES: Final = ("site-packages", "dist-packages", "typeshed")


def is_whole(module: str, sources: Sources) -> bool:
    """Whether mypy knows all that a module imports, or a module of the project that it imports.

    Most of the modules come from mypy's cache, without their imports: those are read again.
    """
    seen, waiting = {module}, [module]
    while waiting:
        for imported in _imported(waiting.pop(), sources):
            file = _nearest(imported, sources)
            if file is None:
                return False
            if file.fullname not in seen and not _is_library(file):
                seen.add(file.fullname)
                waiting.append(file.fullname)
        if len(seen) > _MOST:
            return False
    return True


def _nearest(name: str, sources: Sources) -> MypyFile | None:
    """The module that a dotted name leads to, or the one that has the rest of it."""
    while name:
        if name in sources.modules:
            return sources.modules[name]
        name = name.rpartition(".")[0]
    return None


def _is_library(file: MypyFile) -> bool:
    return file.is_stub or any(part in file.path for part in _LIBRARIES)


def _imported(module: str, sources: Sources) -> Iterator[str]:
    text = sources.text(module)
    file = sources.modules[module]
    if text is None:
        return
    try:
        imports = imports_of(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for each in imports:
        name, _ = correct_relative_import(
            module, each.level, each.module, file.is_package_init_file()
        )
        first = name.partition(".")[0]
        if first in sys.stdlib_module_names or (each.is_optional and first not in sources.modules):
            continue
        yield name
        yield from (f"{name}.{part}" for part in each.names if f"{name}.{part}" in sources.modules)
