"""What an override provides, against what the overridden dependency does.

Tests override with objects that are made to look like others: a class that has a public name in common
with the original's, that has none at all or that answers to every name is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scoped_fastapi_check.analysis.assignability import (
    UNKNOWN,
    Fit,
    Fitting,
    fitting,
    least_grave,
)
from scoped_fastapi_check.analysis.dependency_result import (
    is_inferred,
    not_callable,
    what_is_given,
    what_is_provided,
)
from scoped_fastapi_check.analysis.questions import Steps, TypeOf, Value, ask, gather, the_names
from scoped_fastapi_check.analysis.types import Class, Dictionary, TypeView, class_seen, is_none
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression

_ANY_NAME: Final = frozenset({"__getattr__", "__getattribute__"})
# Nothing that derives from these, a NewType among them, is made to look like something else.
_PLAIN: Final = frozenset({"builtins.int", "builtins.float", "builtins.str", "builtins.bytes"})
_EXCEPTION: Final = "builtins.BaseException"
_DICTS: Final = frozenset({"builtins.dict", "typing.Mapping", "typing.MutableMapping"})


def replaced(original: Expression, replacement: Expression) -> Steps[Fitting]:
    """Whether what `replacement` provides fits where `original` was asked for.

    Where it does not, it may still be a test double, and nothing is known then.
    """
    names = yield from the_names()
    given, expected = what_is_given(replacement, names), what_is_provided(original, names)
    if not given.is_certain:
        refused = yield from not_callable(replacement)
        if refused.fit is Fit.NOT_CALLABLE:
            return refused
    if not given.values or not expected.values:
        return UNKNOWN
    steps = [_compared(given.values, wanted) for wanted in expected.values]
    found = yield from gather(*steps)
    certain = [each for each in found if each.fit in {Fit.FITS, Fit.UNKNOWN}]
    result = certain[0] if certain else given.judged(least_grave(found))
    if result.fit is Fit.MAYBE_NONE and is_inferred(replacement, names):
        return UNKNOWN
    return result


def is_something_else(original: Expression, replacement: Expression) -> Steps[bool]:
    """Whether what `replacement` provides can be nothing that `original` does, not even made to look like it."""
    names = yield from the_names()
    given, expected = what_is_given(replacement, names), what_is_provided(original, names)
    steps = [fitting(given.values, wanted) for wanted in expected.values]
    found = yield from gather(*steps)
    return bool(found) and all(each.fit is Fit.DISJOINT for each in found)


def _compared(given: Sequence[Value], expected: Value) -> Steps[Fitting]:
    """How the first type fits that is not known to be another one."""
    found = yield from fitting(given, expected)
    if found.fit in {Fit.FITS, Fit.UNKNOWN}:
        return found
    *views, wanted = yield from gather(*(ask(TypeOf(value)) for value in (*given, expected)))
    if _says_nothing(wanted) or any(map(_says_nothing, views)):
        return UNKNOWN
    is_double = any(may_be_double(view, wanted) for view in views)
    return UNKNOWN if found.fit is Fit.DISJOINT and is_double else found


def _says_nothing(view: TypeView) -> bool:
    """Whether nothing is provided: a guard, or a placeholder for what will not be used.

    "object" is what some checkers make of several classes, and may be any.
    """
    cls = class_seen(view)
    is_object = cls is not None and cls.fullname == fullnames.OBJECT
    return view.is_unknown or is_object or all(map(is_none, view.members))


def may_be_double(given: TypeView, expected: TypeView) -> bool:
    """Whether something of one type may be made to look like something of another type."""
    return any(
        _resembles(item, other)
        for item in given.members
        for other in expected.members
        if not is_none(item) and not is_none(other)
    )


def _resembles(item: TypeView, other: TypeView) -> bool:
    """Whether an object of one type may be meant as one of the other; where nothing is known it may."""
    double, original = class_seen(item), class_seen(other)
    for one, cls, another in ((item, original, other), (other, double, item)):
        if isinstance(one.shape, Dictionary):
            return isinstance(another.shape, Dictionary) or (
                cls is not None and cls.fullname in _DICTS
            )
    if double is None or original is None or double.is_open or original.is_open:
        return True
    if double.derives_from(original.fullname) or original.derives_from(double.fullname):
        return True
    if double.fullname.startswith("builtins.") or any(map(double.derives_from, _PLAIN)):
        return False
    if double.derives_from(_EXCEPTION):
        return False
    names = _own_names(double, original)
    if not names or not names.isdisjoint(_ANY_NAME):
        return True
    return not names.isdisjoint(_own_names(original, double))


def _own_names(cls: Class, other: Class) -> set[str]:
    """The public names of a class that do not come from a class that the other derives from too."""
    bases = {base.fullname for base in other.mro}
    return {
        name
        for base in cls.mro
        if base.fullname not in bases and base.fullname != fullnames.OBJECT
        for name in base.own_names
        if not name.startswith("_") or name in _ANY_NAME
    }
