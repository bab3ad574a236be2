"""Whether what a handler is declared to return can satisfy a response model, by mypy's types."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from mypy.nodes import FuncDef
from mypy.options import Options
from mypy.types import (
    CallableType,
    Instance,
    NoneType,
    ProperType,
    Type,
    TypeType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis.questions import Lack, Mismatch, Satisfaction
from scoped_fastapi_check.analysis.response_models.field_comparison import Obstacle, Path
from scoped_fastapi_check.analysis.response_models.metadata import only_restricts
from scoped_fastapi_check.analysis.response_models.plain_values import Reading
from scoped_fastapi_check.analysis.response_models.returned_values import (
    Leaf,
    Value,
    exact_paths,
    is_told,
    type_of,
    variants,
)
from scoped_fastapi_check.analysis.response_models.satisfaction import Comparison
from scoped_fastapi_check.analysis.response_models.strictness import reading
from scoped_fastapi_check.analysis.response_models.validated import (
    is_model,
    tells_something,
    validated,
    without_none,
)
from scoped_fastapi_check.analysis.types import members
from scoped_fastapi_check.model.module import Expression, Function

from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.pydantic_types import MypyTypes

UNKNOWN = Satisfaction()

# The type of what a return statement returns, as narrow as mypy saw it.
TypeOfReturn = Callable[[Function, ast.Return], ProperType]


class Responses:
    """Compares handlers with response models."""

    def __init__(self, names: MypyNames, types: MypyTypes, options: Options) -> None:
        self._names = names
        self._types = types
        self._options = options
        self._comparison: Comparison[Type] = Comparison(names, types)

    def satisfaction(
        self,
        function: Function,
        definition: FuncDef | None,
        model: Expression,
        type_of_return: TypeOfReturn,
    ) -> Satisfaction:
        """Why what `function` returns never satisfies `model`; nothing where it may."""
        declared = None if definition is None else declared_return(definition)
        if declared is None or not only_restricts(model, self._names):
            return UNKNOWN
        values, wanted = validated(declared, self._types), self._types.written(model)
        if not values or not is_model(wanted, self._types):
            return UNKNOWN
        given = without_none(values, self._types)
        returned = [type_of_return(function, each) for each in function.returns if each.value]
        found = self._comparison.mismatches(
            self._of_values(given, wanted, returned, reading(model, self._names))
        )
        if not found and self._options.strict_optional and len(given) < len(values):
            found = self._of_none(function, returned, wanted)
        return Satisfaction(found, self._types.shown(declared))

    def of_return(
        self,
        value: Value,
        model: Expression,
        known: Mapping[Leaf, ProperType],
    ) -> Satisfaction:
        """Why what one statement returns never satisfies `model`, by the types of its leaves."""
        if not only_restricts(model, self._names):
            return UNKNOWN
        wanted = self._types.written(model)
        if not is_model(wanted, self._types):
            return UNKNOWN
        how = reading(model, self._names)
        is_certain = True
        for variant in variants(value):
            given = type_of(variant, known, self._comparison.dumps)
            exact = frozenset(exact_paths(variant, self._names))
            found = self._of_variant(given, wanted, how, exact)
            if found:
                return Satisfaction(self._comparison.mismatches(found), self._types.shown(given))
            told = is_told(variant, model, self._names)
            is_certain = is_certain and told and found is not None
        return Satisfaction(is_certain=is_certain)

    def _of_variant(
        self, given: Type, wanted: Type, how: Reading, exact: frozenset[Path]
    ) -> tuple[Obstacle[Type], ...] | None:
        """What keeps one variant from satisfying the model; None where nothing in it is validated."""
        values = validated(given, self._types)
        if not values:
            return None
        rest = self._types.union(without_none(values, self._types) or values)
        return self._comparison.obstacles(rest, wanted, exact=exact, reading=how)

    def _of_values(
        self, given: list[Type], wanted: Type, returned: list[ProperType], how: Reading
    ) -> Iterable[Obstacle[Type]]:
        """A base class may be declared where every return gives a class that does satisfy the model."""
        if not given:
            return ()
        compare = partial(self._comparison.obstacles, reading=how)
        found = compare(UnionType.make_union(given), wanted)
        for typ in returned:
            known = [item for item in self._members(typ) if not isinstance(item, NoneType)]
            known = [i for i in known if _is_class(i) or tells_something(i, self._types)]
            if known and not compare(UnionType.make_union(known), wanted):
                return ()
        return found

    def _of_none(
        self, function: Function, returned: Iterable[ProperType], wanted: Type
    ) -> tuple[Mismatch, ...]:
        """A None counts where a return statement may really give it, not where it is only declared."""
        gives_none = any(
            isinstance(item, NoneType) for typ in returned for item in self._members(typ)
        ) or any(each.value is None for each in function.returns)
        if not gives_none or not self._comparison.obstacles(NoneType(), wanted):
            return ()
        return (Mismatch(Lack.NONE, (), "None"),)

    def _members(self, typ: Type) -> list[ProperType]:
        return [get_proper_type(member) for member in members(typ, self._types)]


def _is_class(typ: ProperType) -> bool:
    """Whether what is returned is a class itself, which has attributes of its own."""
    return isinstance(typ, TypeType) or (isinstance(typ, CallableType) and typ.is_type_obj())


def declared_return(definition: FuncDef) -> ProperType | None:
    """What the return annotation of a function says of its value; a coroutine is awaited."""
    if not isinstance(definition.type, CallableType):
        return None
    result = get_proper_type(definition.type.ret_type)
    if definition.is_coroutine and isinstance(result, Instance) and result.args:
        result = get_proper_type(result.args[-1])
    return result
