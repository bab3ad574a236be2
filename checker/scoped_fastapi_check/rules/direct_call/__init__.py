"""`fastapi-direct-call`: a plain call that leaves a `Depends(...)` or `Query(...)` as the argument.

FastAPI fills such defaults in when it calls a function for a request. In a plain call Python takes the
default as it is, and the function gets the marker object.
"""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterator
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Question, ask
from scoped_fastapi_check.diagnostics.codes import DIRECT_CALL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.direct_calls import (
    Omission,
    called,
    given_markers,
    is_used,
    omissions,
)
from scoped_fastapi_check.model.graph import Callee, callee_of
from scoped_fastapi_check.model.handed_calls import HandedCall, handed_calls, without_partial
from scoped_fastapi_check.model.keeping_decorators import keeps_arguments
from scoped_fastapi_check.model.lifetimes import is_response_scoped
from scoped_fastapi_check.model.module import Call, Expression, Function, Parameter
from scoped_fastapi_check.model.routes import HTTP_DECORATORS, WEBSOCKET_DECORATORS
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.direct_call.hooks import check_hooks
from scoped_fastapi_check.rules.direct_call.values import check_values
from scoped_fastapi_check.rules.shared.wording import enumerated, written

# More parameters than this are counted in the message.
_MAX_NAMED: Final = 3
# Decorators that give back the function they are given.
REGISTRATIONS: Final = (
    HTTP_DECORATORS | WEBSOCKET_DECORATORS | {"exception_handler", "middleware", "on_event"}
)


def check(context: Context) -> Iterator[Check]:
    """One check for each call of a function whose module knows FastAPI."""
    check_values(context)
    dependencies = _dependencies(context)
    for call in context.module.calls:
        if call.node not in dependencies:
            yield _check_call(context, call)
        for handed in handed_calls(call, context.names):
            yield _check_handed(context, handed)
    for call in context.calls.of_method("open"):
        yield _check_open(context, call)
    yield from check_hooks(context)


def _dependencies(context: Context) -> set[ast.expr]:
    """What is passed to a `Depends(...)`; there another rule looks at what is called."""
    return {
        argument
        for call in context.calls.of(fullnames.DEPENDS | fullnames.SECURITY)
        for argument in arguments_of(call.node)
    }


def _check_call(context: Context, call: Call) -> Check:
    call = without_partial(call, context.names)
    callee = called(call, context.names)
    if callee is None:
        return
    left_out = _left_out(context, call, callee)
    given = [
        (parameter, marker)
        for parameter, marker in given_markers(call, callee, context.names)
        if is_used(parameter)
    ]
    if (left_out or given) and (yield from _is_called_as_it_is(context, callee.function)):
        if left_out:
            context.report(_finding(call, left_out))
        for parameter, marker in given:
            context.report(_given(call, parameter, marker))


def _left_out(context: Context, call: Call, callee: Callee) -> list[Omission]:
    """The parameters that a call leaves out, and that the function makes use of."""
    found = omissions(call, callee, context.names)
    return [omission for omission in found if is_used(omission.parameter)]


def _check_handed(context: Context, handed: HandedCall) -> Check:
    """A call that a task, a thread or an executor makes."""
    call = without_partial(handed.call, context.names)
    callee = called(call, context.names)
    left_out = [] if callee is None else _left_out(context, call, callee)
    if callee is None or not left_out:
        return
    if handed.receiver is not None:
        receiver = InstanceOf(handed.receiver, handed.classes)
        if (yield from ask(receiver)) is None:
            return
    if (yield from _is_called_as_it_is(context, callee.function)):
        context.report(_handed(handed.by, call, left_out))


def _check_open(context: Context, call: Call) -> Check:
    """`get_session.open()` of a response-scoped dependency, without what only a request can give.

    What it depends on it opens itself.
    """
    func = call.node.func
    assert isinstance(func, ast.Attribute)
    yield from ()
    dependency = call.callee.sibling(func.value)
    if call.has_unpacking or not is_response_scoped(dependency, context.names):
        return
    callee = callee_of(dependency, context.names)
    left_out = [] if callee is None else _left_out(context, call, callee)
    wanted = [one for one in left_out if not _is_dependency(context, one)]
    if wanted:
        context.report(_opened(call, wanted))


def _is_dependency(context: Context, omission: Omission) -> bool:
    marker = context.declaration(omission.parameter).marker
    return marker is not None and marker.is_dependency


def _opened(call: Call, left_out: list[Omission]) -> Diagnostic:
    names = enumerated([omission.parameter.name for omission in left_out], _MAX_NAMED)
    return Diagnostic.at(
        call.node,
        DIRECT_CALL,
        f'"{written(call.node.func)}" is called without {names}, which only a request can give',
        f"There is no request here, and it raises a NeedsRequestError: pass {names}",
    )


def _is_called_as_it_is(
    context: Context, function: Function
) -> Generator[Question[Any], Any, bool]:
    """Whether all decorators give back the function, or call it with the same arguments."""
    for decorator in function.decorators:
        target = decorator.uncalled()
        if context.names.fullname(target) in fullnames.PASSING_DECORATORS:
            continue
        if keeps_arguments(decorator, context.names):
            continue
        if not (yield from _is_registration(target)):
            return False
    return True


def _is_registration(decorator: Expression) -> Generator[Question[Any], Any, bool]:
    node = decorator.node
    if not isinstance(node, ast.Attribute) or node.attr not in REGISTRATIONS:
        return False
    question = InstanceOf(decorator.sibling(node.value), fullnames.ROUTERS, (node.attr,))
    return (yield from ask(question)) is not None


def _finding(call: Call, left_out: list[Omission]) -> Diagnostic:
    parameters, arrives, them = _told(left_out)
    return Diagnostic.at(
        call.node,
        DIRECT_CALL,
        f'"{written(call.node.func)}" is called without {parameters}, so that {arrives}',
        f"FastAPI replaces such a default only when it calls the function itself: pass {them}",
    )


def _given(call: Call, parameter: Parameter, marker: ast.Call) -> Diagnostic:
    return Diagnostic.at(
        marker,
        DIRECT_CALL,
        f'"{written(call.node.func)}" is given "{written(marker)}" for "{parameter.name}", but that '
        "is only the marker",
        "FastAPI replaces a marker only where a signature that it calls declares it: make it the "
        "default of a parameter, and pass that on",
    )


def _handed(by: Call, call: Call, left_out: list[Omission]) -> Diagnostic:
    parameters, arrives, them = _told(left_out)
    return Diagnostic.at(
        by.node,
        DIRECT_CALL,
        f'"{written(by.node.func)}" is to call "{written(call.node.func)}" without {parameters}, '
        f"so that {arrives}",
        f"FastAPI replaces such a default only when it calls the function itself: pass {them}",
    )


def _told(left_out: list[Omission]) -> tuple[str, str, str]:
    """The parameters that are left out, what arrives in their place, and the pronoun for them."""
    parameters = enumerated([omission.parameter.name for omission in left_out], _MAX_NAMED)
    markers = [*dict.fromkeys(map(_marker, left_out))]
    verb = "arrives" if len(markers) == 1 else "arrive"
    its, them = ("its", "it") if len(left_out) == 1 else ("their", "them")
    return parameters, f"{enumerated(markers, _MAX_NAMED)} {verb} in {its} place", them


def _marker(omission: Omission) -> str:
    """A marker as it is written, without its arguments where there are many of them."""
    whole = ast.unparse(omission.marker)
    return whole if whole == written(omission.marker) else f"{written(omission.marker.func)}(...)"


RULE: Final = Rule(DIRECT_CALL, check)
