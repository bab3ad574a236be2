"""How one type fits another, and how bad it is where it does not."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import (
    Assignable,
    Assigned,
    BuiltIn,
    Declaration,
    Left,
    NoneValue,
    Overlaps,
    Present,
    Result,
    Steps,
    TypeOf,
    Value,
    ask,
    both,
    gather,
)
from scoped_fastapi_check.analysis.response_models.conversions import MAPPINGS
from scoped_fastapi_check.analysis.spelling import in_one_spelling, in_order_of
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Shape,
    TypeView,
    class_seen,
    is_none,
)
from scoped_fastapi_check.model.module import Alias, Expression, Field, Function, Parameter


class Fit(Enum):
    """How the type of a value relates to the type that is declared for it."""

    FITS = auto()
    MAYBE_NONE = auto()
    """It fits but for a possible None."""
    WIDER = auto()
    """Only some of what may come fits: a base class, a union of which a part is declared."""
    DISJOINT = auto()
    NOT_CALLABLE = auto()
    """What should give the value cannot be called."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a type fits; the types are written as a user writes them.

    `reason` is what a checker says itself of what does not fit.
    """

    fit: Fit
    given: str = ""
    wanted: str = ""
    reason: str = ""


UNKNOWN: Final = Fitting(Fit.UNKNOWN)
FITS: Final = Fitting(Fit.FITS)
# From what is nobody's business to what is worst.
_SEVERITY: Final = (Fit.FITS, Fit.UNKNOWN, Fit.WIDER, Fit.MAYBE_NONE, Fit.DISJOINT)


def fitting(values: Sequence[Value], wanted: Value | Declaration) -> Steps[Fitting]:
    """How a value fits a type. Of several types that it may have, the one that fits best counts."""
    assigned = yield from gather(*(ask(Assignable(value, wanted)) for value in values))
    if any(found.fits for found in assigned):
        return FITS
    if not assigned or any(found.fits is None for found in assigned):
        return UNKNOWN
    steps = (mismatch(value, wanted, found) for value, found in zip(values, assigned, strict=True))
    return least_grave((yield from gather(*steps)))


def least_grave(found: Sequence[Fitting]) -> Fitting:
    """The best of several; of those that are equally bad, the first one."""
    return min(found, key=lambda each: _SEVERITY.index(each.fit), default=UNKNOWN)


def mismatch(value: Value, wanted: Value | Declaration, refused: Assigned) -> Steps[Fitting]:
    """In which way a value does not fit, of which the engine has said that it does not."""
    (given, declared), left = yield from both(
        gather(ask(TypeOf(value, wanted)), ask(TypeOf(wanted))), ask(Overlaps(value, wanted))
    )
    if any(member.is_unknown for member in given.members) or declared.is_unknown:
        return UNKNOWN
    if isinstance(value, BuiltIn) and any(map(_is_protocol, declared.members)):
        return UNKNOWN  # An object that has the methods does, whatever their parameters are called.
    if _is_all_none(given):
        fit = Fit.DISJOINT
    elif any(map(is_none, given.members)):
        told = _of_typed_dicts(given, declared)
        fit = yield from _of_optional(Present(value), wanted, told)
    else:
        fit = _of_typed_dicts(given, declared) or _by_what_is_left(left)
    words = (
        _spelled(refused.given or given.shown, value),
        _spelled(refused.wanted or declared.shown, wanted),
    )
    return Fitting(fit, *_told_apart(words, given, declared), refused.reason)


def _is_protocol(view: TypeView) -> bool:
    cls = class_seen(view)
    return cls is not None and cls.is_protocol


def _told_apart(words: tuple[str, str], one: TypeView, other: TypeView) -> tuple[str, str]:
    """What two types are called; with the modules of classes that have one name.

    Some checkers show no modules, and a project has `User` in its models and in its schemas.
    """
    if words[0] != words[1]:
        return words
    first, second = words
    for cls, another in zip(_classes_in(one), _classes_in(other), strict=False):
        name = cls.fullname.rpartition(".")[2]
        if cls.fullname != another.fullname and another.fullname.endswith(f".{name}"):
            first = re.sub(rf"(?<![\w.]){name}\b", cls.fullname, first)
            second = re.sub(rf"(?<![\w.]){name}\b", another.fullname, second)
    return first, second


def _classes_in(view: TypeView) -> list[Class]:
    """The class of a type, and those of its arguments, as far as they are known."""
    cls = class_seen(view)
    found = [] if cls is None else [cls]
    for argument in view.arguments:
        found += _classes_in(argument)
    return found


def _of_typed_dicts(given: TypeView, wanted: TypeView) -> Fit | None:
    """The fit of types with TypedDicts among them, None apart.

    Checkers do not agree about what is left of a TypedDict that is narrowed to something else.
    """
    pairs = [
        _of_dictionaries(one.shape, other.shape)
        for one in given.members
        for other in wanted.members
        if not is_none(one) and not is_none(other)
    ]
    if not pairs or None in pairs:
        return None
    return Fit.WIDER if Fit.WIDER in pairs else Fit.DISJOINT


def _of_dictionaries(one: Shape[Any], other: Shape[Any]) -> Fit | None:
    """The fit of two types, of which at least one is a TypedDict: a dictionary with certain keys."""
    match one, other:
        case Dictionary(), Dictionary():
            needed = one.items.keys() - one.optional
            needed_there = other.items.keys() - other.optional
            has_all = needed <= other.items.keys() and needed_there <= one.items.keys()
            return Fit.WIDER if has_all else Fit.DISJOINT
        case (Dictionary(), Instance(cls)) | (Instance(cls), Dictionary()):
            if cls.fullname in MAPPINGS or cls.derives_from("builtins.dict"):
                return Fit.WIDER
            return None if cls.is_open or cls.is_protocol else Fit.DISJOINT
        case _:
            return None


def _spelled(shown: str, of: Value | Declaration) -> str:
    return in_order_of(in_one_spelling(shown, is_inferred=_is_inferred(of)), _annotation(of))


def _is_inferred(of: Value | Declaration) -> bool:
    """Whether nobody has written the type: of a constant, or of what a function returns."""
    match of:
        case Present(value=value):
            return _is_inferred(value)
        case Expression(node=node):
            return isinstance(node, ast.Constant)
        case Result(function=Function() as function):
            return function.node.returns is None
        case _:
            return False


def _annotation(of: Value | Declaration) -> ast.expr | None:
    """What the source says of a type."""
    if isinstance(of, Present):
        return _annotation(of.value)
    function = of.function if isinstance(of, Result) else of
    if isinstance(function, Function):
        return function.node.returns
    if isinstance(function, Parameter | Field):
        return None if function.annotation is None else function.annotation.node
    return function.value.node if isinstance(function, Alias) else None


def _is_all_none(view: TypeView) -> bool:
    return all(map(is_none, view.members))


def _of_optional(present: Present, wanted: Value | Declaration, told: Fit | None) -> Steps[Fit]:
    """The fit of what may be None: that both may be does not make the rest of them related."""
    left, (none, some) = yield from both(
        ask(Overlaps(present, wanted)),
        gather(ask(Assignable(NoneValue(), wanted)), ask(Assignable(present, wanted))),
    )
    if some.fits is None:
        return Fit.UNKNOWN
    rest = Fit.FITS if some.fits else told or _by_what_is_left(left)
    if none.fits or rest in {Fit.DISJOINT, Fit.UNKNOWN}:
        return rest
    return Fit.MAYBE_NONE


def _by_what_is_left(left: Left) -> Fit:
    if left is Left.UNKNOWN:
        return Fit.UNKNOWN
    return Fit.DISJOINT if left is Left.NOTHING else Fit.WIDER
