"""What an expression may stand for while the modules of a project are gone through.

Only what has to do with routes is told apart; everything else is `UNKNOWN`. A value that may be one
of several is an `Either`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    pass

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


class Value:
    """Whatever an expression stands for."""

    __slots__ = ()


class Unknown(Value):
    """Something of which nothing is known."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


@dataclass(eq=False, slots=True, repr=False)
class Constant(Value):
    """A text, a number, a boolean or None; `node` is where it is written.

    `is_usual` tells that something outside of the source may replace it, such as the environment: paths
    are made of it as it is written, and what is run only if it has some value may be run or not.
    """

    value: object
    node: ast.expr | None = None
    is_usual: bool = False


class Default(Value):
    """The placeholder that FastAPI hands on where an option is not given: false, and yet not None."""

    __slots__ = ()


DEFAULT: Final = Default()
NONE: Final = Constant(None)

# What programs put together may double with each line: what is longer than this is not known.
LONGEST_TEXT: Final = 4_000
_MOST_ITEMS: Final = 5_000
_MOST_ALTERNATIVES: Final = 20
_MOST_ANCESTORS: Final = 50
_MOST_WRAPPERS: Final = 50


@dataclass(eq=False, slots=True, repr=False)
class Items(Value):
    """A list, a tuple or a set; `is_complete` is False where there may be more in it."""

    items: list[Value]
    is_complete: bool = True
    doubts: tuple[int, ...] = ()
    """What is in doubt where it is made."""
    is_fixed: bool = False
    """Whether it is a tuple, which another one takes the place of when something is added."""


@dataclass(eq=False, slots=True, repr=False)
class Mapping(Value):
    """A dict with texts for keys; `is_complete` is False where there may be more in it."""

    items: dict[str, Value]
    is_complete: bool = True
    doubts: tuple[int, ...] = ()
    """What is in doubt where it is made."""


@dataclass(eq=False, slots=True, repr=False)
class Either(Value):
    """One of several values, which one is not known."""

    values: tuple[Value, ...]


@dataclass(eq=False, slots=True, repr=False)
class External(Value):
    """A name of a module that is not of the project."""

    fullname: str


@dataclass(eq=False, slots=True, repr=False)
class Made(Value):
    """What a call of a name of another package gives; `arguments` are those it was given."""

    callee: External
    positional: list[Value]
    keywords: dict[str, Value]
    node: ast.Call
    is_complete: bool = True
    """Whether all arguments can be seen."""

    def argument(self, name: str, position: int) -> Value | None:
        """The argument for a parameter, by keyword or by position."""
        if name in self.keywords:
            return self.keywords[name]
        return self.positional[position] if len(self.positional) > position else None


@dataclass(eq=False, slots=True, repr=False)
class Dependency(Value):
    """`Depends(...)` or `Security(...)`: what it depends on is looked up when somebody asks."""

    callee: External
    node: ast.Call
    frame: Frame


@dataclass(eq=False, slots=True, repr=False)
class Written(Value):
    """A name that is handed on and was not looked up."""

    node: ast.expr
    frame: Frame


@dataclass(eq=False, slots=True, repr=False)
class Subscript(Value):
    """`X[a, b]`: a type; its arguments are looked up when somebody asks."""

    base: Value
    node: ast.Subscript
    frame: Frame


@dataclass(eq=False, slots=True, repr=False)
class Frame:
    """The names of a module, a class or a function, and those around it."""

    path: str
    outside: Frame | None = None
    is_class: bool = False
    names: dict[str, Value] = field(default_factory=dict[str, Value])
    has_star: bool = False
    """Whether names may come from a module that is not read."""
    doubts: tuple[int, ...] = ()
    """What is in doubt where the frame is made."""
    before: dict[str, tuple[tuple[int, ...], Value | None]] = field(
        default_factory=dict[str, "tuple[tuple[int, ...], Value | None]"]
    )
    """Of names that were bound in more doubt: in which, and what they stand for without it."""

    def chain(self) -> Iterator[Frame]:
        """The frames that a name is looked up in: those of classes from their own body only."""
        yield self
        frame = self.outside
        while frame is not None:
            if not frame.is_class:
                yield frame
            frame = frame.outside

    @property
    def module(self) -> Frame:
        """The frame of the module."""
        frame = self
        while frame.outside is not None:
            frame = frame.outside
        return frame


@dataclass(eq=False, slots=True, repr=False)
class Function(Value):
    """A function of the project, with what it sees around it.

    `wrapped` is the function that `functools.wraps` says it stands for. `is_wrapped` tells that a
    decorator stands between it and its name, and `is_changed` that its signature was written over.
    """

    node: FunctionNode | ast.Lambda
    frame: Frame
    owner: Class | None = None
    wrapped: Value | None = None
    is_wrapped: bool = False
    is_changed: bool = False
    is_response_scoped: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return "<lambda>" if isinstance(self.node, ast.Lambda) else self.node.name

    @property
    def path(self) -> str:
        """The file that it is defined in."""
        return self.frame.path


