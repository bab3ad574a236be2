"""How one type fits another, asked of a checker line by line."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Fit, Provision
from scoped_fastapi_check.engines.probes.probes import (
    Line,
    Lines,
    Place,
    Probe,
    members,
    put,
    real_members,
    text_of,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.model.module import Expression

Answer = Generator[Probe, Lines, Provision]

UNKNOWN: Final = Provision(Fit.UNKNOWN)
# What a checker shows of a type that it knows nothing of, or that is none.
UNTOLD: Final = frozenset({"", "Never", "NoReturn", "Unknown", "Any"})
# From what is nobody's business to what is worst.
SEVERITY: Final = (Fit.FITS, Fit.UNKNOWN, Fit.WIDER, Fit.MAYBE_NONE, Fit.UNRELATED)
# More type arguments inside of each other than these nobody compares.
_MAX_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Value:
    """An expression whose type is compared, and the definitions that it needs."""

    text: str
    setup: tuple[str, ...] = ()

    def wrapped(self, function: str, *setup: str) -> Value:
        """What a function gives for this value."""
        return Value(f"{function}({self.text})", (*self.setup, *setup))

    def bound(self, name: str) -> Value:
        """The value in a variable: its type is its own then, whatever it is used for."""
        return Value(name, (*self.setup, f"{name} = {self.text}"))

    def without_none(self, depth: int = 0) -> Value:
        """The value where it is not None."""
        name = f"_sf_v9{depth}"
        lines = (f"{name} = {self.text}", f"assert {name} is not None")
        return Value(name, (*self.setup, *lines))


@dataclass(slots=True)
class Fitting:
    """Compares types; `reason` is what the checker said when it last refused one."""

    names: SourceNames
    reason: str | None = None

    def fit(self, value: Value, declared: Expression, place: Place, depth: int = 0) -> Answer:
        """How the type of a value fits the type that is declared."""
        wanted = text_of(declared.node)
        given, assigned = yield from _put(place, value, *assignment(value, wanted))
        known = self.plainly(given, assigned)
        if known is not None:
            return known
        return (yield from self.misfit(value, declared, assigned, place, depth))

    def plainly(self, given: Line, assigned: Line) -> Provision | None:
        """What the two lines of an assignment tell for certain."""
        if given.is_broken or given.refused is not None or assigned.is_broken:
            return UNKNOWN
        return Provision(Fit.FITS) if assigned.refused is None else None

    def misfit(
        self, value: Value, declared: Expression, refused: Line, place: Place, depth: int = 0
    ) -> Answer:
        """In which way a type does not fit that the checker has refused."""
        wanted = text_of(declared.node)
        shown, type_of_wanted, _, optional, none, _, narrowed, _, reverse = yield from _put(
            place,
            value,
            f"_sf_reveal({value.text})",
            f"_sf_reveal(_sf_t.cast({wanted!r}, None))",
            f"_sf_v0 = {value.text}",
            f"_sf_v1: _sf_t.Optional[{wanted}] = _sf_v0",
            f"_sf_v2: {wanted} = None",
            f"_sf_v3 = _sf_t.cast({wanted!r}, None)",
            "if _sf_of(_sf_v3).narrows(_sf_v0): _sf_reveal(_sf_v0)",
            f"_sf_v4 = {value.text}",
            "_sf_of(_sf_v4).accepts(_sf_v3)",
        )
        kind = shown.revealed or ""
        if kind in UNTOLD or "@" in kind:
            return UNKNOWN
        takes_none = none.refused is None
        fit: Fit | None = None
        if optional.refused is None and not optional.is_broken:
            # `T | None` becomes None where nothing tells what the `T` of a type argument is.
            of_none = Fit.UNRELATED if depth == 0 else Fit.WIDER
            fit = of_none if kind == "None" else Fit.MAYBE_NONE
        elif "None" in members(kind) and kind != "None":
            fit = yield from self._without_none(value, declared, place, depth, takes_none)
        else:
            fit = yield from self._by_arguments(value, declared, place, depth)
        if fit is None:
            left = real_members(narrowed.revealed)
            # What does not fit has to become narrower; mypy leaves one NewType where another was.
            is_wider = left and not (left == members(kind) and reverse.refused is not None)
            fit = Fit.WIDER if is_wider else Fit.UNRELATED
        if depth == 0:
            self.reason = refused.refused
        return Provision(fit, *(refused.named or (kind, type_of_wanted.revealed or wanted)))

    def _without_none(
        self, value: Value, declared: Expression, place: Place, depth: int, takes_none: bool
    ) -> Generator[Probe, Lines, Fit]:
        """That both may be None does not make the rest of them related."""
        if depth > _MAX_DEPTH:
            return Fit.UNKNOWN
        rest = yield from self.fit(value.without_none(depth), declared, place, depth + 1)
        if takes_none or rest.fit in {Fit.UNRELATED, Fit.UNKNOWN}:
            return rest.fit
        return Fit.MAYBE_NONE

    def _by_arguments(
        self, value: Value, declared: Expression, place: Place, depth: int
    ) -> Generator[Probe, Lines, Fit | None]:
        """Compare `list[A]` with `list[B]` by what they hold: nobody else holds on to the list."""
        declared = self._plain(declared)
        node = declared.node
        if not isinstance(node, ast.Subscript) or depth > _MAX_DEPTH:
            return None
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        is_literal = self.names.fullname(declared.sibling(node.value)) in fullnames.LITERAL
        if is_literal or any(isinstance(part, ast.List) for part in parts):
            return None
        head = text_of(node.value)
        value = value.bound(f"_sf_v8{depth}")
        anything = ", ".join("_sf_Any" for _ in parts)
        (alike,) = yield from _put(place, value, f"_sf_v1: {head}[{anything}] = {value.text}")
        if alike.refused is not None or alike.is_broken:
            return None
        worst = Fit.FITS
        for index, part in enumerate(parts):
            arguments = ", ".join("_sf_T" if i == index else "_sf_Any" for i in range(len(parts)))
            name = f"_sf_v{depth}{index}"
            held = value.wrapped(
                name, f"def {name}(x: {head}[{arguments}]) -> _sf_T: raise TypeError"
            )
            found = yield from self.fit(held, declared.sibling(part), place, depth + 1)
            if found.fit is Fit.UNRELATED:
                worst = Fit.UNRELATED
            elif found.fit in {Fit.WIDER, Fit.MAYBE_NONE} and worst is Fit.FITS:
                worst = Fit.WIDER
        return worst

    def _plain(self, declared: Expression) -> Expression:
        """A type without its quotes, its `Annotated` and a None beside it."""
        declared = unquoted(declared)
        node = declared.node
        if isinstance(node, ast.Subscript):
            head = self.names.fullname(declared.sibling(node.value))
            if head in fullnames.ANNOTATED and isinstance(node.slice, ast.Tuple):
                return self._plain(declared.sibling(node.slice.elts[0]))
            if head in fullnames.OPTIONAL:
                return self._plain(declared.sibling(node.slice))
        if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
            return self._plain(declared.sibling(node.left))
        return declared

    def replaces(self, value: str, expected: str, place: Place) -> Answer:
        """How the type of one expression fits where that of another was expected."""
        given, wanted, accepted, left, right, _, _, narrowed, _, _, without = yield from put(
            place,
            f"_sf_v0 = {value}",
            f"_sf_v1 = {expected}",
            "_sf_of(_sf_v1).accepts(_sf_v0)",
            f"_sf_reveal({value})",
            f"_sf_reveal({expected})",
            f"_sf_v2 = {value}",
            f"_sf_v3 = {expected}",
            "if _sf_of(_sf_v3).narrows(_sf_v2): _sf_reveal(_sf_v2)",
            f"_sf_v4 = {value}",
            "assert _sf_v4 is not None",
            "_sf_of(_sf_v3).accepts(_sf_v4)",
        )
        if any(line.is_broken or line.refused is not None for line in (given, wanted)):
            return UNKNOWN
        shown, original = left.revealed or "", right.revealed or ""
        if any(kind in UNTOLD or kind == "None" or "@" in kind for kind in (shown, original)):
            return UNKNOWN
        if accepted.is_broken or accepted.refused is None:
            return Provision(Fit.UNKNOWN if accepted.is_broken else Fit.FITS)
        self.reason = accepted.refused
        if "None" in members(shown) and without.refused is None and not without.is_broken:
            return Provision(Fit.MAYBE_NONE, shown, original)
        fit = Fit.WIDER if real_members(narrowed.revealed) else Fit.UNRELATED
        return Provision(fit, shown, original)


def assignment(value: Value, wanted: str, number: int = 0) -> tuple[str, str]:
    """The lines that tell whether a value can be assigned where a type is declared.

    Several of them in one place need different numbers.
    """
    given, declared = f"_sf_v{2 * number}", f"_sf_v{2 * number + 1}"
    return f"{given} = {value.text}", f"{declared}: {wanted} = {given}"


def _put(place: Place, value: Value, *lines: str) -> Generator[Probe, Lines, Lines]:
    """Put lines below the definitions that a value needs."""
    answered = yield from put(place, *value.setup, *lines)
    return answered[len(value.setup) :]
