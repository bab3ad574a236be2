"""Which codes are on: by default, by the configuration, on the command line, in one file."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from scoped_fastapi_check.diagnostics.codes import CODES, PARENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set
    from pathlib import Path

    from scoped_fastapi_check.project.patterns import Pattern

__all__ = [
    "ALL",
    "DEFAULT",
    "FileIgnores",
    "Layer",
    "Selection",
    "UnknownCodeError",
    "all_meant",
    "nearest",
    "read_codes",
    "selected",
]

ALL: Final = frozenset(code.name for code in CODES)
DEFAULT: Final = frozenset(code.name for code in CODES if code.default_enabled)


# What other linters call all codes.
_WORDS_FOR_ALL: Final = frozenset({"all", "*", "everything"})
# To compare a longer name takes time, and it is like none.
_LONGEST: Final = 100


class UnknownCodeError(ValueError):
    """There is no such code."""

    def __init__(self, name: str) -> None:
        best = nearest(name, [PARENT.name, *sorted(ALL)])
        hint = f'did you mean "{best}"?'
        if name.casefold() in _WORDS_FOR_ALL:
            hint = f'"{PARENT.name}" is all of them'
        super().__init__(f'there is no code "{name}"; {hint}')


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is spelled most like `name`."""
    return difflib.get_close_matches(name[:_LONGEST], list(known), n=1, cutoff=0)[0]


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says about the codes: a table, or the command line.

    `fastapi` stands for all codes. `select` replaces what is on, the others add to it and take away.
    """

    select: Sequence[str] | None = None
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()


def selected(*layers: Layer) -> frozenset[str]:
    """The codes that are on; later layers win, and in one layer what names a code itself."""
    on = set(DEFAULT)
    for layer in layers:
        if layer.select is not None:
            on = set[str]()
        # `ignore = ["fastapi"]` beside `extend-select = ["fastapi-path"]` leaves that one on.
        for is_parent in (True, False):
            for name in (*(layer.select or ()), *layer.extend_select):
                if (name == PARENT.name) == is_parent:
                    on |= _meant(name)
            for name in layer.ignore:
                if (name == PARENT.name) == is_parent:
                    on -= _meant(name)
    return frozenset(on)


class Comments(Protocol):
    """What the comments in a file say about codes."""

    def on(self, codes: Set[str]) -> frozenset[str]:
        """The codes that are on in the file, of which `codes` would be without its comments."""
        ...


@dataclass(frozen=True)
class FileIgnores:
    """Codes that are off in the files that a pattern matches."""

    pattern: Pattern
    codes: frozenset[str]


@dataclass(frozen=True)
class Selection:
    """The codes that are on, in all files but those for which something else is said.

    `sealed` are codes that are off whatever a comment in a file enables: the command line says so.
    """

    codes: frozenset[str] = DEFAULT
    per_file: tuple[FileIgnores, ...] = ()
    sealed: frozenset[str] = frozenset()

    def of(self, path: Path) -> frozenset[str]:
        """The codes that are on in a file, as long as no comment in it says otherwise."""
        off = [ignores.codes for ignores in self.per_file if ignores.pattern.matches(path)]
        return self.codes.difference(*off)

    def on(self, path: Path, silenced: Comments) -> frozenset[str]:
        """The codes that are on in a file with these comments."""
        own = self.of(path)
        return silenced.on(own) - (self.sealed - own)


def all_meant(names: Iterable[str]) -> frozenset[str]:
    """The codes that are meant by names, of which `fastapi` is all."""
    return frozenset[str]().union(*map(_meant, names))


def _meant(name: str) -> frozenset[str]:
    return ALL if name == PARENT.name else frozenset({name})


def read_codes(values: Iterable[str]) -> tuple[str, ...]:
    """Return the codes in lists such as `fastapi-depends,fastapi-path`; `fastapi` is all of them.

    Raises:
        UnknownCodeError: one of them is not a code.
    """
    names = [part.strip() for value in values for part in value.split(",")]
    for name in names:
        if name and name != PARENT.name and name not in ALL:
            raise UnknownCodeError(name)
    return tuple(name for name in names if name)
