"""Lines of typed Python that are put to a checker, and what it has to say about each of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from scoped_fastapi_check.analysis.interleaving import side_by_side
from scoped_fastapi_check.model.module import Expression, Scope

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Module


@dataclass(frozen=True, slots=True)
class Place:
    """Where lines stand: in the scope and at the place of a node, or just before a statement."""

    scope: Scope
    line: int
    column: int
    is_before: bool = False

    @property
    def module(self) -> Module:
        """The module that the lines are put to."""
        return self.scope.module

    @staticmethod
    def of(expression: Expression) -> Place:
        """The place where an expression means what it means in the source."""
        return Place(expression.scope, expression.node.lineno, expression.node.col_offset)

    @staticmethod
    def before(statement: ast.stmt, function: Function) -> Place:
        """The place just before a statement of a function, where names have the same types."""
        return Place(function.body, statement.lineno, statement.col_offset, is_before=True)


@dataclass(frozen=True, slots=True)
class Probe:
    """Lines for one place; `_sf_v0` and so on are variables of their own."""

    place: Place
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What a checker says about one line.

    `refused` is its reason for not accepting one type for another, `named` the two types as it names
    them there, `revealed` the type that it shows.
    A line that it has other objections to, or that could not be put to it, is broken: it tells
    nothing.
    """

    refused: str | None = None
    revealed: str | None = None
    lacks_attribute: bool = False
    is_broken: bool = False
    named: tuple[str, str] | None = None


BROKEN: Final = Line(is_broken=True)
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Probes:
    """Several probes at once, or bundles of them; the answer is that of each."""

    parts: tuple[Probe | Probes, ...]

    def all(self) -> Iterator[Probe]:
        """Each probe of the bundle."""
        for part in self.parts:
            yield from (part,) if isinstance(part, Probe) else part.all()

    def answer(self, known: Mapping[Probe, Lines]) -> list[Any]:
        """The answers, in the form of the bundle."""
        return [
            known[part] if isinstance(part, Probe) else part.answer(known) for part in self.parts
        ]


# An answer in the making: probes go out, what a checker says about their lines comes back.
ResultT = TypeVar("ResultT")
OtherT = TypeVar("OtherT")
Steps = Generator[Probe | Probes, Any, ResultT]


def put(place: Place, *lines: str) -> Generator[Probe, Lines, Lines]:
    """Put lines to the checker: `one, two = yield from put(place, "...", "...")`."""
    answered = yield Probe(place, lines)
    return answered


def put_together(*steps: Steps[ResultT]) -> Steps[list[ResultT]]:
    """Find out several things side by side."""
    return side_by_side(steps, Probes)


def put_both(one: Steps[ResultT], other: Steps[OtherT]) -> Steps[tuple[ResultT, OtherT]]:
    """Find out two things of different kinds side by side."""
    steps: list[Steps[Any]] = [one, other]
    first, second = yield from put_together(*steps)
    return first, second


# How the engine's own names begin, and what stands for the same in a name of the user's, until the line
# that it is in is put into a copy.
OWN: Final = "_sf_"
PROTECTED: Final = "\N{EDITORIAL CORONIS}"  # It can be seen: `repr` leaves it as it is.
# What stands in an expression of the user's for a name of the engine that was put into it.
_PUT_IN: Final = "\N{PARAGRAPHOS}"


def own_name(name: str) -> ast.Name:
    """A name of the engine, to be put into an expression of the user's that `text_of` writes."""
    return ast.Name(name.replace(OWN, _PUT_IN), ast.Load())


def text_of(node: ast.AST) -> str:
    """An expression in one line, as it is put to a checker."""
    text = " ".join(ast.unparse(node).split("\n"))
    return text.replace(OWN, PROTECTED).replace(_PUT_IN, OWN)


_MEMBER: Final = re.compile(r"[\[\](){},|\"]|[^\[\](){},|\"]+")


def members(shown: str) -> list[str]:
    """The members of a union that a checker shows."""
    return parts(shown, "|")


def parts(shown: str, separator: str) -> list[str]:
    """What a checker shows, taken apart outside of brackets."""
    found, depth = [""], 0
    for part in _MEMBER.findall(shown):
        depth += (part in "[({") - (part in "])}")
        if part == separator and not depth:
            found.append("")
        else:
            found[-1] += part
    return [member.strip() for member in found]


def is_function(shown: str) -> bool:
    """Whether a checker shows a function: `() -> int`, also in parentheses."""
    return shown.startswith("(") and "->" in shown


def real_members(narrowed: str | None) -> list[str]:
    """What is left of a type that is narrowed to another one.

    Checkers make up a class that derives from both where neither class derives from the other, and
    one whose objects can be called where a function is narrowed.
    """
    left = members(narrowed) if narrowed is not None else []
    return [
        member
        for member in left
        if member not in {"Never", "NoReturn"}
        and "&" not in member
        and "<subclass of" not in member
        and "<callable subtype of" not in member
    ]
