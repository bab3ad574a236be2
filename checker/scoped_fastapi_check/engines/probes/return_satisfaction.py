"""Whether what one return statement gives can ever satisfy a response model.

What is written out, the source tells; the types of its leaves are asked of the checker, and so is
everything that is about to be reported of them.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Generator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Lack, Satisfaction
from scoped_fastapi_check.analysis.response_models.field_comparison import ITEMS, Obstacle, Path
from scoped_fastapi_check.analysis.response_models.metadata import only_restricts
from scoped_fastapi_check.analysis.response_models.plain_values import Reading
from scoped_fastapi_check.analysis.response_models.return_reader import returned_value
from scoped_fastapi_check.analysis.response_models.returned_values import (
    Filled,
    Items,
    Leaf,
    Record,
    Value,
    exact_paths,
    is_told,
    leaves,
    type_of,
    variants,
)
from scoped_fastapi_check.analysis.response_models.satisfaction import Comparison
from scoped_fastapi_check.analysis.response_models.strictness import reading
from scoped_fastapi_check.analysis.response_models.validated import (
    is_model,
    validated,
    without_none,
)
from scoped_fastapi_check.analysis.types import Dictionary, Instance, Nothing, OneOf, Shape, Unknown
from scoped_fastapi_check.engines.probes.builtin_classes import known_class
from scoped_fastapi_check.engines.probes.obstacles import ObstacleProbes
from scoped_fastapi_check.engines.probes.probes import (
    Line,
    Lines,
    Place,
    Probe,
    members,
    put,
    text_of,
)
from scoped_fastapi_check.engines.probes.rendering import Renderer
from scoped_fastapi_check.engines.probes.same_names import SameNames
from scoped_fastapi_check.engines.probes.source_classes import is_untyped
from scoped_fastapi_check.engines.probes.written_types import Made, Type
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import ReturnSatisfies
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes
    from scoped_fastapi_check.model.module import Function

Obstacles = tuple[Obstacle[Type], ...]
Steps = Generator[Probe, Lines, Obstacles]

_NOTHING: Final = Satisfaction()
_SOME: Final = "_sf_some"


class ReturnSatisfactions:
    """Answers whether what statements return can satisfy models."""

    def __init__(
        self,
        names: SourceNames,
        types: SourceTypes,
        prelude: Prelude,
        comparison: Comparison[Type],
    ) -> None:
        self._names = names
        self._types = types
        self._comparison = comparison
        self._obstacles = ObstacleProbes(types, prelude, comparison)
        self._same_names = SameNames(names, types, prelude)

    def satisfies(self, question: ReturnSatisfies) -> Generator[Probe, Lines, Satisfaction]:
        """Why what a statement returns never satisfies a model; nothing where it may."""
        function, statement, model = question.function, question.statement, question.model
        if function.scope.module is not model.scope.module:
            return _NOTHING
        if not only_restricts(model, self._names):
            return _NOTHING
        wanted = self._types.written(model)
        if not is_model(wanted, self._types):
            return _NOTHING
        value, how = (
            returned_value(function, statement, self._names, has_constants=question.has_constants),
            reading(model, self._names),
        )
        if self._certainly_satisfies(function, value, wanted, how):
            return Satisfaction(
                is_certain=all(is_told(each, model, self._names) for each in variants(value))
            )
        known = yield from self._leaves(function, value)
        place = Place.before(statement, function)
        is_certain = True
        for variant in variants(value):
            given = type_of(variant, known, self._comparison.dumps)
            found = yield from self._compared(variant, given, wanted, how, place)
            told = is_told(variant, model, self._names) and self._comparable(given) is not None
            is_certain = is_certain and told and not found
            found = yield from self._confirmed(variant, found, statement, function)
            if found:
                return Satisfaction(self._comparison.mismatches(found), self._types.shown(given))
        return Satisfaction(is_certain=is_certain)

    def _leaves(
        self, function: Function, value: Value
    ) -> Generator[Probe, Lines, Mapping[Leaf, Type]]:
        """The types of the leaves, asked for statement by statement."""
        by_statement: dict[ast.stmt, list[Leaf]] = defaultdict(list)
        known: dict[Leaf, Type] = {}
        for leaf in leaves(value):
            if (constant := _of_constant(leaf.node)) is not None:
                known[leaf] = constant
            else:
                by_statement[leaf.statement].append(leaf)
        for statement, asked in by_statement.items():
            texts = [_text(leaf) for leaf in asked]
            place = Place.before(statement, function)
            lines = yield from put(place, *(f"_sf_reveal({text})" for text in texts))
            for leaf, text, line in zip(asked, texts, lines, strict=True):
                revealed, body = _without_mistake(line), function.body
                shown = self._types.revealed(revealed, text, body)
                shown = shown or self._class_told(leaf, function, revealed)
                if shown is None or self._same_names.are_in(revealed):
                    meant = yield from self._same_names.meant(revealed, text, place, body)
                    shown = meant or shown
                known[leaf] = shown or Made(Unknown())
        return known

    def _class_told(self, leaf: Leaf, function: Function, shown: str) -> Type | None:
        """Which of several classes of one name a checker shows, where the source says it.

        It says so of what is declared as one of them, and of a name with one value that speaks of one.
        Of what an expression itself speaks of it is known before.
        """
        if not shown.isidentifier():
            return None
        node = leaf.node
        if isinstance(node, ast.Name) and not leaf.around:
            node = function.body.single_value(node.id) or node
        declared = self._declared_type(Leaf(node, leaf.statement, leaf.around), function)
        shape = Unknown() if declared is None else self._types.shape(declared)
        if isinstance(shape, Unknown):
            return self._types.revealed(shown, text_of(node), function.body)
        members = shape.members if isinstance(shape, OneOf) else [Made(shape)]
        found = [one for one in members if _has_name(self._types.shape(one), shown)]
        return found[0] if len(found) == 1 else None

    def _compared(
        self, variant: Value, given: Type, wanted: Type, how: Reading, place: Place
    ) -> Steps:
        """What keeps one variant from satisfying the model, by what the sources tell."""
        compared = self._comparable(given)
        if compared is None:
            return ()
        exact = frozenset(exact_paths(variant, self._names))
        return (
            yield from self._obstacles.compared(compared, wanted, place, exact=exact, reading=how)
        )

    def _confirmed(
        self, variant: Value, found: Obstacles, statement: ast.stmt, function: Function
    ) -> Steps:
        """The obstacles that the checker sees as well, each where its part of the value is made."""
        by_statement: dict[ast.stmt, list[Obstacle[Type]]] = defaultdict(list)
        for each in found:
            leaf, _ = _leaf_at(variant, _owner_path(each)) or (None, ())
            by_statement[statement if leaf is None else leaf.statement].append(each)
        confirmed: list[Obstacle[Type]] = []
        for where, some in by_statement.items():
            place, line = Place.before(where, function), partial(self._line, variant)
            confirmed += yield from self._obstacles.confirmed(tuple(some), place, line)
        return tuple(each for each in found if each in confirmed)

    def _comparable(self, given: Type) -> Type | None:
        """What FastAPI validates of a type; None where it is nothing, or a part of it is unknown."""
        values = validated(given, self._types)
        return self._types.union(without_none(values, self._types) or values) if values else None

    # What needs no checker

    def _certainly_satisfies(
        self, function: Function, value: Value, wanted: Type, how: Reading
    ) -> bool:
        """Whether the sources say of every part what type it has, and that it does satisfy the model."""
        known: dict[Leaf, Type] = {}
        for leaf in leaves(value):
            typ = self._declared_type(leaf, function)
            if typ is None or isinstance(self._types.shape(typ), Unknown):
                return False
            known[leaf] = typ
        self._types.wanted.clear()
        for variant in variants(value):
            given = self._comparable(type_of(variant, known, self._comparison.dumps))
            exact = frozenset(exact_paths(variant, self._names))
            if given is not None and self._comparison.obstacles(
                given, wanted, exact=exact, reading=how
            ):
                return False
        return not self._types.wanted

    def _declared_type(self, leaf: Leaf, function: Function) -> Type | None:
        """What the annotation of a parameter, or of a function that is called, says of a leaf."""
        if (constant := _of_constant(leaf.node)) is not None:
            return constant
        node = leaf.node.value if isinstance(leaf.node, ast.Await) else leaf.node
        if isinstance(node, ast.Name) and not leaf.around:
            return self._of_parameter(node.id, function)
        if not isinstance(node, ast.Call):
            return None
        callee = Expression(node.func, function.body)
        if leaf.makes is not None:
            made = self._types.written(callee)
            # What is handed to `Page(...)` tells what it is a page of.
            return None if self._types.lacks_arguments(made) else made
        if not isinstance(node.func, ast.Name | ast.Attribute):
            return None
        called = self._names.function(callee)
        is_awaited = node is not leaf.node
        if (
            called is None
            or called.decorators
            or called.is_generator
            or called.node.returns is None
            or isinstance(called.node, ast.AsyncFunctionDef) is not is_awaited
        ):
            return None
        return self._types.written(Expression(called.node.returns, called.scope))

    def _of_parameter(self, name: str, function: Function) -> Type | None:
        if len(function.body.values.get(name, ())) != 1:
            return None
        for parameter in function.parameters:
            if parameter.name == name and parameter.annotation is not None:
                return self._types.written(parameter.annotation)
        return None

    def _line(self, variant: Value, found: Obstacle[Type], renderer: Renderer) -> str | None:
        """A line that a checker refuses if there is an obstacle; None where the source shows it."""
        if found.lack is Lack.NONE or found.written or self._are_literals(found):
            return None
        is_missing = found.lack is Lack.FIELD
        value = _along(variant, _owner_path(found))
        shape = self._types.shape(found.given)
        if value is None or isinstance(shape, Dictionary) or _is_row(shape) or is_untyped(shape):
            return None
        if is_missing:
            name = found.path[-1]
            return f"_sf_v0 = ({value}).{name}" if name.isidentifier() else None
        if isinstance(shape, Nothing):
            # A None that is all there is: without it nothing would be left to be refused.
            value = value.removeprefix(_SOME)
        text = None if found.wanted is None else renderer.annotation(found.wanted)
        return None if text is None else f"_sf_v0: {text} = {value}"

    def _are_literals(self, found: Obstacle[Type]) -> bool:
        """Whether the values themselves tell: a checker may well look at the argument of a call."""
        wanted = found.wanted
        literals = self._types.literals
        return wanted is not None and None not in (literals(found.given), literals(wanted))


def _without_mistake(line: Line) -> str:
    """What is shown, without what stands there for an attribute that None lacks."""
    shown = line.revealed or ""
    if not line.lacks_attribute:
        return shown
    return " | ".join(each for each in members(shown) if each not in {"Any", "Unknown"})


def _has_name(shape: Shape[Type], name: str) -> bool:
    return isinstance(shape, Instance) and shape.cls.fullname.rpartition(".")[2] == name


def _is_row(shape: Shape[Type]) -> bool:
    """Whether a value is a row of SQLAlchemy's, for ty one of anything: `Row[*Ts]`."""
    return isinstance(shape, Instance) and shape.cls.fullname == fullnames.ROW


