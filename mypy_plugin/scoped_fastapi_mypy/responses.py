"""What response models ask: whether a returned value can satisfy one, and whether pydantic takes it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from mypy.messages import format_type_bare
from mypy.nodes import FuncDef
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    ProperType,
    Type,
    TypeVarType,
    UninhabitedType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.questions import Lack, Misfit, Refusal, Refuses, Satisfaction

from scoped_fastapi_mypy.annotations import TypeBuilder, metadata
from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.pydantic_types import PydanticTypes
from scoped_fastapi_mypy.satisfaction import FITS, Comparison, Misfits

UNKNOWN = Satisfaction()

# The type of what a return statement returns, as narrow as mypy saw it.
TypeOfReturn = Callable[[Function, ast.Return], ProperType]


def satisfaction(
    function: Function,
    definition: FuncDef | None,
    model: Expression,
    names: MypyNames,
    comparison: Comparison,
    type_of_return: TypeOfReturn,
) -> Satisfaction:
    """Why what `function` returns never satisfies `model`; nothing where it may."""
    declared = None if definition is None else declared_return(definition)
    options = comparison.options
    if declared is None or not all(map(comparison.models.is_restriction, metadata(model, names))):
        return UNKNOWN
    values = [item for item in _members(declared) if not _is_response(item)]
    if not values or any(isinstance(item, _OPEN) for item in values):
        return UNKNOWN
    wanted = get_proper_type(TypeBuilder(names).build(model))
    if isinstance(wanted, NoneType):
        return UNKNOWN  # `response_model=None` turns validation off.
    given = [item for item in values if not isinstance(item, NoneType)]
    returned = [type_of_return(function, each) for each in function.returns if each.value]
    found = _of_values(given, wanted, returned, comparison)
    if not found and options.strict_optional and len(given) < len(values):
        found = _of_none(function, returned, wanted, comparison)
    return Satisfaction(found, format_type_bare(declared, options))


def refusal(
    question: Refuses, names: MypyNames, types: PydanticTypes, comparison: Comparison
) -> Refusal | None:
    """Which part of a response model pydantic refuses, if it certainly does."""
    if not all(map(comparison.models.is_restriction, metadata(question.type, names))):
        return None
    whole = TypeBuilder(names).build(question.type)
    members = _members(whole)
    if question.is_annotation and (len(members) == 1 or question.without_responses):
        members = [member for member in members if not _is_response(member)]
    found = [part for member in members if (part := types.refused(member)) is not None]
    if not found:
        return None
    responses = [member for member in members if _is_response(member)]
    part = responses[0] if responses and len(members) > 1 else found[0]
    return Refusal(
        format_type_bare(part, comparison.options),
        format_type_bare(whole, comparison.options),
        is_response=_is_response(part) and len(members) > 1,
    )


# What they are at run time is open.
_OPEN = (AnyType, TypeVarType, UninhabitedType)


def declared_return(definition: FuncDef) -> ProperType | None:
    """What the return annotation of a function says of its value; a coroutine is awaited."""
    if not isinstance(definition.type, CallableType):
        return None
    result = get_proper_type(definition.type.ret_type)
    if definition.is_coroutine and isinstance(result, Instance) and result.args:
        result = get_proper_type(result.args[-1])
    return result


def _of_values(
    given: list[ProperType], wanted: ProperType, returned: list[ProperType], comparison: Comparison
) -> Misfits:
    """A base class may be declared where every return gives a class that does satisfy the model."""
    if not given:
        return FITS
    found = comparison.misfits(UnionType.make_union(given), wanted)
    for typ in returned:
        known = [item for item in _members(typ) if not isinstance(item, AnyType | NoneType)]
        if known and not comparison.misfits(UnionType.make_union(known), wanted):
            return FITS
    return found


def _of_none(
    function: Function, returned: Iterable[ProperType], wanted: ProperType, comparison: Comparison
) -> Misfits:
    """A None counts where a return statement may really give it, not where it is only declared."""
    gives_none = any(
        isinstance(item, NoneType) for typ in returned for item in _members(typ)
    ) or any(each.value is None for each in function.returns)
    if not gives_none or not comparison.misfits(NoneType(), wanted):
        return FITS
    return (Misfit(Lack.NONE, (), "None"),)


def _members(typ: Type) -> list[ProperType]:
    proper = get_proper_type(typ)
    if isinstance(proper, UnionType):
        return [member for item in proper.items for member in _members(item)]
    return [proper]


def _is_response(typ: ProperType) -> bool:
    return isinstance(typ, Instance) and typ.type.has_base(fullnames.RESPONSE)
