"""What a handler returns to FastAPI: nothing, a response, or a value."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.assignability import Fit, fitting
from scoped_fastapi_check.analysis.questions import (
    InstanceOf,
    Left,
    Overlaps,
    ReturnedValue,
    Steps,
    TypeOf,
    ask,
    both,
    the_names,
)
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import TypeView, class_seen, is_none
from scoped_fastapi_check.analysis.ways import Leaving
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import called_function, declared_type
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import is_none_written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names


class Returned(Enum):
    """What a handler, or one of its return statements, gives back to FastAPI."""

    NOTHING = auto()
    RESPONSE = auto()
    RESPONSE_OR_NOTHING = auto()
    VALUE = auto()
    ANYTHING = auto()
    """Any, or no return at all."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class ReturnedType:
    """What is returned, and its type as a user writes it."""

    kind: Returned
    type: str = ""


_MAX_DEPTH: Final = 3
_ANYTHING: Final = fullnames.NO_RETURN | {fullnames.ANY}
_NOT_ONLY_PROTOCOLS: Final = frozenset(
    f"typing.{name}" for name in ("Coroutine", "Generator", "AsyncGenerator")
)


def declared_return(function: Function) -> Steps[ReturnedType]:
    """What the return annotation of a function promises."""
    names = yield from the_names()
    if function.node.returns is None:
        return ReturnedType(Returned.NOTHING)
    annotation = unquoted(Expression(function.node.returns, function.scope))
    if is_none_written(annotation.node):
        return ReturnedType(Returned.NOTHING, "None")  # As of most handlers that send no body.
    if names.fullname(declared_type(annotation, names)) in _ANYTHING:
        return ReturnedType(Returned.ANYTHING, " ".join(ast.unparse(annotation.node).split()))
    return (yield from _kind(function, mixed=Returned.VALUE))


def returned(function: Function, statement: ast.Return) -> Steps[ReturnedType]:
    """What a return statement certainly returns."""
    return (yield from _kind(ReturnedValue(function, statement), mixed=Returned.UNKNOWN))


def returned_instance(
    function: Function, statement: ast.Return, classes: tuple[str, ...]
) -> Steps[str | None]:
    """Of which of these classes, first one first, a return statement returns an instance."""
    if statement.value is None:
        return None
    found = yield from ask(InstanceOf(ReturnedValue(function, statement), classes))
    if found is None and (value := _value_of(function, statement)) is not None:
        names = yield from the_names()
        return (yield from _made_instance(value, classes, names, 0))
    return found


def _value_of(function: Function, statement: ast.Return) -> Expression | None:
    value = statement.value
    if isinstance(value, ast.Name):
        value = function.body.single_value(value.id)
    return None if value is None else Expression(value, function.body)


def _made_instance(
    value: Expression, classes: tuple[str, ...], names: Names, depth: int
) -> Steps[str | None]:
    """The same, of a call of a function that declares nothing: not every checker looks into it."""
    is_awaited = isinstance(value.node, ast.Await)
    call = value.sibling(value.node.value) if isinstance(value.node, ast.Await) else value
    called = called_function(call, names)
    if (
        called is None
        or depth >= _MAX_DEPTH
        or called.is_generator
        or called.node.returns is not None
        or called.node.decorator_list
        or isinstance(called.node, ast.AsyncFunctionDef) is not is_awaited
        or any(statement.value is None for statement in called.returns)
        or any(exit_.leaving is Leaving.END for exit_ in ways_through(called, names).exits())
    ):
        return None
    found: set[str | None] = set()
    for statement in called.returns:
        one = yield from ask(InstanceOf(ReturnedValue(called, statement), classes))
        if one is None and (inner := _value_of(called, statement)) is not None:
            one = yield from _made_instance(inner, classes, names, depth + 1)
        found.add(one)
    return found.pop() if len(found) == 1 else None


def return_fits(function: Function, statement: ast.Return) -> Steps[Fit]:
    """How what a statement returns fits the return annotation of its function."""
    if function.node.returns is None or statement.value is None:
        return Fit.UNKNOWN
    return (yield from fitting([ReturnedValue(function, statement)], function)).fit


def _kind(value: ReturnedValue | Function, mixed: Returned) -> Steps[ReturnedType]:
    """The kind of a value; `mixed` is that of one that may be a response or None as well."""
    view, (response, left) = yield from both(
        ask(TypeOf(value)),
        both(
            ask(InstanceOf(value, (fullnames.RESPONSE,))),
            ask(Overlaps(value, fullnames.RESPONSE)),
        ),
    )
    return ReturnedType(_kind_of(view, response, left, mixed), in_one_spelling(view.shown))


def _kind_of(view: TypeView, response: str | None, left: Left, mixed: Returned) -> Returned:
    if any(map(_may_be_anything, view.members)):
        return Returned.UNKNOWN
    nothing = [is_none(member) for member in view.members]
    if all(nothing):
        return Returned.NOTHING
    if response is not None:
        return Returned.RESPONSE_OR_NOTHING if any(nothing) else Returned.RESPONSE
    if left in {Left.SOMETHING_NARROWER, Left.UNKNOWN}:
        return Returned.UNKNOWN
    return mixed if any(nothing) or left is Left.MEMBER else Returned.VALUE


def _may_be_anything(view: TypeView) -> bool:
    cls = class_seen(view)
    if view.is_unknown or cls is None:
        return view.is_unknown
    # What an `async def` or a `yield` gives is a protocol for mypy, and an object that is nothing else.
    is_protocol = cls.is_protocol and cls.fullname not in _NOT_ONLY_PROTOCOLS
    return cls.fullname == fullnames.OBJECT or cls.is_open or is_protocol
