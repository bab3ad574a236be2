"""What one call of mypy checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from scoped_fastapi_check.project.import_resolver import is_package
from scoped_fastapi_check.project.partition import Run

__all__ = ["Batch", "batches", "is_usable", "left_out", "plain_name"]

_USABLE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*")


@dataclass(frozen=True)
class Batch:
    """Modules, or files that no module name leads to: mypy takes one or the other."""

    modules: Mapping[str, Path] = field(default_factory=dict[str, Path])
    files: Sequence[Path] = ()
    roots: Sequence[Path] = ()
    owners: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """The root that each top-level name is found in."""
    known: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """Every module of the project that mypy may come across."""
    skipped: frozenset[str] = frozenset()
    """Modules that mypy must not follow an import to."""
    replaced: Mapping[Path, Path] = field(default_factory=dict[Path, Path])
    """Files that mypy reads from another place."""

    def names(self) -> dict[str, Path]:
        """Return all that is checked by the names that mypy uses."""
        return {**self.modules, **{plain_name(path): path for path in self.files}}

    def without(self, path: Path) -> Batch:
        """Leave a file out, and keep mypy from following an import to it."""
        return replace(
            self,
            modules={name: file for name, file in self.modules.items() if file != path},
            files=[file for file in self.files if file != path],
            skipped=self.skipped | self.names_of(path),
        )

    def without_name(self, name: str) -> Batch:
        """Keep mypy from following an import to a module."""
        return replace(self, skipped=self.skipped | {name})

    def with_replacement(self, path: Path, replacement: Path) -> Batch:
        """Make mypy read another text where it would read `path`."""
        return replace(self, replaced={**self.replaced, path: replacement})

    def names_of(self, path: Path) -> frozenset[str]:
        """Return every name under which mypy may know a file."""
        known = {name for name, file in self.known.items() if file == path}
        return frozenset(known | {plain_name(path)})


def batches(run: Run) -> Iterator[Batch]:
    """Divide a run into what mypy takes in one call."""
    common = Batch(roots=run.roots, owners=run.owners, known=run.files)
    modules = {name: path for name, path in run.checked.items() if is_usable(name)}
    if modules:
        yield replace(common, modules=modules)
    odd = [
        path for name, path in run.checked.items() if not is_usable(name) and _refused(path) is None
    ]
    # mypy makes up a name for each loose file from its path: keep equal ones apart.
    divided: list[dict[str, Path]] = []
    for path in [*filter(lambda path: _refused(path) is None, run.loose_files), *odd]:
        name = plain_name(path)
        for part in divided:
            if name not in part:
                part[name] = path
                break
        else:
            divided.append({name: path})
    for part in divided:
        yield replace(common, files=list(part.values()))


def is_usable(name: str) -> bool:
    """Whether mypy can be told of a module by its name: it takes some for patterns, and strips others."""
    return _USABLE.fullmatch(name) is not None


def left_out(run: Run) -> Iterator[tuple[Path, str]]:
    """The files of a run that mypy cannot be asked about, with the reason."""
    odd = [path for name, path in run.checked.items() if not is_usable(name)]
    for path in [*run.loose_files, *odd]:
        if (reason := _refused(path)) is not None:
            yield path, reason


def _refused(path: Path) -> str | None:
    """Why a file that is asked for by its path keeps mypy from the whole run, if it does.

    mypy takes a folder for a package that has an `__init__.py`, and ends where its name is no name.
    With "@" it marks what it names itself, and crashes over a function of a module that is called so.
    """
    if "@" in path.stem:
        return f'mypy takes no module called "{path.stem}"'
    folder = path.parent
    while is_package(folder):
        if not folder.name.removesuffix("-stubs").isidentifier():
            return f'mypy takes no package called "{folder.name}"'
        folder = folder.parent
    return None


def plain_name(path: Path) -> str:
    """Return the name that mypy gives to a file when it knows nothing but its path."""
    parts = [] if path.name == "__init__.py" else [path.stem]
    folder = path.parent
    while is_package(folder):
        parts.append(folder.name)
        folder = folder.parent
    return ".".join(reversed(parts))
