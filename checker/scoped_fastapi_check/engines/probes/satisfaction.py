"""Whether what a handler is declared to return can ever satisfy a response model.

The sources tell most of it. What attributes are that are only assigned is asked of the checker, and
so is everything that is about to be reported: whether an attribute is really missing, whether a type
is really another one, and whether the return statements give no narrower class that would do.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Lack, Mismatch, Satisfaction
from scoped_fastapi_check.analysis.response_models.field_comparison import ITEMS, Obstacle
from scoped_fastapi_check.analysis.response_models.metadata import only_restricts
from scoped_fastapi_check.analysis.response_models.satisfaction import Comparison
from scoped_fastapi_check.analysis.response_models.strictness import reading
from scoped_fastapi_check.analysis.response_models.validated import (
    is_model,
    tells_something,
    validated,
    without_none,
)
from scoped_fastapi_check.analysis.types import Dictionary, Nothing
from scoped_fastapi_check.engines.probes.obstacles import ObstacleProbes, stands_in_the_way
from scoped_fastapi_check.engines.probes.probes import (
    Lines,
    Place,
    Probe,
    is_function,
    members,
    put,
    text_of,
)
from scoped_fastapi_check.engines.probes.rendering import Renderer
from scoped_fastapi_check.engines.probes.same_names import SameNames
from scoped_fastapi_check.engines.probes.source_classes import is_untyped
from scoped_fastapi_check.engines.probes.written_types import Made, Type
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import is_none_written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Satisfies
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes
    from scoped_fastapi_check.model.module import Function

Obstacles = tuple[Obstacle[Type], ...]
Steps = Generator[Probe, Lines, Obstacles]

_NOTHING: Final = Satisfaction()
_UNTOLD_ARGUMENT: Final = re.compile(r"\bUnknown\b|@_")
_ANYTHING: Final = frozenset({"", "Any", "Unknown", "Never", "NoReturn", "object"})


class Satisfactions:
    """Answers whether models can be satisfied."""

    def __init__(self, names: SourceNames, types: SourceTypes, prelude: Prelude) -> None:
        self._names = names
        self._types = types
        self._prelude = prelude
        self.comparison: Comparison[Type] = Comparison(names, types)
        self._obstacles = ObstacleProbes(types, prelude, self.comparison)
        self._same_names = SameNames(names, types, prelude)

    def satisfies(self, question: Satisfies) -> Generator[Probe, Lines, Satisfaction]:
        """Why what a handler returns never satisfies a model; nothing where it may."""
        function, model = question.function, question.model
        returns = function.node.returns
        if (
            returns is None
            or function.scope.module is not model.scope.module
            or not only_restricts(model, self._names)
        ):
            return _NOTHING
        declared = self._types.written(Expression(returns, function.scope))
        wanted = self._types.written(model)
        values = validated(declared, self._types)
        if not values or not is_model(wanted, self._types):
            return _NOTHING
        given = without_none(values, self._types)
        found = yield from self._of_values(question, given, wanted)
        mismatches = self.comparison.mismatches(found)
        if not mismatches and len(given) < len(values):
            mismatches = yield from self._of_none(question, wanted)
        return Satisfaction(mismatches, self._types.shown(declared))

    def _of_values(self, question: Satisfies, given: Sequence[Type], wanted: Type) -> Steps:
        if not given:
            return ()
        place = Place.of(question.model)
        how = reading(question.model, self._names)
        whole = self._types.union(given)
        found = yield from self._obstacles.compared(whole, wanted, place, reading=how)
        if not found:
            return ()
        found = yield from self._obstacles.confirmed(found, place, self._confirming)
        if found and (yield from self._is_narrower(question, wanted, found, len(given))):
            return ()
        return found

    # What the checker has to agree to

    def _confirming(self, found: Obstacle[Type], renderer: Renderer) -> str | None:
        return self._line(found, renderer.value(found.given), renderer)

    def _line(self, found: Obstacle[Type], value: str | None, renderer: Renderer) -> str | None:
        """A line that a checker refuses if there is an obstacle; None where it has no words for it."""
        shape = self._types.shape(found.given)
        if value is None or isinstance(shape, Dictionary) or is_untyped(shape):
            return None
        if found.lack is Lack.NONE:
            return None
        if found.lack is Lack.FIELD:
            return f"_sf_v0 = ({value}).{found.path[-1]}"
        text = None if found.wanted is None else renderer.annotation(found.wanted)
        return None if text is None else f"_sf_v0: {text} = {value}"

    def _is_narrower(
        self, question: Satisfies, wanted: Type, found: Obstacles, number: int
    ) -> Generator[Probe, Lines, bool]:
        """Whether a return statement gives something of a declared type that may satisfy the model."""
        function = question.function
        assert function.node.returns is not None
        declared = text_of(unquoted(Expression(function.node.returns, function.scope)).node)
        for statement in function.returns:
            value = statement.value
            if value is None or is_none_written(value):
                continue
            place, text = Place.before(statement, function), text_of(value)
            if _is_display(value):
                # What is written out takes its type from what is declared, or is something else.
                (line,) = yield from put(place, f"_sf_v0: {declared} = {text}")
                if line.refused is None and not line.is_broken:
                    continue
                if line.is_broken:
                    return True
            elif self._is_class(value, function):
                # It has attributes of its own, which no checker compares with fields.
                return True
            kind, still = yield from self._returned(text, declared, place, found)
            # The obstacles may be those of another type: one of several that are declared,
            # or one that is declared and never returned. And it may have others in its way.
            if kind and (still or number > 1 or not self._same_names.are_in(kind)):
                typ = self._types.revealed(kind, text, place.scope)
                if typ is not None and not tells_something(typ, self._types):
                    continue
                if typ is not None:
                    still = bool(self.comparison.obstacles(typ, wanted))
                elif number > 1 or (_is_display(value) and not _is_constant(value)):
                    still = False
            is_narrower = bool(kind) and not still
            if is_narrower:
                return True
        return False

    def _is_class(self, value: ast.expr, function: Function) -> bool:
        return self._names.class_scope(Expression(value, function.body)) is not None

    def _returned(
        self, value: str, declared: str, place: Place, found: Obstacles
    ) -> Generator[Probe, Lines, tuple[str, bool]]:
        """The type of a value, if it has one of its own, and whether an obstacle is in its way too."""
        renderer = Renderer(self._types, self._prelude, place)
        asked = [self._line(each, _along(f"({value})", each), renderer) for each in found]
        shown, whole, *lines = yield from put(
            place,
            f"_sf_reveal({value})",
            f"_sf_reveal(_sf_t.cast({declared!r}, None))",
            *(text or "pass" for text in asked),
        )
        kinds = [kind for kind in members(shown.revealed or "") if not _is_untold(kind)]
        kind = " | ".join(kinds)
        if set(kinds) <= {"None"} or _is_no_narrower(kind, whole.revealed or ""):
            return "", True
        return kind, any(
            text is None or stands_in_the_way(line) for text, line in zip(asked, lines, strict=True)
        )

    # None

    def _of_none(
        self, question: Satisfies, wanted: Type
    ) -> Generator[Probe, Lines, tuple[Mismatch, ...]]:
        """A None counts where a return statement may really give it, not where it is only declared."""
        if not self.comparison.obstacles(Made(Nothing()), wanted):
            return ()
        for statement in question.function.returns:
            if (yield from self._gives_none(statement, question)):
                return (Mismatch(Lack.NONE, (), "None"),)
        return ()

    def _gives_none(
        self, statement: ast.Return, question: Satisfies
    ) -> Generator[Probe, Lines, bool]:
        value = statement.value
        if value is None or is_none_written(value):
            return True
        if _is_display(value):
            return False
        place = Place.before(statement, question.function)
        (line,) = yield from put(place, f"_sf_reveal({text_of(value)})")
        return "None" in members(line.revealed or "")


def _is_untold(kind: str) -> bool:
    """Whether a member of a type may be anything; that of a function, too."""
    return kind in _ANYTHING or is_function(kind)


def _is_no_narrower(kind: str, whole: str) -> bool:
    """Whether a value is of the declared type, or of its class with arguments that nothing tells."""
    is_open = _UNTOLD_ARGUMENT.search(kind) is not None
    return kind == whole or (is_open and kind.partition("[")[0] == whole.partition("[")[0])


def _along(value: str, found: Obstacle[Type]) -> str:
    """The part of a value that an obstacle is about."""
    path = found.path[:-1] if found.lack is Lack.FIELD else found.path
    for step in path:
        value = f"_sf_item(_sf_some({value}))" if step == ITEMS else f"_sf_some({value}).{step}"
    return f"_sf_some({value})"


def _is_constant(value: ast.expr) -> bool:
    """Whether a value is text or a number that is written out."""
    return isinstance(value, ast.Constant | ast.JoinedStr)


def _is_display(value: ast.expr) -> bool:
    """Whether a value is written out."""
    return _is_constant(value) or isinstance(
        value,
        ast.Dict
        | ast.List
        | ast.Set
        | ast.Tuple
        | ast.ListComp
        | ast.SetComp
        | ast.DictComp
        | ast.GeneratorExp,
    )
