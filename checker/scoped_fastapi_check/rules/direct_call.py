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
from scoped_fastapi_check.diagnostics.finding import Finding
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.direct_calls import Omission, called, omissions
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.model.routes import HTTP_DECORATORS, WEBSOCKET_DECORATORS
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.direct_call_values import check_values
from scoped_fastapi_check.rules.shared.wording import written

# More parameters than this are counted in the message.
MAX_NAMED: Final = 3
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


def _dependencies(context: Context) -> set[ast.expr]:
    """What is passed to a `Depends(...)`; there another rule looks at what is called."""
    return {
        argument
        for call in context.calls.of(fullnames.DEPENDS | fullnames.SECURITY)
        for argument in (*call.node.args, *(keyword.value for keyword in call.node.keywords))
    }


def _check_call(context: Context, call: Call) -> Check:
    callee = called(call, context.names)
    if callee is None:
        return
    left_out = [
        omission for omission in omissions(call, callee, context.names) if _is_used(omission)
    ]
    if left_out and (yield from _is_called_as_it_is(context, callee.function)):
        context.report(_finding(call, left_out))


def _is_used(omission: Omission) -> bool:
    """Whether the function does something with the argument, and is not prepared for a marker."""
    name = omission.parameter.name
    nodes = [
        node for statement in omission.parameter.function.node.body for node in ast.walk(statement)
    ]
    if any(_asks_for_type(node, name) for node in nodes):
        return False
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        for node in nodes
    )


def _asks_for_type(node: ast.AST, name: str) -> bool:
    """Whether a node is `isinstance(name, ...)` or `hasattr(name, ...)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"isinstance", "hasattr"}
        and bool(node.args)
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id == name
    )


def _is_called_as_it_is(
    context: Context, function: Function
) -> Generator[Question[Any], Any, bool]:
    """Whether all decorators give back the function, or call it with the same arguments."""
    for decorator in function.decorators:
        node = decorator.node
        target = decorator.sibling(node.func) if isinstance(node, ast.Call) else decorator
        if context.names.fullname(target) in fullnames.PASSING_DECORATORS:
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


def _finding(call: Call, left_out: list[Omission]) -> Finding:
    parameters = _enumerated([omission.parameter.name for omission in left_out])
    markers = _enumerated([_marker(omission) for omission in left_out])
    arrives = "arrives in its place" if len(left_out) == 1 else "arrive in their place"
    them = "it" if len(left_out) == 1 else "them"
    return Finding.at(
        call.node,
        DIRECT_CALL,
        f'"{written(call.node.func)}" is called without {parameters}, so that {markers} {arrives}',
        f"FastAPI replaces such a default only when it calls the function itself: pass {them}",
    )


def _marker(omission: Omission) -> str:
    """A marker as it is written, without its arguments where there are many of them."""
    whole = ast.unparse(omission.marker)
    return whole if whole == written(omission.marker) else f"{written(omission.marker.func)}(...)"


def _enumerated(texts: list[str]) -> str:
    """`"a"`, `"a" and "b"`, or `"a", "b", "c" and 2 more`."""
    quoted = [f'"{text}"' for text in texts[:MAX_NAMED]]
    if len(texts) > MAX_NAMED:
        return f"{', '.join(quoted)} and {len(texts) - MAX_NAMED} more"
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


RULE: Final = Rule(DIRECT_CALL, check)
