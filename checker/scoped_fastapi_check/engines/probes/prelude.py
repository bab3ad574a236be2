"""The functions that probes are written with; those that a copy needs are put at its top.

Their names begin with `_sf_`, so that they hide nothing of the user's.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scoped_fastapi_check.engines.probes.library import Library

# The names of what an overload gives back stand for the class at that position of a list.
CHOICE: Final = "_sf_k"

PRELUDE: Final = """\
import collections.abc as _sf_abc
import typing as _sf_t
import typing_extensions as _sf_te
from typing_extensions import reveal_type as _sf_reveal
_sf_T = _sf_t.TypeVar("_sf_T")
_sf_Any = _sf_t.Any
"""
_HELPERS: Final = """\
def _sf_result(f: _sf_t.Callable[..., _sf_T]) -> _sf_T: raise TypeError
@_sf_t.overload
def _sf_awaited(f: _sf_t.Callable[..., _sf_t.Coroutine[_sf_Any, _sf_Any, _sf_T]]) -> _sf_T: ...
@_sf_t.overload
def _sf_awaited(f: _sf_t.Callable[..., _sf_T]) -> _sf_T: ...
def _sf_awaited(f: _sf_Any) -> _sf_Any: raise TypeError
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_t.AsyncIterator[_sf_T]]) -> _sf_T: ...
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_t.Iterator[_sf_T]]) -> _sf_T: ...
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_t.AsyncIterator[_sf_T] | None]) -> _sf_T: ...
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_t.Iterator[_sf_T] | None]) -> _sf_T: ...
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_t.Coroutine[_sf_Any, _sf_Any, _sf_t.AsyncIterator[_sf_T] | None]]) -> _sf_T: ...
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_t.Coroutine[_sf_Any, _sf_Any, _sf_T]]) -> _sf_T: ...
@_sf_t.overload
def _sf_yielded(f: _sf_t.Callable[..., _sf_T]) -> _sf_T: ...
def _sf_yielded(f: _sf_Any) -> _sf_Any: raise TypeError
@_sf_t.overload
def _sf_iterated(f: _sf_t.Callable[..., _sf_t.AsyncIterable[_sf_T] | None]) -> _sf_T: ...
@_sf_t.overload
def _sf_iterated(f: _sf_t.Callable[..., _sf_t.Iterable[_sf_T] | None]) -> _sf_T: ...
@_sf_t.overload
def _sf_iterated(f: _sf_t.Callable[..., _sf_t.Coroutine[_sf_Any, _sf_Any, _sf_t.AsyncIterable[_sf_T] | None]]) -> _sf_T: ...
def _sf_iterated(f: _sf_Any) -> _sf_Any: raise TypeError
@_sf_t.overload
def _sf_unwrapped(x: _sf_t.Awaitable[_sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_unwrapped(x: _sf_t.AsyncIterator[_sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_unwrapped(x: _sf_t.Iterator[_sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_unwrapped(x: _sf_T) -> _sf_T: ...
def _sf_unwrapped(x: _sf_Any) -> _sf_Any: raise TypeError
@_sf_t.overload
def _sf_any_of(x: _sf_t.Awaitable[_sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_any_of(x: _sf_t.AsyncIterator[_sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_any_of(x: _sf_t.Iterator[_sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_any_of(x: _sf_T | _sf_t.Awaitable[_sf_T] | _sf_t.AsyncIterator[_sf_T] | _sf_t.Iterator[_sf_T]) -> _sf_T: ...
def _sf_any_of(x: _sf_Any) -> _sf_Any: raise TypeError
@_sf_t.overload
def _sf_entered(x: None) -> None: ...
@_sf_t.overload
def _sf_entered(x: _sf_t.AsyncIterator[_sf_T] | None) -> _sf_T: ...
@_sf_t.overload
def _sf_entered(x: _sf_t.Iterator[_sf_T] | None) -> _sf_T: ...
@_sf_t.overload
def _sf_entered(x: _sf_T) -> _sf_T: ...
def _sf_entered(x: _sf_Any) -> _sf_Any: raise TypeError
@_sf_t.overload
def _sf_item(x: _sf_t.Mapping[_sf_Any, _sf_T]) -> _sf_T: ...
@_sf_t.overload
def _sf_item(x: _sf_t.Iterable[_sf_T]) -> _sf_T: ...
def _sf_item(x: _sf_Any) -> _sf_Any: raise TypeError
def _sf_some(x: _sf_T | None) -> _sf_T: raise TypeError
class _sf_nobody: ...
class _sf_stranger: ...
class _sf_of(_sf_t.Generic[_sf_T]):
    def __init__(self, value: _sf_T) -> None: ...
    def accepts(self, value: _sf_T) -> None: ...
    def is_provided_by(self, f: _sf_t.Callable[..., _sf_T | _sf_t.Awaitable[_sf_T]]) -> None: ...
    def narrows(self, value: object) -> _sf_te.TypeIs[_sf_T]: raise TypeError
"""

# A question with a known answer, which stands in every copy: who finds nothing here would find nothing
# anywhere, and is not to be taken for one who agrees. The first line is refused, the second one shows
# `int`, and the third one names an attribute that is not there.
CONTROL: Final = (
    "_sf_c0: str = x",
    "_sf_reveal(x)",
    "x._sf_nothing",
)
CONTROL_HEADING: Final = "def _sf_control(x: int) -> None:"


_OWN_NAME: Final = re.compile(r"\b_sf_[a-z]\w*")


def _by_name(helpers: str) -> dict[str, str]:
    """What defines each of some names: all overloads of a function, a class with its body."""
    found: dict[str, list[str]] = {}
    decorators: list[str] = []
    name = ""
    for line in helpers.splitlines():
        if line.startswith("@"):
            decorators.append(line)
            continue
        if (defined := re.match(r"(?:def|class) (\w+)", line)) is not None:
            name = defined[1]
        found.setdefault(name, []).extend([*decorators, line])
        decorators.clear()
    return {name: "\n".join(lines) for name, lines in found.items()}


_DEFINED: Final = _by_name(_HELPERS)


class Words:
    """Names that were made, each of which means one thing for as long as these words are kept."""

    def __init__(self) -> None:
        self._modules: dict[str, str] = {}
        self._choices: dict[tuple[tuple[str | None, ...], bool], str] = {}
        self._definitions: dict[str, str] = {}

    def module(self, name: str) -> str:
        """A name for a module."""
        if name not in self._modules:
            short = self._modules[name] = f"_sf_m{len(self._modules)}"
            self._definitions[short] = f"import {name} as {short}"
        return self._modules[name]

    def choice(self, classes: tuple[str | None, ...], *, of_classes: bool) -> str:
        """A function that tells of which of these classes, as they are written, an argument is."""
        key = classes, of_classes
        if key not in self._choices:
            name = self._choices[key] = f"_sf_w{len(self._choices)}"
            self._definitions[name] = _choice(name, classes, of_classes=of_classes)
        return self._choices[key]

    def definitions(self, lines: Iterable[str]) -> list[str]:
        """The definitions of all names that some lines need."""
        found: dict[str, None] = {}
        waiting = list(lines)
        while waiting:
            for name in _OWN_NAME.findall(waiting.pop()):
                definition = _DEFINED.get(name) or self._definitions.get(name)
                if name not in found and definition is not None:
                    found[name] = None
                    waiting.append(definition)
        helpers = [definition for name, definition in _DEFINED.items() if name in found]
        # Modules first: the classes of a choice are named through them.
        made = sorted(found.keys() - _DEFINED.keys())
        return [*helpers, *(self._definitions[name] for name in made)]


def _choice(name: str, classes: Sequence[str | None], *, of_classes: bool) -> str:
    results: list[str] = []
    overloads: list[str] = []
    # What derives from something unknown fits all of them, and the first one counts.
    for index, written in ((len(classes), "_sf_nobody"), *enumerate(classes)):
        if written is None:
            continue
        parameter = f"type[{written}]" if of_classes else written
        result = f"{CHOICE}{index}_{name}"
        # Overloads have to follow each other.
        results.append(f"class {result}: ...")
        overloads += ["@_sf_t.overload", f"def {name}(x: {parameter}) -> {result}: ..."]
    last = f"def {name}(x: _sf_Any) -> _sf_Any: raise TypeError"
    return "\n".join([*results, *overloads, last])


class Prelude:
    """Names that are made as they are needed: for modules, and for lists of classes to tell apart."""

    def __init__(self, library: Library, words: Words) -> None:
        self._library = library
        self._words = words
        self._choices: dict[tuple[tuple[str, ...], bool], str] = {}

    def module(self, name: str) -> str:
        """A name for a module."""
        return self._words.module(name)

    def choice(self, classes: Sequence[str], *, of_classes: bool = False) -> str:
        """A function that tells of which of these classes, first one first, an argument is.

        It takes no other argument, so that the members of a union are looked at one by one; what may
        be anything fits several of its overloads, and is Any for that.
        """
        key = (tuple(classes), of_classes)
        if key not in self._choices:
            written = tuple(map(self._class, classes))
            self._choices[key] = self._words.choice(written, of_classes=of_classes)
        return self._choices[key]

    def _class(self, fullname: str) -> str | None:
        """A class by its full name; None where its package is not installed."""
        if fullname == "types.NoneType":
            return "None"
        module, _, name = fullname.rpartition(".")
        top = module.partition(".")[0]
        if top not in sys.stdlib_module_names and not self._library.exists(module):
            return None
        return f"{self.module(module)}.{name}"
