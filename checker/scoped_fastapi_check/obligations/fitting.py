"""How one type fits another, asked of a checker line by line."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.obligations.probes import (
    Lines,
    Place,
    Probe,
    members,
    put,
    real_members,
    text_of,
)
from scoped_fastapi_check.questions import Fit, Provision

if TYPE_CHECKING:
    from scoped_fastapi_check.obligations.names import SourceNames

Answer = Generator[Probe, Lines, Provision]

_UNKNOWN: Final = Provision(Fit.UNKNOWN)
_NOTHING: Final = frozenset({"", "Never", "NoReturn", "Unknown", "Any"})
# More type arguments inside of each other than these nobody compares.
_MAX_DEPTH: Final = 4


@dataclass(slots=True)
class Fitting:
    """Compares types; `reason` is what the checker said when it last refused one."""

    names: SourceNames
    reason: str | None = None

    def fit(self, value: str, declared: Expression, place: Place, depth: int = 0) -> Answer:
        """How the type of an expression fits the type that is declared."""
        wanted = text_of(declared.node)
        given, assigned = yield from put(place, f"_sf_v0 = {value}", f"_sf_v1: {wanted} = _sf_v0")
        if given.is_broken or given.refused is not None or assigned.is_broken:
            return _UNKNOWN
        if assigned.refused is None:
            return Provision(Fit.FITS)
        fit = yield from self._misfit(value, declared, place, depth)
        if fit is Fit.FITS or fit is Fit.UNKNOWN:
            return Provision(fit)
        if depth == 0:
            self.reason = assigned.refused
        return (yield from self._described(fit, value, wanted, place))

    def _misfit(
        self, value: str, declared: Expression, place: Place, depth: int
    ) -> Generator[Probe, Lines, Fit]:
        """In which way a type does not fit that a checker has refused."""
        wanted = text_of(declared.node)
        _, optional, _, narrowed, shown = yield from put(
            place,
            f"_sf_v0 = {value}",
            f"_sf_v1: _sf_t.Optional[{wanted}] = _sf_v0",
            f"_sf_v2 = _sf_t.cast({wanted!r}, None)",
            "if _sf_of(_sf_v2).narrows(_sf_v0): _sf_reveal(_sf_v0)",
            "_sf_reveal(_sf_v3)".replace("_sf_v3", value),
        )
        kind = shown.revealed or ""
        if not kind or "@" in kind or kind in _NOTHING:
            return Fit.UNKNOWN
        if optional.refused is None and not optional.is_broken:
            return Fit.UNKNOWN if kind == "None" and depth else _none_fit(kind)
        inner = yield from self._by_arguments(value, declared, place, depth)
        if inner is not None:
            return inner
        if "None" in members(kind):
            return (yield from self._misfit_without_none(value, declared, place, depth))
        return Fit.WIDER if real_members(narrowed.revealed) else Fit.UNRELATED

    def _misfit_without_none(
        self, value: str, declared: Expression, place: Place, depth: int
    ) -> Generator[Probe, Lines, Fit]:
        rest = yield from self.fit(f"_sf_some({value})", declared, place, depth + 1)
        return rest.fit

    def _by_arguments(
        self, value: str, declared: Expression, place: Place, depth: int
    ) -> Generator[Probe, Lines, Fit | None]:
        """Compare `list[A]` with `list[B]` by what they hold: nobody else holds on to the list."""
        declared = self._plain(declared)
        node = declared.node
        if not isinstance(node, ast.Subscript) or depth > _MAX_DEPTH:
            return None
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        head = text_of(node.value)
        anything = ", ".join("_sf_Any" for _ in parts)
        (alike,) = yield from put(place, f"_sf_v1: {head}[{anything}] = {value}")
        if alike.refused is not None or alike.is_broken:
            return None
        worst = Fit.FITS
        for index, part in enumerate(parts):
            arguments = ", ".join("_sf_T" if i == index else "_sf_Any" for i in range(len(parts)))
            held = f"_sf_t.cast('_sf_t.Callable[[{head}[{arguments}]], _sf_T]', None)({value})"
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
        given, wanted, accepted = yield from put(
            place,
            f"_sf_v0 = {value}",
            f"_sf_v1 = {expected}",
            "_sf_of(_sf_v1).accepts(_sf_v0)",
        )
        if any(line.is_broken for line in (given, wanted, accepted)):
            return _UNKNOWN
        if given.refused is not None or wanted.refused is not None:
            return _UNKNOWN
        if accepted.refused is None:
            return Provision(Fit.FITS)
        self.reason = accepted.refused
        return (yield from self._replacement(value, expected, place))

    def _replacement(self, value: str, expected: str, place: Place) -> Answer:
        left, right, _, _, narrowed, without = yield from put(
            place,
            f"_sf_reveal({value})",
            f"_sf_reveal({expected})",
            f"_sf_v0 = {value}",
            f"_sf_v1 = {expected}",
            "if _sf_of(_sf_v1).narrows(_sf_v0): _sf_reveal(_sf_v0)",
            f"_sf_of({expected}).accepts(_sf_some({value}))",
        )
        shown, wanted = left.revealed or "", right.revealed or ""
        if shown in {*_NOTHING, "None"} or wanted in {*_NOTHING, "None"} or "@" in shown + wanted:
            return _UNKNOWN
        if without.refused is None and not without.is_broken:
            return Provision(Fit.MAYBE_NONE, shown, wanted)
        fit = Fit.WIDER if real_members(narrowed.revealed) else Fit.UNRELATED
        return Provision(fit, shown, wanted)

    def _described(self, fit: Fit, value: str, wanted: str, place: Place) -> Answer:
        provided, declared = yield from put(
            place, f"_sf_reveal({value})", f"_sf_reveal(_sf_t.cast({wanted!r}, None))"
        )
        shown = provided.revealed or "another type"
        return Provision(fit, shown, declared.revealed or wanted)

    def shown(self, expression: str, place: Place) -> Generator[Probe, Lines, str]:
        """The type of an expression, as the checker shows it."""
        (line,) = yield from put(place, f"_sf_reveal({expression})")
        return line.revealed or "another type"


def _none_fit(kind: str) -> Fit:
    """With a None allowed it fits: a None may come, or nothing but that."""
    return Fit.UNRELATED if kind == "None" else Fit.MAYBE_NONE