@dataclass(eq=False, slots=True, repr=False)
class Class(Value):
    """A class of the project: its own names, and what it derives from."""

    node: ast.ClassDef
    frame: Frame
    look: Callable[[], list[Value]]
    """Looks its bases up: of most classes nobody asks for them."""
    _bases: list[Value] | None = None

    @property
    def bases(self) -> list[Value]:
        """What it derives from."""
        if self._bases is None:
            self._bases = []  # A class that derives from itself would have no end.
            self._bases = self.look()
        return self._bases

    @property
    def name(self) -> str:
        """Its name."""
        return self.node.name

    def lineage(self) -> list[Class]:
        """The class and the classes of the project that it derives from, as attributes are looked up."""
        found: dict[Class, None] = {}
        waiting: list[Class] = [self]
        while waiting and len(found) < _MOST_ANCESTORS:
            current = waiting.pop()
            if current not in found:
                found[current] = None
                bases = [base for base in current.bases if isinstance(base, Class)]
                waiting += bases[::-1]
        return list(found)

    def roots(self) -> Iterator[Value]:
        """What the class and its ancestors derive from outside of the project."""
        for cls in self.lineage():
            for base in cls.bases:
                if not isinstance(base, Class):
                    yield base


@dataclass(eq=False, slots=True, repr=False)
class Instance(Value):
    """An object of a class of the project that is no router."""

    cls: Class
    attributes: dict[str, Value] = field(default_factory=dict[str, Value])
    doubts: tuple[int, ...] = ()
    """What is in doubt where it is made."""


@dataclass(eq=False, slots=True, repr=False)
class BoundFunction(Value):
    """A method of the project's with the object it is called on."""

    function: Function
    owner: Value


@dataclass(eq=False, slots=True, repr=False)
class Super(Value):
    """`super()` in a method: what comes after `cls` for an object."""

    cls: Class
    owner: Value


@dataclass(eq=False, slots=True, repr=False)
class ModuleValue(Value):
    """A module of the project, or a folder of modules."""

    path: str
    is_folder: bool = False


@dataclass(eq=False, slots=True, repr=False)
class ContainerMethod(Value):
    """A method of a list or a dict."""

    owner: Items | Mapping
    name: str


@dataclass(eq=False, slots=True, repr=False)
class TextMethod(Value):
    """A method of a text."""

    text: Constant
    name: str


@dataclass(eq=False, slots=True, repr=False)
class Partial(Value):
    """`functools.partial(f, ...)`: what it calls, with the arguments that come first."""

    callee: Value
    positional: list[Value]
    keywords: dict[str, Value]
    is_complete: bool


def behind_wrappers(function: Function) -> Function:
    """The function that `functools.wraps` says another one stands for, behind several decorators as well."""
    for _ in range(_MOST_WRAPPERS):
        if not isinstance(function.wrapped, Function):
            break
        function = function.wrapped
    return function


def alternatives(value: Value) -> tuple[Value, ...]:
    """All that a value may be."""
    return value.values if isinstance(value, Either) else (value,)


def either(values: Iterable[Value]) -> Value:
    """One of some values."""
    found: list[Value] = []
    for value in values:
        for each in alternatives(value):
            if not any(each is known or _equal(each, known) for known in found):
                found.append(each)
        if len(found) > _MOST_ALTERNATIVES:
            return UNKNOWN
    if len(found) == 1:
        return found[0]
    return Either(tuple(found)) if found else UNKNOWN


def made_text(
    parts: Iterable[str], node: ast.expr | None = None, made_of: Iterable[Value] = ()
) -> Value:
    """The text that is made of others, UNKNOWN where it is too long for a path."""
    texts = list(parts)
    is_short = sum(map(len, texts)) <= LONGEST_TEXT
    return Constant("".join(texts), node, any(map(is_usual, made_of))) if is_short else UNKNOWN


def is_usual(value: Value) -> bool:
    """Whether something outside of the source may replace a value."""
    return isinstance(value, Constant) and value.is_usual


def usual(value: Value) -> Value:
    """A value that something outside of the source may replace."""
    return Constant(value.value, value.node, True) if isinstance(value, Constant) else value


def made_items(parts: Iterable[list[Value]], is_complete: bool = True) -> Items:
    """The list that is made of others, incomplete where it is too long."""
    lists = list(parts)
    if sum(map(len, lists)) > _MOST_ITEMS:
        return Items([], is_complete=False)
    return Items([item for each in lists for item in each], is_complete)


def _equal(one: Value, other: Value) -> bool:
    return (
        isinstance(one, Constant)
        and isinstance(other, Constant)
        and type(one.value) is type(other.value)
        and one.value == other.value
        and one.is_usual is other.is_usual
    )


def text_of(value: Value | None) -> str | None:
    """The text that a value is, None where that is not known."""
    if isinstance(value, Constant) and isinstance(value.value, str):
        return value.value
    return None