def _of_constant(node: ast.expr) -> Type | None:
    """The type of text and numbers that are written out: no checker has to be asked."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str | bytes | int | float):
        return None
    cls = known_class(f"builtins.{type(node.value).__name__}")
    return None if cls is None else Made(Instance(cls), text_of(node))


def _text(leaf: Leaf) -> str:
    """An expression of the type of a leaf: the element of a comprehension needs that around it."""
    text = text_of(leaf.node)
    for comprehension in reversed(leaf.around):
        loops = " ".join(map(_loop, comprehension.generators))
        text = f"_sf_item([({text}) {loops}])"
    return f"({text})"


def _loop(generator: ast.comprehension) -> str:
    conditions = "".join(f" if {text_of(test)}" for test in generator.ifs)
    word = "async for" if generator.is_async else "for"
    return f"{word} {text_of(generator.target)} in {text_of(generator.iter)}{conditions}"


def _owner_path(found: Obstacle[Type]) -> Path:
    """The way to what is looked at: of a field that is missing, to the object that lacks it."""
    return found.path[:-1] if found.lack is Lack.FIELD else found.path


def _leaf_at(variant: Value, path: Path) -> tuple[Leaf, Path] | None:
    """The leaf that a way leads to or through, and the rest of the way; None where it is written out."""
    while path and not isinstance(variant, Leaf):
        step, *rest = path
        if isinstance(variant, Record) and step in variant.items:
            variant = variant.items[step]
        elif isinstance(variant, Filled):
            if step not in variant.fields:
                break
            variant = variant.fields[step]
        elif isinstance(variant, Items) and step == ITEMS and variant.parts:
            variant = variant.parts[0]
        else:
            return None
        path = tuple(rest)
    if isinstance(variant, Filled):
        variant = variant.whole
    return (variant, path) if isinstance(variant, Leaf) else None


def _along(variant: Value, path: Path) -> str | None:
    """The part of what is returned that an obstacle is about; None where it is written out."""
    found = _leaf_at(variant, path)
    if found is None:
        return None
    leaf, steps = found
    value = _text(leaf)
    for step in steps:
        value = f"_sf_item({_SOME}({value}))" if step == ITEMS else f"{_SOME}({value}).{step}"
    return f"{_SOME}({value})"
