"""The state of going through a project: which modules were run, what was made, what is in doubt."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.application.routers import Place, Registered, Router
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    External,
    Frame,
    Function,
    Value,
    either,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.application.flattening import Flattened
    from scoped_fastapi_check.application.modules import Modules

# Bounds for programs that would take for ever: what lies beyond them is unknown.
_STEPS_OF_A_MODULE: Final = 500
_STEPS: Final = 50_000
MAX_DEPTH: Final = 25
MAX_ITEMS: Final = 500


@dataclass(eq=False, slots=True, repr=False)
class Arguments:
    """The arguments of a call; `is_complete` is False where there may be more of them.

    `is_usual` tells that nobody is seen to give others: who calls it most likely leaves the defaults.
    """

    positional: list[Value] = field(default_factory=list[Value])
    keywords: dict[str, Value] = field(default_factory=dict[str, Value])
    is_complete: bool = True
    is_usual: bool = False

    def named(self, positions: tuple[str, ...]) -> dict[str, Value]:
        """All of them by the names of the parameters."""
        return {**dict(zip(positions, self.positional, strict=False)), **self.keywords}

    def values(self) -> list[Value]:
        """All of them."""
        return [*self.positional, *self.keywords.values()]


@dataclass(eq=False, slots=True, repr=False)
class Registering:
    """A call that may register a route, while it is gone through with all that it calls."""

    node: ast.Call
    site: Place
    given: Arguments | None = None
    handler: Value | None = None
    is_touched: bool = False
    """Whether the handler was handed to something that is not read."""
    count: int = 0


@dataclass(eq=False, slots=True, repr=False)
class Imported(Value):
    """A name that an import binds, looked up when it is needed."""

    path: str
    name: str | None


@dataclass(eq=False, slots=True, repr=False)
class Deferred(Value):
    """A call that is gone through when somebody wants to know what it gives."""

    node: ast.Call
    frame: Frame
    value: Value | None = None


@dataclass(eq=False, slots=True, repr=False)
class Machine:
    """What is known while the modules are gone through, one after the other as Python would."""

    modules: Modules
    run_module: Callable[[Machine, str], Frame]
    run_block: Callable[[Machine, Iterable[ast.stmt], Frame], object]
    frames: dict[str, Frame] = field(default_factory=dict[str, Frame])
    running: set[str] = field(default_factory=set[str])
    routers: list[Router] = field(default_factory=list[Router])
    registered: list[Registered] = field(default_factory=list[Registered])
    unfollowed: dict[Place, str] = field(default_factory=dict[Place, str])
    """Calls that look like registrations, on something that is not known, and its text."""
    handed_on: dict[Place, str] = field(default_factory=dict[Place, str])
    """Calls of something unknown that are given a router, or an application, and its text."""
    foreign: dict[Place, str] = field(default_factory=dict[Place, str])
    """The same on what other packages define; whether it is a router, nobody knows here."""
    functions: list[Function] = field(default_factory=list[Function])
    """All functions that were defined."""
    reached: set[ast.AST] = field(default_factory=set[ast.AST])
    """The functions that were gone through."""
    active: list[Function] = field(default_factory=list[Function])
    registering: Registering | None = None
    origin: str = ""
    """The module, or the function that nobody calls, that is gone through."""
    is_called: bool = True
    """Whether the program runs it: False for a function that nobody calls."""
    doubts: tuple[int, ...] = ()
    """What is in doubt around what is gone through: each condition by a number of its own."""
    conditions: int = 0
    """How many of them there were."""
    steps: int = 0
    effects: int = 0
    """How often something was made, registered, included or handed on."""
    flattened: dict[Router, Flattened] = field(default_factory=dict["Router", "Flattened"])
    """What routers lead to, as far as somebody has asked."""
    entries: int = 0
    """How many entries of routers were gone through for that."""
    results: dict[object, Value] = field(default_factory=dict[object, Value])
    """What functions without any effect return, by what they are given."""
    is_complete: bool = True
    """Whether nothing was given up for its length."""
    has_subclass_hooks: bool = False
    """Whether a class of the project is told of those that derive from it."""
    dynamic: set[str] = field(default_factory=set[str])
    """The files that import modules, or include routers, that nobody can name."""
    importing: set[str] = field(default_factory=set[str])
    """Those of them that import modules."""
    including: set[str] = field(default_factory=set[str])
    """Those of them that include routers."""

    @property
    def is_possible(self) -> bool:
        """Whether what is gone through may never be run."""
        return bool(self.doubts)

    def is_possible_in(self, known: tuple[int, ...]) -> bool:
        """Whether it may not be run where something else was, of which the doubts are known.

        What is done to a thing is as certain as that there is such a thing.
        """
        return self.doubts != known[: len(self.doubts)]

    def is_possible_on(self, router: Router) -> bool:
        """Whether what is done to a router may never be done.

        What a function that nobody calls does to a router of its own is as certain as that router.
        """
        is_made_here = self.is_called or router.origin == self.origin
        return self.is_possible_in(router.doubts) or not is_made_here

    def doubt_from_here(self) -> None:
        """What follows may not be run, until the doubts are what they were."""
        self.conditions += 1
        self.doubts = (*self.doubts, self.conditions)

    @contextmanager
    def doubting(self, doubt: bool = True) -> Generator[None]:
        """While something is gone through that may not be run."""
        before = self.doubts
        if doubt:
            self.doubt_from_here()
        try:
            yield
        finally:
            self.doubts = before

    @contextmanager
    def giving_up_too_deep(self) -> Generator[None]:
        """While something is gone through from the outside: what is nested too deeply is not known."""
        is_called = self.is_called
        try:
            yield
        except RecursionError:
            self.is_complete = False
            self.doubts, self.registering, self.is_called = (), None, is_called
            self.active.clear()
            self.running.clear()

    def step(self) -> bool:
        """Count a statement; False where there were too many."""
        self.steps += 1
        if self.steps > _STEPS + _STEPS_OF_A_MODULE * len(self.frames):
            self.is_complete = False
            return False
        return True

    def bind(self, frame: Frame, name: str, value: Value) -> None:
        """Bind a name; where that is in doubt, it may be what it was."""
        known = frame.names.get(name)
        frame.names[name] = value
        if self.is_possible_in(frame.doubts):
            doubts, before = frame.before.get(name, ((), None))
            if doubts != self.doubts:
                frame.before[name] = self.doubts, (before := known)
            if before is not None and before is not value:
                frame.names[name] = either((before, value))
        if isinstance(value, Router) and not value.name:
            value.name = name


def built_in(name: str) -> Value:
    """What is built in under a name."""
    return External(f"builtins.{name}") if name in _BUILTINS else UNKNOWN


_BUILTINS: Final = frozenset(dir(builtins))
