"""What a dependency provides, against the type that its target declares."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Fit, Provides, Provision, Replaces
from scoped_fastapi_check.engines.probes.assignability import (
    SEVERITY,
    UNKNOWN,
    UNTOLD,
    Value,
    assignment,
)
from scoped_fastapi_check.engines.probes.probes import Line, Lines, Place, Probe, put, text_of
from scoped_fastapi_check.engines.probes.relocation import erased, transplanted
from scoped_fastapi_check.engines.probes.test_doubles import StandIns
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import callee_of, declared_type
from scoped_fastapi_check.model.lifetimes import is_response_scoped
from scoped_fastapi_check.model.module import Alias, Expression, Function, Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.engines.probes.assignability import Fitting
    from scoped_fastapi_check.engines.probes.classes import Classes
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Vocabulary
    from scoped_fastapi_check.model.module import Scope, Target

_MAX_STEPS: Final = 20
# These leave a function what it is for FastAPI and for a checker.
_NEUTRAL_DECORATORS: Final = frozenset(
    {"builtins.staticmethod", "builtins.classmethod", "typing.final", "typing.override"}
)
_ITERABLES: Final = frozenset({"typing.Iterable", "typing.AsyncIterable"})

Answer = Generator[Probe, Lines, Provision]


@dataclass(frozen=True, slots=True)
class Provided:
    """Expressions for what calling a dependency may provide: one of them is right.

    `is_certain` tells that the source shows what kind of callable it is.
    """

    expressions: tuple[str, ...]
    is_certain: bool
    is_object: bool = False
    """Whether it may be an object with a `__call__`."""


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
        if here is None or self.names.is_defined_again(dependency):
            return UNKNOWN
        found = provided(dependency, text_of(here.node), self.names)
        declared = None if target is None else declaration_of(target)
        if declared is None:
            return UNKNOWN if found.is_certain else (yield from self._not_callable(here, place))
        declared = erased(declared, self.names)
        provision = yield from self._fit(found, here, declared, place)
        if provision.fit is Fit.MAYBE_NONE and self._is_inferred(dependency):
            return UNKNOWN
        return provision

    def _is_inferred(self, dependency: Expression) -> bool:
        """Whether nobody has written down what a dependency provides.

        Then a checker counts every way through the function, and a None on one of them is mostly
        one that its callers know not to come.
        """
        called = _behind_partials(dependency, self.names)
        callee = callee_of(called, self.names, behind_factories=False)
        return callee is not None and callee.function.node.returns is None

    def _fit(
        self, found: Provided, dependency: Expression, declared: Expression, place: Place
    ) -> Answer:
        if not found.expressions:
            return UNKNOWN
        values = [Value(expression) for expression in found.expressions]
        wanted = text_of(declared.node)
        lines = [
            line
            for number, value in enumerate(values)
            for line in assignment(value, wanted, number)
        ]
        answered = yield from put(place, *lines)
        pairs = list(zip(answered[::2], answered[1::2], strict=True))
        known = [self.fitting.plainly(*pair) for pair in pairs]
        if not found.is_certain and any(given.refused is not None for given, _ in pairs):
            refused = yield from self._not_callable(dependency, place)
            if refused.fit is Fit.NOT_CALLABLE:
                return refused
        if any(provision is not None for provision in known):
            return next(provision for provision in known if provision is not None)
        best = yield from self._best(values, pairs, declared, place)
        if best.provided == "object" and not found.is_certain:
            called = Provided(_called(text_of(dependency.node)), is_certain=True)
            return (yield from self._fit(called, dependency, declared, place))
        if not found.is_certain and (yield from self._has_overload(dependency, wanted, place)):
            return Provision(Fit.FITS)
        if (
            found.is_object
            and best.fit in {Fit.MAYBE_NONE, Fit.UNRELATED}
            and (yield from self.classes.is_security_scheme(dependency))
        ):
            return (yield from self.fitting.fit(values[0].without_none(), declared, place))
        return best

    def _has_overload(
        self, dependency: Expression, wanted: str, place: Place
    ) -> Generator[Probe, Lines, bool]:
        """Whether any overload provides what is wanted: a call alone shows the first one."""
        result = f"_sf_t.Union[{wanted}, _sf_t.Awaitable[{wanted}]]"
        text = text_of(dependency.node)
        (line,) = yield from put(place, f"_sf_v0: _sf_t.Callable[..., {result}] = {text}")
        return line.refused is None and not line.is_broken

    def _best(
        self,
        values: Sequence[Value],
        pairs: Sequence[tuple[Line, Line]],
        declared: Expression,
        place: Place,
    ) -> Answer:
        best = UNKNOWN
        for value, (_, assigned) in zip(values, pairs, strict=True):
            provision = yield from self.fitting.misfit(value, declared, assigned, place)
            if provision.fit in {Fit.FITS, Fit.UNKNOWN}:
                return provision
            if best is UNKNOWN or SEVERITY.index(provision.fit) < SEVERITY.index(best.fit):
                best = provision
        return best

    def replaces(self, question: Replaces) -> Answer:
        """How what an override provides fits where the original was asked for."""
        place = Place.of(question.replacement)
        texts = text_of(question.original.node), text_of(question.replacement.node)
        original = provided(question.original, texts[0], self.names)
        replacement = provided(question.replacement, texts[1], self.names)
        if not replacement.is_certain:
            refused = yield from self._not_callable(question.replacement, place)
            if refused.fit is Fit.NOT_CALLABLE:
                return refused
        best = UNKNOWN
        for expected in original.expressions:
            for given in replacement.expressions:
                found = yield from self.fitting.replaces(given, expected, place)
                if found.fit in {Fit.FITS, Fit.UNKNOWN}:
                    return found
                if found.fit is Fit.UNRELATED:
                    stand_ins = StandIns(self.names, self._scopes(question))
                    if stand_ins.may_stand_in(found.provided, found.declared):
                        return UNKNOWN
                if best is UNKNOWN or SEVERITY.index(found.fit) < SEVERITY.index(best.fit):
                    best = found
        for one, other in ((question.replacement, original), (question.original, replacement)):
            if self.names.is_overloaded(one) and (yield from self._may_be(one, other, place)):
                return Provision(Fit.FITS)
        return best

    def _may_be(
        self, overloaded: Expression, other: Provided, place: Place
    ) -> Generator[Probe, Lines, bool]:
        """Whether some overload provides what another dependency does."""
        for expression in other.expressions:
            _, line = yield from put(
                place,
                f"_sf_v0 = {expression}",
                f"_sf_of(_sf_v0).is_provided_by({text_of(overloaded.node)})",
            )
            if line.refused is None and not line.is_broken:
                return True
        return False

    def _scopes(self, question: Replaces) -> tuple[Scope, ...]:
        """Where the functions of an override are defined, and where it is made."""
        scopes: list[Scope] = []
        for dependency in (question.replacement, question.original):
            callee = callee_of(dependency, self.names)
            scopes += [dependency.scope] if callee is None else [callee.function.scope]
        return tuple(scopes)

    def _not_callable(self, dependency: Expression, place: Place) -> Answer:
        """NOT_CALLABLE where the checker is certain of it; a None among others is not."""
        text = text_of(dependency.node)
        called, shown, _, _, some = yield from put(
            place,
            f"_sf_v0 = _sf_result({text})",
            f"_sf_reveal({text})",
            f"_sf_v1 = {text}",
            "assert _sf_v1 is not None",
            "_sf_v2 = _sf_result(_sf_v1)",
        )
        kind = shown.revealed or ""
        is_optional = some.refused is None and not some.is_broken and kind != "None"
        if called.refused is None or is_optional or kind in {*UNTOLD, "object"}:
            return UNKNOWN
        return Provision(Fit.NOT_CALLABLE, kind)


def provided(dependency: Expression, text: str, names: SourceNames) -> Provided:
    """Expressions for what FastAPI gets from calling a dependency that is written as `text`.

    FastAPI awaits coroutine functions, takes what generator functions yield, and uses what
    everything else returns; where the source does not tell which it is, each may be right.
    """
    if isinstance(dependency.node, ast.Lambda):
        if any(isinstance(part, ast.arg) for part in ast.walk(dependency.node.args)):
            return Provided((), is_certain=True)
        return Provided((f"({text_of(dependency.node.body)})",), is_certain=True)
    if is_response_scoped(dependency, names):
        return Provided((f"_sf_awaited({text})",), is_certain=True)
    callee = _behind_partials(dependency, names)
    if names.class_scope(callee) is not None:
        return Provided((f"_sf_result({text})",), is_certain=True)
    found = None
    if not _is_declared(callee, names):
        found = callee_of(callee, names, behind_factories=False)
    is_plain = found is not None and all(
        names.fullname(decorator) in _NEUTRAL_DECORATORS for decorator in found.function.decorators
    )
    if found is not None and is_plain:
        function = found.function
        is_object = function.name == "__call__"
        if function.is_generator or isinstance(function.node, ast.AsyncFunctionDef):
            expression = _awaited_or_yielded(function, names, text)
            return Provided((expression,), is_certain=True, is_object=is_object)
        if not is_object:
            return Provided((f"_sf_result({text})",), is_certain=True)
    is_certain = found is not None and is_plain
    return Provided(_alternatives(text), is_certain=is_certain, is_object=True)


def _alternatives(text: str) -> tuple[str, ...]:
    """What a callable of any kind may provide."""
    result = f"_sf_result({text})"
    # A coroutine is awaited on its own: mypy finds `Coroutine[Any, Any, T]` in several overloads.
    awaited = f"_sf_awaited({text})"
    return (
        f"_sf_unwrapped({awaited})",
        result,
        f"_sf_any_of({result})",
        f"_sf_entered({awaited})",
    )


def _called(text: str) -> tuple[str, ...]:
    """The same, where the callable has to be called: mypy joins the results of several callables."""
    result = f"({text})(*_sf_t.cast(_sf_Any, None), **_sf_t.cast(_sf_Any, None))"
    return f"_sf_unwrapped({result})", result


def _is_declared(dependency: Expression, names: SourceNames) -> bool:
    """Whether a dependency has the type that some variable is declared with, not that of a value."""
    for _ in range(_MAX_STEPS):
        if names.is_declared(dependency):
            return True
        value = names.value(dependency)
        if value is None:
            return False
        dependency = value
    return False


def _behind_partials(dependency: Expression, names: SourceNames) -> Expression:
    """What `functools.partial` is applied to, through the names that it is bound to."""
    for _ in range(_MAX_STEPS):
        value = names.value(dependency) or dependency
        node = value.node
        if not isinstance(node, ast.Call) or not node.args:
            break
        if names.fullname(value.sibling(node.func)) != fullnames.PARTIAL:
            break
        dependency = value.sibling(node.args[0])
    return dependency


def _awaited_or_yielded(function: Function, names: SourceNames, text: str) -> str:
    if not function.is_generator:
        return f"_sf_awaited({text})"
    returns = function.node.returns
    if returns is not None and _is_iterable(Expression(returns, function.scope), names):
        return f"_sf_iterated({text})"
    return f"_sf_yielded({text})"


def _is_iterable(annotation: Expression, names: SourceNames) -> bool:
    """Whether a generator is annotated as `Iterable[T]`, be it with a None beside it."""
    annotation = unquoted(annotation)
    match annotation.node:
        case ast.BinOp(left=left, right=right):
            return any(_is_iterable(annotation.sibling(side), names) for side in (left, right))
        case ast.Subscript(value=head, slice=inner):
            fullname = names.fullname(annotation.sibling(head)) or ""
            if fullname in fullnames.OPTIONAL | fullnames.UNION:
                parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                return any(_is_iterable(annotation.sibling(part), names) for part in parts)
            return fullname in _ITERABLES
        case _:
            return False


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
        return UNKNOWN
    node = declared_type(unquoted(declared), names).node
    is_union = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
    if isinstance(node, ast.Subscript):
        head = names.fullname(declared.sibling(node.value))
        is_union = head in fullnames.UNION or head in fullnames.OPTIONAL
    return Provision(Fit.NOT_CALLABLE, text_of(node)) if is_union else UNKNOWN
