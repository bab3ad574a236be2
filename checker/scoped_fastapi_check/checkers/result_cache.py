"""What was found in modules, for as long as nothing changes that it depends on.

A result stands for a module with all that it imports within its project, checked by one version of a
checker and of the rules with one set of installed packages. What is installed is known by the times
of what lies in the folders for packages: to edit an installed file is not noticed.
"""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import scoped_fastapi_check
from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.application.validity import ViewDigests
from scoped_fastapi_check.diagnostics.selection import Selection
from scoped_fastapi_check.diagnostics.serialization import document, read_diagnostic
from scoped_fastapi_check.project.fingerprints import (
    digest_of,
    digest_of_sources,
    stamp,
    stamps_below,
)
from scoped_fastapi_check.project.kept_files import LostFileError, read_kept, write_kept
from scoped_fastapi_check.project.text_search import KeptWords, Mentions, Texts

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.project.environment import Environment
    from scoped_fastapi_check.project.transitive_imports import TransitiveImports

__all__ = ["KeptResults", "ModuleResult", "Results", "conditions"]

_FORMAT: Final = 4
# As many sources and folders as are looked at in a second. A line of a `.pth` file may name `/`.
_MOST_STAMPS: Final = 50_000


@dataclass(frozen=True, slots=True)
class ModuleResult:
    """What was found in a module.

    `key` is a digest of what it depends on; `words` are those that were looked for in the files
    around the module, and whether they were there. `view` is a digest of what the application map
    says of it.
    """

    key: str
    view: str
    words: dict[str, bool]
    found: tuple[Diagnostic, ...]
    counts: Counts


@dataclass
class Results:
    """The results of a project by the paths of its modules, in a file if there is a folder for it."""

    folder: Path | None
    keeps: bool = True
    """Whether anybody will ask for a result again."""
    _known: dict[str, ModuleResult] = field(default_factory=dict[str, ModuleResult])
    _is_changed: bool = False

    def __post_init__(self) -> None:
        if self.folder is not None:
            with contextlib.suppress(
                LostFileError, ValueError, KeyError, TypeError, AttributeError
            ):
                self._known = dict(_read(read_kept(self._file)))

    @cached_property
    def views(self) -> ViewDigests:
        """What the application map says of the modules."""
        return ViewDigests(self.folder, digest_of_sources(scoped_fastapi_check.__file__))

    @cached_property
    def words(self) -> KeptWords:
        """What the files around the modules say."""
        return KeptWords(self.folder)

    def get(self, path: Path, name: str) -> ModuleResult | None:
        """What was found in a module the last time."""
        return self._known.get(f"{path} {name}")

    def put(self, path: Path, name: str, result: ModuleResult) -> None:
        """Keep what was found in a module."""
        self._known[f"{path} {name}"] = result
        self._is_changed = True

    def save(self) -> None:
        """Write the file; where that is not possible there will be nothing to read."""
        if self.folder is None:
            return
        self.views.save()
        self.words.save()
        if not self._is_changed:
            return
        kept = {
            key: _document(result)
            for key, result in self._known.items()
            if os.path.exists(key.rpartition(" ")[0])
        }
        write_kept(self._file, {"format": _FORMAT, "results": kept})
        self._is_changed = False

    @property
    def _file(self) -> Path:
        assert self.folder is not None
        return self.folder / "results.json"


class KeptResults:
    """The results for the modules of one run, as far as nothing has changed for them."""

    def __init__(
        self,
        results: Results,
        closures: TransitiveImports,
        common: Iterable[object],
        selection: Selection | None = None,
    ) -> None:
        self._results = results
        self._closures = closures
        self._common = tuple(common)
        self.mentions = Mentions(Texts(results.words))
        self._selection = selection or Selection()

    def concerns(self, path: Path) -> bool:
        """Whether a rule may find something in a file."""
        return self._closures.concerns(path)

    def knows_fastapi(self, path: Path) -> bool:
        """Whether a file, or one that it imports, speaks of FastAPI."""
        return self._closures.of(path).speaks

    def get(self, path: Path, name: str) -> ModuleResult | None:
        """What was found in a module, if that is still true."""
        result = self._results.get(path, name)
        if result is None or result.key != self._key(path, name):
            return None
        if result.view != self._results.views.of(str(path)):
            return None
        return result if self.mentions.hold(path, name, result.words.items()) else None

    def put(
        self,
        module: Module,
        words: dict[str, bool],
        found: Iterable[Diagnostic],
        counts: Counts,
    ) -> ModuleResult:
        """Keep what was found in a module."""
        path = Path(module.path)
        if not self._results.keeps:
            return ModuleResult("", "", words, tuple(found), counts)
        key = self._key(path, module.name)
        view = self._results.views.of(module.path)
        result = ModuleResult(key, view, words, tuple(found), counts)
        self._results.put(path, module.name, result)
        return result

    def _key(self, path: Path, name: str) -> str:
        codes = sorted(self._selection.of(path)), sorted(self._selection.sealed)
        return digest_of([*self._common, name, self._closures.of(path).digest, *codes])


def conditions(program: str, environment: Environment, top: Path) -> str:
    """A digest of all that every result depends on: the rules, the checker, what is installed."""
    return digest_of(
        [
            digest_of_sources(scoped_fastapi_check.__file__),
            sys.version_info[:3],
            *_checker(Path(program)),
            environment.executable,
            environment.version,
            *_installed(environment, top),
        ]
    )


def _checker(program: Path) -> Iterator[str]:
    """What changes with the version of a checker: its program, and what was installed with it."""
    real = program.resolve()
    for path in (program, real, real.parent / "package.json"):
        yield f"{path} {stamp(path)}"
    # Lib/site-packages, or lib/python3.14/site-packages.
    for pattern in ("[Ll]ib*/site-packages", "[Ll]ib*/*/site-packages"):
        for folder in program.parent.parent.glob(pattern):
            for name in (program.name, program.name.partition("-")[0]):
                yield from sorted(str(path) for path in folder.glob(f"{name}-*.dist-info"))


def _installed(environment: Environment, top: Path) -> Iterator[str]:
    for folder in environment.site_folders:
        for path in sorted(folder.iterdir()):
            yield f"{path} {stamp(path)}"
    # What is installed for editing; what belongs to the project is known file by file.
    places = [*environment.added, *(place for _, place in environment.mapped)]
    outside = dict.fromkeys(place for place in places if not place.is_relative_to(top))
    stamps = list(islice(chain.from_iterable(map(stamps_below, outside)), _MOST_STAMPS))
    yield from stamps
    if len(stamps) == _MOST_STAMPS:
        yield uuid.uuid4().hex  # Nothing that another run has kept is true for this one.


def _document(result: ModuleResult) -> dict[str, Any]:
    return {
        "key": result.key,
        "view": result.view,
        "words": result.words,
        "found": [document(one) for one in result.found],
        "routes": result.counts.routes,
        "dependencies": result.counts.dependencies,
    }


def _read(data: Any) -> Iterator[tuple[str, ModuleResult]]:
    if data["format"] != _FORMAT:
        return
    for key, result in data["results"].items():
        path = Path(key.rpartition(" ")[0])
        found = tuple(read_diagnostic(one, path) for one in result["found"])
        yield (
            key,
            ModuleResult(
                result["key"],
                result["view"],
                result["words"],
                found,
                Counts(result["routes"], result["dependencies"]),
            ),
        )
