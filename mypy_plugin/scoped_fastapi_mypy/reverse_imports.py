"""Which modules may be affected by a change of others: those that import them transitively."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile
from mypy.util import correct_relative_import


def affected_by(changed: Iterable[str], modules: Mapping[str, MypyFile]) -> set[str]:
    """The names of `changed` modules and of all that import them, directly or by way of others.

    What a module that came from the cache imports is not known: it may be affected by anything.
    """
    importers: dict[str, list[str]] = {}
    found = set(changed)
    for name, file in modules.items():
        if file.is_cache_skeleton:
            found.add(name)
        elif not file.is_stub:
            for imported in set(_imported(file)):
                importers.setdefault(imported, []).append(name)
    waiting = list(found)
    while waiting:
        for name in importers.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _imported(file: MypyFile) -> Iterator[str]:
    """The names of modules that a file imports, and of what may be modules."""
    for node in file.imports:
        if isinstance(node, Import):
            for name, _ in node.ids:
                yield from _with_packages(name)
        elif isinstance(node, ImportFrom | ImportAll):
            is_package = file.is_package_init_file()
            module, _ = correct_relative_import(file.fullname, node.relative, node.id, is_package)
            yield from _with_packages(module)
            if isinstance(node, ImportFrom):
                yield from (f"{module}.{name}" for name, _ in node.names)


def _with_packages(name: str) -> Iterator[str]:
    """A module, and the packages that it is in, which are imported with it."""
    while name:
        yield name
        name = name.rpartition(".")[0]
