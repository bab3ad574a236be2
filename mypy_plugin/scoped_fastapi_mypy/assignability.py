"""Compares what a dependency provides with what its target declares."""

from __future__ import annotations

from mypy.erasetype import erase_typevars, remove_instance_last_known_values
from mypy.meet import is_overlapping_types
from mypy.messages import format_type_distinctly
from mypy.options import Options
from mypy.subtypes import is_subtype
from mypy.types import (
    AnyType,
    Instance,
    NoneType,
    TupleType,
    Type,
    TypeOfAny,
    UnionType,
    get_proper_type,
)
from mypy.types_utils import remove_optional
from scoped_fastapi_check.analysis.questions import Fit, Provision

from scoped_fastapi_mypy.dependency_result import Alternatives

# From what is nobody's business to what is worst.
_SEVERITY = (Fit.FITS, Fit.WIDER, Fit.MAYBE_NONE, Fit.UNRELATED)


def compare(provided: list[Alternatives], declared: Type, options: Options) -> Provision:
    """How the types that may be provided, one per member of a union, fit the declared type.

    Of alternatives the best one counts, of the members of a union the worst one.
    """
    declared = erase_typevars(declared)
    worst = Provision(Fit.FITS)
    for alternatives in provided:
        fits = [(fit(erase_typevars(item), declared), item) for item in reversed(alternatives)]
        best, item = min(fits, key=lambda pair: _SEVERITY.index(pair[0]))
        if _SEVERITY.index(best) > _SEVERITY.index(worst.fit):
            worst = _provision(best, item, declared, options)
    return worst


def fit(provided: Type, declared: Type) -> Fit:
    """How one provided type fits the declared type.

    Containers are compared covariantly: what matters is which objects arrive, and nobody else
    holds the list that a dependency has just made.
    """
    if is_subtype(provided, declared, always_covariant=True):
        return Fit.FITS
    without_none = _without_none(provided)
    if without_none is not None:
        # That both may be None does not make the rest of them related.
        rest = fit(without_none, declared)
        is_none_declared = is_subtype(NoneType(), declared)
        return rest if is_none_declared or rest is Fit.UNRELATED else Fit.MAYBE_NONE
    if is_overlapping_types(provided, declared):
        return Fit.WIDER
    is_told = not is_subtype(_without_none_inside(provided), declared, always_covariant=True)
    return Fit.UNRELATED if is_told else Fit.WIDER


def _without_none_inside(typ: Type) -> Type:
    """A type with Any for each argument that is None alone.

    `T | None` becomes None where nothing tells what `T` is: the None says nothing of the object.
    """
    proper = get_proper_type(typ)
    if isinstance(proper, Instance):
        return Instance(proper.type, [_open_argument(item) for item in proper.args])
    if isinstance(proper, TupleType):
        return proper.copy_modified(items=[_open_argument(item) for item in proper.items])
    if isinstance(proper, UnionType):
        return UnionType.make_union([_without_none_inside(item) for item in proper.items])
    return typ


def _open_argument(typ: Type) -> Type:
    is_none = isinstance(get_proper_type(typ), NoneType)
    return AnyType(TypeOfAny.special_form) if is_none else _without_none_inside(typ)


def _without_none(typ: Type) -> Type | None:
    proper = get_proper_type(typ)
    if not isinstance(proper, UnionType):
        return None
    if not any(isinstance(get_proper_type(item), NoneType) for item in proper.items):
        return None
    return remove_optional(proper)


def _provision(found: Fit, provided: Type, declared: Type, options: Options) -> Provision:
    shown = remove_instance_last_known_values(provided)
    left, right = format_type_distinctly(shown, declared, options=options, bare=True)
    return Provision(found, left, right)
