"""What FastAPI drops of what a dependency gives, where nobody asks for the value."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.dependency_result import what_is_provided
from scoped_fastapi_check.analysis.escaping import escaping
from scoped_fastapi_check.analysis.looking import is_log
from scoped_fastapi_check.analysis.presence import only_tells_presence
from scoped_fastapi_check.analysis.questions import (
    CanBeCalled,
    InstanceOf,
    Left,
    Overlaps,
    Steps,
    SubclassOf,
    TypeOf,
    ask,
    both,
    gather,
    the_names,
)
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.analysis.spelling import in_one_spelling, in_order_of
from scoped_fastapi_check.analysis.verdicts import gives_verdict, is_verdict_of
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import as_parameter_marker, declaration
from scoped_fastapi_check.model.graph import (
    ancestors,
    called_function,
    callee_of,
    method_of,
    parameter_named,
)
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.walk import is_none_written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Value
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

AWAITABLE: Final = "typing.Awaitable"
_DROPPED: Final = (AWAITABLE, fullnames.RESPONSE, fullnames.HTTP_EXCEPTION)
_RUN_WHEN_MADE: Final = frozenset({"__new__", "__post_init__", "model_post_init"})
_MAX_DEPTH: Final = 4


class Kind(Enum):
    """What is wrong with a value that nobody asks for."""

    CALLABLE = auto()
    """It was to be called."""
    AWAITABLE = auto()
    """It was to be awaited."""
    RESPONSE = auto()
    """It was to be sent."""
    EXCEPTION = auto()
    """It was to be raised."""
    VERDICT = auto()
    """It was to be looked at: yes or no."""
    MARKER = auto()
    """It was to be put in the list itself."""


# A function that gives one of these may check something itself.
_MADE: Final = frozenset({Kind.CALLABLE, Kind.MARKER})


@dataclass(frozen=True, eq=False, slots=True)
class Dropped:
    """What a dependency gives to nobody; `statement` is what returns it, if one of several does."""

    kind: Kind
    shown: str
    function: Function | None = None
    statement: ast.Return | None = None


def dropped(dependency: Expression) -> Steps[Dropped | None]:
    """What a dependency gives that has no effect unless somebody takes it.

    A dependency that yields is run for what it does around that.
    """
    names = yield from the_names()
    callee = callee_of(dependency, names, behind_factories=False)
    function = None if callee is None else callee.function
    if function is not None and function.is_generator:
        return None
    called = callee_of(dependency, names)
    if _may_check_when_made(dependency, names) or (
        called is not None and _gives_injected_response(called.function, names)
    ):
        return None
    values = what_is_provided(dependency, names).values
    if values and (found := (yield from _of_value(values[0], function))) is not None:
        # Some checkers infer what such a function returns, and some do not.
        if function is not None and found.kind is _kind_by_source(function, names):
            return replace(found, shown=_returned_text(function))
        return found
    if isinstance(dependency.node, ast.Lambda):
        return (yield from _of_lambda(dependency.sibling(dependency.node.body), values, names))
    if function is None and called is not None:
        function = called.function
    if function is None or not _is_plain(function):
        return None
    if (response := (yield from _returned_response(function))) is not None:
        return response
    if (yield from gives_verdict(function, names)):
        return Dropped(Kind.VERDICT, "bool", function)
    kind = _kind_by_source(function, names)
    if kind is None or (kind in _MADE and (yield from _checks(function))):
        return None
    return Dropped(kind, _returned_text(function), function)


def _gives_injected_response(function: Function, names: Names) -> bool:
    """Whether a function returns what FastAPI gave it, of which the headers are sent, or nothing."""
    values = [statement.value for statement in function.returns if not _is_nothing(statement.value)]
    return bool(values) and all(
        value is not None and _is_injected(Expression(value, function.body), names)
        for value in values
    )


def _is_nothing(value: ast.expr | None) -> bool:
    return value is None or is_none_written(value)


def _is_injected(value: Expression, names: Names) -> bool:
    """Whether a name leads to a parameter that is declared as a response, and is nothing else later."""
    parameter = parameter_named(resolve(value, names))
    annotation = None if parameter is None else parameter.annotation
    return (
        parameter is not None
        and annotation is not None
        and parameter.function.body.values.get(parameter.name) == [None]
        and "Response" in ast.unparse(annotation.node)
    )


def _is_plain(function: Function) -> bool:
    """Whether what a function returns is what calling it gives."""
    is_made = function.name == "__init__" or not is_as_written(function)
    return not (is_made or function.is_generator)


def _of_lambda(body: Expression, values: tuple[Value, ...], names: Names) -> Steps[Dropped | None]:
    """What a lambda gives, by the source; its parameters, without which it has values, may check."""
    if is_verdict_of(body, names) and (values or not only_tells_presence(body.node)):
        return Dropped(Kind.VERDICT, "bool")
    kind = _kind_of(body, names)
    if kind is None or (kind in _MADE and not values):
        return None
    made = called_function(body, names) if kind in _MADE else None
    if made is not None and (yield from _checks(made)):
        return None
    is_lambda = isinstance(body.node, ast.Lambda)
    return Dropped(kind, "a lambda" if is_lambda else ast.unparse(body.node))


def _of_value(value: Value, function: Function | None) -> Steps[Dropped | None]:
    called, (awaitable, left) = yield from both(
        ask(CanBeCalled(value)),
        both(
            gather(*(ask(InstanceOf(value, (name,))) for name in _DROPPED)),
            gather(*(ask(Overlaps(value, name)) for name in _DROPPED[1:])),
        ),
    )
    if called.answer is not True and not any(awaitable) and Left.MEMBER not in left:
        return None  # Of most nothing more is asked.
    view = yield from ask(TypeOf(value))
    if view.is_unknown:
        return None
    returns = None if function is None else function.node.returns
    shown = in_order_of(in_one_spelling(view.shown), returns)
    if awaitable[0] is not None:
        return Dropped(Kind.AWAITABLE, shown, function)
    # Of a function that declares nothing, the returns tell: it may have kept what it gives.
    if awaitable[1] is not None or (left[0] is Left.MEMBER and len(view.members) > 1):
        is_told = function is None or returns is not None
        return Dropped(Kind.RESPONSE, shown, function) if is_told else None
    is_raised = awaitable[2] is not None or (left[1] is Left.MEMBER and len(view.members) > 1)
    if is_raised and returns is not None:
        # Where nothing is declared, the return itself is reported.
        return Dropped(Kind.EXCEPTION, shown, function)
    if called.answer is not True or (function is not None and (yield from _checks(function))):
        return None
    return Dropped(Kind.CALLABLE, shown, function)


def _kind_by_source(function: Function, names: Names, depth: int = 0) -> Kind | None:
    """What a function without a return annotation certainly gives: many factories have none.

    A marker has no type that tells what it is.
    """
    if not is_as_written(function):
        return None
    kinds = {
        None if value is None else _kind_of(Expression(value, function.body), names, depth + 1)
        for value in (statement.value for statement in function.returns)
    }
    kind = kinds.pop() if len(kinds) == 1 else None
    return kind if function.node.returns is None or kind is Kind.MARKER else None


def _kind_of(value: Expression, names: Names, depth: int = 0) -> Kind | None:
    marker = as_parameter_marker(value, names)
    if marker is not None:
        return Kind.MARKER if marker.is_dependency else None
    match value.node:
        case ast.Lambda():
            return Kind.CALLABLE
        case ast.Name(name):
            is_bound_once = len(value.scope.values.get(name, ())) == 1
            inner = value.scope.module.functions_in(value.scope, name)
            return Kind.CALLABLE if inner and is_bound_once else None
        case ast.Call(called):
            target = called_function(value, names)
            if target is not None:
                return _kind_of_call(target, names, depth)
            if names.fullname(value.sibling(called)) == fullnames.PARTIAL:
                return Kind.CALLABLE
            scope = names.class_scope(value.sibling(called))
            if scope is not None and method_of(scope, "__call__", names) is not None:
                return Kind.CALLABLE
        case _:
            pass
    return None


def _kind_of_call(target: Function, names: Names, depth: int) -> Kind | None:
    """What calling a function by hand gives: of an `async def`, what has to be awaited."""
    if target.is_generator or not is_as_written(target):
        return None
    if isinstance(target.node, ast.AsyncFunctionDef):
        return Kind.AWAITABLE
    return _kind_by_source(target, names, depth) if depth < _MAX_DEPTH else None


def _returned_text(function: Function) -> str:
    value = function.returns[0].value
    return "a lambda" if value is None or isinstance(value, ast.Lambda) else ast.unparse(value)


def _checks(function: Function) -> Steps[bool]:
    """Whether a function checks something itself: it takes a part of the request, or refuses it."""
    names = yield from the_names()
    for parameter in function.parameters:
        declared = declaration(parameter, names)
        if declared.marker is not None or not declared.is_known:
            return True
        if declared.type is not None and parameter.annotation is not None:
            request = yield from ask(InstanceOf(parameter, (fullnames.HTTP_CONNECTION,)))
            if request is not None:
                return True
    if any(map(_does_something, function.node.body)):
        return True
    return bool((yield from escaping(function, (fullnames.HTTP_EXCEPTION,))))


def _may_check_when_made(dependency: Expression, names: Names) -> bool:
    """Whether to make an object runs what is no `__init__`: a validator, or a class of classes."""
    scope = names.class_scope(dependency)
    for place in () if scope is None else ancestors(scope, names):
        if not isinstance(place.node, ast.ClassDef):
            continue
        if any(keyword.arg == "metaclass" for keyword in place.node.keywords):
            return True
        for statement in place.node.body:
            if not isinstance(statement, ast.FunctionDef):
                continue
            decorators = " ".join(map(ast.unparse, statement.decorator_list))
            if statement.name in _RUN_WHEN_MADE or "validator" in decorators:
                return True
    return False


def _does_something(statement: ast.stmt) -> bool:
    """Whether a statement is a call for its effect, which may check something; a log is none."""
    if not isinstance(statement, ast.Expr) or is_log(statement):
        return False
    call = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
    return isinstance(call, ast.Call) and ast.unparse(call.func) != "super().__init__"


def _returned_response(function: Function) -> Steps[Dropped | None]:
    """A response that one of several return statements gives, on one of its ways."""
    names = yield from the_names()
    for statement in function.returns:
        value = statement.value
        if isinstance(value, ast.Name):
            # A parameter, or what the request keeps, may be sent by somebody else.
            value = function.body.single_value(value.id)
        for part in _alternatives(value):
            made = part.value if isinstance(part, ast.Await) else part
            if not isinstance(made, ast.Call):
                continue
            if part is value:
                found = yield from returned_instance(function, statement, (fullnames.RESPONSE,))
            else:
                made_of = Expression(made.func, function.body)
                is_class = names.is_class(made_of)
                question = SubclassOf(made_of, (fullnames.RESPONSE,))
                found = (yield from ask(question)) if is_class else None
            if found is not None:
                return Dropped(Kind.RESPONSE, ast.unparse(made.func), function, statement)
    return None


def _alternatives(value: ast.expr | None) -> list[ast.expr]:
    """What an expression gives, on each of its ways: `user or RedirectResponse("/login")`."""
    match value:
        case None:
            return []
        case ast.IfExp(body=body, orelse=orelse):
            return [*_alternatives(body), *_alternatives(orelse)]
        case ast.BoolOp(values=values):
            return [found for each in values for found in _alternatives(each)]
        case _:
            return [value]
