"""Exception handlers that cannot be called as they are, or return no response."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    CanBeCalled,
    InstanceOf,
    ReturnedValue,
    Steps,
    SubclassOf,
    ask,
    gather,
)
from scoped_fastapi_check.analysis.raising import may_only_raise, ways_through
from scoped_fastapi_check.analysis.rendering.displays import DISPLAYS
from scoped_fastapi_check.analysis.returns import Returned, returned
from scoped_fastapi_check.diagnostics.codes import HANDLER
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import parameter_named
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.rules.shared.registered import Registered, may_be_another, registered
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.rules.base import Context

# What Starlette calls a handler with: the request and the exception.
_GIVEN: Final = 2
_METHOD: Final = "exception_handler"


@dataclass(frozen=True, eq=False, slots=True)
class Handler:
    """A function that is registered for an exception.

    `owner` is the application, or the class that is called to make it. `name` is what stands for the
    function where it is not decorated: a lambda has no other, and is not `found`.
    """

    owner: Expression
    is_made: bool
    exception: Expression | None
    found: Registered | None
    name: Expression | None = None


def handlers(context: Context) -> Iterator[Handler]:
    """Every exception handler that the module registers, and whose definition is known."""
    yield from _decorated(context)
    for call in context.calls.of_method("add_exception_handler"):
        func = call.node.func
        exception = call.argument("exc_class_or_status_code", 0)
        given = call.argument("handler", 1)
        if isinstance(func, ast.Attribute) and exception is not None and given is not None:
            owner = call.callee.sibling(func.value)
            yield from _named(context, owner, exception, given, is_made=False)
    for call in context.module.calls:
        # As a decorator does: `app.exception_handler(ValueError)(on_error)`.
        made = call.node.func
        if isinstance(made, ast.Call) and _is_registration(made) and made.args and call.node.args:
            assert isinstance(made.func, ast.Attribute)
            owner, exception, given = (
                call.callee.sibling(node)
                for node in (made.func.value, made.args[0], call.node.args[0])
            )
            yield from _named(context, owner, exception, given, is_made=False)
    for call in context.calls.passing("exception_handlers"):
        given = call.keyword("exception_handlers")
        if given is not None and isinstance(given.node, ast.Name):
            given = context.names.value(given)
        if given is not None and isinstance(given.node, ast.Dict):
            for key, value in zip(given.node.keys, given.node.values, strict=True):
                if key is not None and given.scope.module is context.module:
                    one, other = given.sibling(key), given.sibling(value)
                    yield from _named(context, call.callee, one, other, is_made=True)
    for assignment in context.module.assignments:
        target = assignment.target.node
        match target:
            case ast.Subscript(ast.Attribute(app, "exception_handlers"), key):
                owner, exception = assignment.target.sibling(app), assignment.target.sibling(key)
                yield from _named(context, owner, exception, assignment.value, is_made=False)
            case _:
                continue


def _decorated(context: Context) -> Iterator[Handler]:
    for function in context.module.functions:
        decorators = function.node.decorator_list
        calls = [node for node in decorators if _is_registration(node)]
        if not calls or len(calls) < len(decorators):
            continue  # Another decorator may make something else of the function.
        for node in calls:
            assert isinstance(node, ast.Call)
            assert isinstance(node.func, ast.Attribute)
            owner = Expression(node.func.value, function.scope)
            exception = Expression(node.args[0], function.scope) if node.args else None
            yield Handler(owner, False, exception, Registered(function))


def _is_registration(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == _METHOD
    )


def _named(
    context: Context,
    owner: Expression,
    exception: Expression,
    given: Expression,
    *,
    is_made: bool,
) -> Iterator[Handler]:
    found = registered(given, context.names)
    if found is not None or isinstance(given.node, ast.Lambda):
        yield Handler(owner, is_made, exception, found, given)


def check_handler(context: Context, handler: Handler) -> Check:
    """How many arguments a handler takes, and what it returns."""
    found = handler.found
    if found is None:
        yield from _check_lambda(context, handler)
        return
    arguments = (
        "" if found.is_partial else _arguments_problem(found.function.node, is_bound=found.bound)
    )
    value = None if arguments else (yield from without_response(context, found.function))
    if not arguments and value is None:
        return
    if not (yield from _is_application(handler)) or (yield from may_be_another(found)):
        return
    if arguments:
        context.report(_finding(context, handler, found.function.node, arguments))
    elif value is not None and not (yield from _is_for_websockets(found, handler, value)):
        context.report(_unanswered(context, handler, value))


def _check_lambda(context: Context, handler: Handler) -> Check:
    """A lambda: of what it gives, only what is written out is certainly no response."""
    assert handler.name is not None
    node = handler.name.node
    assert isinstance(node, ast.Lambda)
    arguments = _arguments_problem(node, is_bound=False)
    is_display = type(node.body) in DISPLAYS or isinstance(node.body, ast.JoinedStr)
    is_value = is_display or (isinstance(node.body, ast.Constant) and node.body.value is not None)
    if (arguments or is_value) and (yield from _is_application(handler)):
        value = Instead(node.body, Returned.VALUE)
        found = _finding(context, handler, node, arguments)
        context.report(found if arguments else _unanswered(context, handler, value))


def _is_application(handler: Handler) -> Steps[bool]:
    if handler.is_made:
        return (yield from ask(SubclassOf(handler.owner, (fullnames.STARLETTE,)))) is not None
    question = InstanceOf(handler.owner, (fullnames.STARLETTE,), (_METHOD, "add_exception_handler"))
    if (yield from ask(question)) is not None:
        return True
    # `def register(app): app.add_exception_handler(...)`: what the handler takes tells.
    owner = parameter_named(handler.owner)
    if owner is None or owner.annotation is not None or handler.found is None:
        return False
    parameters = handler.found.function.parameters[1 if handler.found.bound else 0 :]
    if not parameters or parameters[0].annotation is None:
        return False
    request = InstanceOf(parameters[0], (fullnames.HTTP_CONNECTION,))
    return (yield from ask(request)) is not None


def _arguments_problem(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, *, is_bound: bool
) -> str:
    """Why a handler cannot be called with two arguments; empty if it can."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args][1 if is_bound else 0 :]
    required = len(positional) - len(arguments.defaults)
    if len(positional) < _GIVEN and arguments.vararg is None:
        number = "no arguments" if not positional else "one argument"
        return f"takes {number}, but is called with the request and the exception"
    if required > _GIVEN:
        return f"takes {required} arguments, but is called with the request and the exception"
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    missing = [argument.arg for argument, default in named if default is None]
    if missing:
        return f'needs "{missing[0]}" by name, but is called with the request and the exception'
    return ""


