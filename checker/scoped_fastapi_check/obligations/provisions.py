"""What a dependency provides, against the type that its target declares."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Alias, Expression, Function, Parameter
from scoped_fastapi_check.obligations.probes import Lines, Place, Probe, put, text_of
from scoped_fastapi_check.obligations.transplants import transplanted
from scoped_fastapi_check.questions import Fit, Provides, Provision, Replaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.model.module import Target
    from scoped_fastapi_check.obligations.classes import Classes
    from scoped_fastapi_check.obligations.fitting import Fitting
    from scoped_fastapi_check.obligations.names import SourceNames
    from scoped_fastapi_check.obligations.vocabulary import Vocabulary

_UNKNOWN: Final = Provision(Fit.UNKNOWN)
# These leave a function what it is for FastAPI and for a checker.
_NEUTRAL_DECORATORS: Final = frozenset(
    {"builtins.staticmethod", "builtins.classmethod", "typing.final", "typing.override"}
)
_ITERABLES: Final = frozenset({"typing.Iterable", "typing.AsyncIterable"})
_UNTOLD: Final = frozenset({"", "object", "Any", "Unknown", "Never"})
_SEVERITY: Final = (Fit.FITS, Fit.UNKNOWN, Fit.WIDER, Fit.MAYBE_NONE, Fit.UNRELATED)

Answer = Generator[Probe, Lines, Provision]


@dataclass(frozen=True, slots=True)
class Provided:
    """Expressions for what calling a dependency may provide: one of them is right.

    `is_certain` tells that the source shows what kind of callable it is.
    """

    expressions: tuple[str, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Provisions:
    """Answers the questions about what is provided."""

    names: SourceNames
    vocabulary: Vocabulary
    fitting: Fitting
    classes: Classes

    def provides(self, question: Provides) -> Answer:
        """How what a dependency provides fits its target."""
        dependency, target = question.dependency, question.target
        if dependency is None:
            return _callable_type(target, self.names)
        place = Place.of(dependency) if target is None else place_of(target)
        here = transplanted(dependency, place, self.vocabulary)
        if here is None:
            return _UNKNOWN
        found = provided(dependency, text_of(here.node), self.names)
        if not found.is_certain and (yield from self._is_not_callable(here, place)):
            shown = yield from self.fitting.shown(text_of(here.node), place)
            return Provision(Fit.NOT_CALLABLE, shown)
        declared = None if target is None else declaration_of(target)
        if declared is None:
            return _UNKNOWN
        return (yield from self._fit(found, dependency, declared, place))

    def _fit(
        self, found: Provided, dependency: Expression, declared: Expression, place: Place
    ) -> Answer:
        best = yield from self._best(found.expressions, declared, place)
        if best.fit in {Fit.MAYBE_NONE, Fit.UNRELATED} and (
            yield from self.classes.is_security_scheme(dependency)
        ):
            without = [f"_sf_some({expression})" for expression in found.expressions]
            return (yield from self._best(without, declared, place))
        return best

    def _best(self, expressions: Sequence[str], declared: Expression, place: Place) -> Answer:
        best: Provision | None = None
        for expression in expressions:
            provision = yield from self.fitting.fit(expression, declared, place)
            if best is None or _SEVERITY.index(provision.fit) < _SEVERITY.index(best.fit):
                best = provision
            if best.fit in {Fit.FITS, Fit.UNKNOWN}:
                break
        return best or _UNKNOWN

    def replaces(self, question: Replaces) -> Answer:
        """How what an override provides fits where the original was asked for."""
        place = Place.of(question.replacement)
        texts = text_of(question.original.node), text_of(question.replacement.node)
        original = provided(question.original, texts[0], self.names)
        replacement = provided(question.replacement, texts[1], self.names)
        if not replacement.is_certain and (
            yield from self._is_not_callable(question.replacement, place)
        ):
            shown = yield from self.fitting.shown(texts[1], place)
            return Provision(Fit.NOT_CALLABLE, shown)
        best: Provision | None = None
        for expected in original.expressions:
            for given in replacement.expressions:
                found = yield from self.fitting.replaces(given, expected, place)
                if found.fit in {Fit.FITS, Fit.UNKNOWN}:
                    return found
                if best is None or _SEVERITY.index(found.fit) < _SEVERITY.index(best.fit):
                    best = found
        return best or _UNKNOWN

    def _is_not_callable(
        self, dependency: Expression, place: Place
    ) -> Generator[Probe, Lines, bool]:
        """Whether the checker is certain that a dependency cannot be called."""
        text = text_of(dependency.node)
        (called,) = yield from put(place, f"_sf_v0 = _sf_result({text})")
        if called.refused is None:
            return False
        some, shown = yield from put(
            place, f"_sf_v0 = _sf_result(_sf_some({text}))", f"_sf_reveal({text})"
        )
        kind = shown.revealed or ""
        if some.refused is None and not some.is_broken and kind != "None":
            return False
        return kind not in _UNTOLD and not shown.is_broken


def provided(dependency: Expression, text: str, names: SourceNames) -> Provided:
    """Expressions for what FastAPI gets from calling a dependency that is written as `text`.

    FastAPI awaits coroutine functions, takes what generator functions yield, and uses what
    everything else returns; where the source does not tell which it is, each may be right.
    """
    if isinstance(dependency.node, ast.Lambda):
        if any(isinstance(part, ast.arg) for part in ast.walk(dependency.node.args)):
            return Provided((), is_certain=True)
        return Provided((f"({text_of(dependency.node.body)})",), is_certain=True)
    function = names.function(dependency)
    if function is not None and _is_plain(function, names):
        return Provided((_call(function, names, text),), is_certain=True)
    result = f"_sf_result({text})"
    if names.class_scope(dependency) is not None:
        return Provided((result,), is_certain=True)
    return Provided((result, f"_sf_unwrapped({result})", f"_sf_any_of({result})"), is_certain=False)


def _call(function: Function, names: SourceNames, text: str) -> str:
    if function.is_generator:
        returns = function.node.returns
        if returns is not None and isinstance(returns, ast.Subscript):
            head = Expression(returns.value, function.scope)
            if names.fullname(head) in _ITERABLES:
                return f"_sf_iterated({text})"
        return f"_sf_yielded({text})"
    if isinstance(function.node, ast.AsyncFunctionDef):
        return f"_sf_awaited({text})"
    return f"_sf_result({text})"


def _is_plain(function: Function, names: SourceNames) -> bool:
    return all(names.fullname(found) in _NEUTRAL_DECORATORS for found in function.decorators)


def declaration_of(target: Target) -> Expression | None:
    """The annotation of a target."""
    return target.value if isinstance(target, Alias) else target.annotation


def place_of(target: Target) -> Place:
    """The place of the definition that a target belongs to."""
    if isinstance(target, Parameter):
        function = target.function
        return Place(function.scope, function.node.lineno, function.node.col_offset)
    return Place.of(target.value if isinstance(target, Alias) else target.annotation)


def _callable_type(target: Target | None, names: SourceNames) -> Provision:
    """Whether FastAPI can call a declared type; only a union is certain to be none."""
    declared = None if target is None else declaration_of(target)
    if declared is None:
        return _UNKNOWN
    node = declared_type(unquoted(declared), names).node
    is_union = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
    if isinstance(node, ast.Subscript):
        head = names.fullname(declared.sibling(node.value))
        is_union = head in fullnames.UNION or head in fullnames.OPTIONAL
    return Provision(Fit.NOT_CALLABLE, text_of(node)) if is_union else _UNKNOWN
