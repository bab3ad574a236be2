"""What a type says about the value that a handler returns."""

from __future__ import annotations

from mypy.erasetype import remove_instance_last_known_values
from mypy.messages import format_type_bare
from mypy.nodes import FuncDef
from mypy.options import Options
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    ProperType,
    TypeOfAny,
    TypeVarType,
    UninhabitedType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check.analysis.questions import Fit, Returned, ReturnedType
from scoped_fastapi_check.model import fullnames

from scoped_fastapi_mypy.assignability import fit

_MAY_BE_ANYTHING = frozenset({"builtins.object"})


def declared(definition: FuncDef, typ: CallableType, options: Options) -> ReturnedType:
    """What the return annotation of a function says."""
    result = _result(definition, typ)
    kind = _declared_kind(result)
    return ReturnedType(kind, _shown(result, options))


def fits(result: ProperType, definition: FuncDef | None) -> Fit:
    """How what is returned fits the return annotation of a function."""
    typ = None if definition is None else definition.type
    if definition is None or not isinstance(typ, CallableType):
        return Fit.UNKNOWN
    return fit(result, _result(definition, typ))


def _result(definition: FuncDef, typ: CallableType) -> ProperType:
    """What the body of a function is declared to return."""
    result = get_proper_type(typ.ret_type)
    if definition.is_coroutine and isinstance(result, Instance) and result.args:
        return get_proper_type(result.args[-1])
    return result


def _declared_kind(result: ProperType) -> Returned:
    if isinstance(result, AnyType):
        explicit = result.type_of_any == TypeOfAny.explicit
        return Returned.ANYTHING if explicit else Returned.UNKNOWN
    if isinstance(result, UninhabitedType):
        return Returned.ANYTHING
    kinds = _kinds(result)
    if Returned.UNKNOWN in kinds:
        return Returned.UNKNOWN
    return _one_kind(kinds, mixed=Returned.VALUE)


def certainly_returned(result: ProperType, options: Options) -> ReturnedType:
    """What is returned whatever happens; a union that may be a response or None is not certain."""
    kinds = _kinds(result)
    kind = Returned.UNKNOWN if Returned.UNKNOWN in kinds else _one_kind(kinds, Returned.UNKNOWN)
    return ReturnedType(kind, _shown(result, options))


def _one_kind(kinds: set[Returned], mixed: Returned) -> Returned:
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {Returned.NOTHING, Returned.RESPONSE}:
        return Returned.RESPONSE_OR_NOTHING
    return mixed


def _kinds(result: ProperType) -> set[Returned]:
    """The kind of each member of a union."""
    if isinstance(result, UnionType):
        return {kind for item in result.items for kind in _kinds(get_proper_type(item))}
    if isinstance(result, NoneType):
        return {Returned.NOTHING}
    if isinstance(result, AnyType | UninhabitedType | TypeVarType):
        return {Returned.UNKNOWN}
    if isinstance(result, Instance):
        info = result.type
        if info.has_base(fullnames.RESPONSE):
            return {Returned.RESPONSE}
        if info.fullname == "builtins.object" or info.fallback_to_any or info.is_protocol:
            return {Returned.UNKNOWN}
    return {Returned.VALUE}


def _shown(result: ProperType, options: Options) -> str:
    return format_type_bare(remove_instance_last_known_values(result), options)