@dataclass(frozen=True, eq=False, slots=True)
class Instead:
    """What is returned in the place of a response."""

    node: Node
    kind: Returned


def without_response(context: Context, function: Function) -> Steps[Instead | None]:
    """What a handler certainly returns instead of a response."""
    if function.is_generator:
        return Instead(function.node, Returned.VALUE)
    given = [statement for statement in function.returns if statement.value is not None]
    found = yield from gather(*(returned(function, statement) for statement in given))
    for statement, kind in zip(given, found, strict=True):
        if kind.kind is Returned.VALUE and (yield from _is_no_application(function, statement)):
            return Instead(statement, kind.kind)
    is_empty = all(kind.kind is Returned.NOTHING for kind in found)
    is_left = is_empty and bool(ways_through(function, context.names).exits())
    if is_left and not may_only_raise(function, context.names):
        return Instead(function.node, Returned.NOTHING)
    return None


def _is_no_application(function: Function, statement: ast.Return) -> Steps[bool]:
    """Whether a value cannot be called: Starlette calls a response with what sends it."""
    found = yield from ask(CanBeCalled(ReturnedValue(function, statement)))
    return found.answer is False


def _is_for_websockets(found: Registered, handler: Handler, value: Instead) -> Steps[bool]:
    """Whether None is right, as there is nothing to answer."""
    if value.kind is not Returned.NOTHING:
        return False
    parameters = found.function.parameters[1 if found.bound else 0 :]
    if parameters and parameters[0].annotation is not None:
        websocket = InstanceOf(parameters[0], (fullnames.WEBSOCKET,))
        if (yield from ask(websocket)) is not None:
            return True
    if handler.exception is None:
        return True
    question = SubclassOf(handler.exception, fullnames.WEBSOCKET_EXCEPTIONS)
    return (yield from ask(question)) is not None


def _unanswered(context: Context, handler: Handler, value: Instead) -> Diagnostic:
    if value.kind is Returned.NOTHING:
        says = "returns no response on any way"
        return _finding(
            context,
            handler,
            value.node,
            says,
            "Starlette sends nothing at all, and the server answers with a 500",
        )
    says = "returns something that is not a response"
    return _finding(
        context, handler, value.node, says, "Starlette cannot send it, and the client gets a 500"
    )


def _finding(
    context: Context,
    handler: Handler,
    node: Node,
    says: str,
    does: str = "The call raises a TypeError, and the client gets a 500",
) -> Diagnostic:
    name = "lambda"
    if handler.found is not None:
        name = handler.found.function.name
        if handler.found.function.scope.module is not context.module:
            assert handler.name is not None
            node = handler.name.node
    exception = "" if handler.exception is None else f' of "{written(handler.exception.node)}"'
    right = 'declare it as "(request, exception)"'
    if "argument" not in says and "by name" not in says:
        right = 'return a response, "JSONResponse(..., status_code=...)"'
    return Diagnostic.at(
        node, HANDLER, f'the handler "{name}"{exception} {says}', f"{does}: {right}"
    )
