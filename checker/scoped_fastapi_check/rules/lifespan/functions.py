"""A `lifespan=` that cannot be entered: every start of the application fails.

Starlette calls it with the application, and enters what that gives as an asynchronous context manager. A
plain generator function it makes one of itself.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import LIFESPAN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.rules.base import Context

__all__ = ["check_function"]

_MADE: Final = (fullnames.FASTAPI, fullnames.STARLETTE, fullnames.ROUTER)
_OWN: Final = ("__init__", "__call__", "lifespan")
_RIGHT: Final = 'make it "@asynccontextmanager async def lifespan(app)", with a "yield"'


def check_function(context: Context, call: Call) -> Check:
    """What an application is given as its lifespan."""
    given = call.keyword("lifespan")
    if given is None:
        return
    is_called = isinstance(given.node, ast.Call)
    named = given.uncalled()
    function = context.names.function(resolve(named, context.names))
    if function is None or function.scope.module.is_of_library:
        return
    problem = _called(context, function) if is_called else _problem(context, function)
    if problem is None or (yield from ask(SubclassOf(call.callee, _MADE, _OWN))) is None:
        return
    context.report(
        Diagnostic.at(
            given.node,
            LIFESPAN,
            f'the lifespan "{written(given.node)}" {problem}',
            f"Starlette raises a TypeError, so that the application never starts: {_right(named, is_called)}",
            related=[Related.at(function, "the lifespan")],
        )
    )


def _right(named: Expression, is_called: bool) -> str:
    return f'write "lifespan={written(named.node)}"' if is_called else _RIGHT


def _called(context: Context, function: Function) -> str | None:
    """What is wrong with the call of a lifespan, in the place of its name."""
    is_lifespan = function.is_generator or isinstance(function.node, ast.AsyncFunctionDef)
    is_known = is_lifespan and _decorators(context, function) is not None
    return "is called here, but Starlette calls what it is given" if is_known else None


def _problem(context: Context, function: Function) -> str | None:
    """Why a function cannot be a lifespan."""
    decorators = _decorators(context, function)
    if decorators is None or len(decorators) > 1:
        return None
    is_async = isinstance(function.node, ast.AsyncFunctionDef)
    if not function.is_generator:
        return 'has no "yield", so that it is no context manager' if is_async else None
    if decorators == [fullnames.CONTEXT_MANAGER] or (
        decorators == [fullnames.ASYNC_CONTEXT_MANAGER] and not is_async
    ):
        return "is no asynchronous context manager"
    return _arguments(function)


def _arguments(function: Function) -> str | None:
    """Whether a function cannot be called with the application; of methods nobody knows the object."""
    if isinstance(function.scope.node, ast.ClassDef):
        return None
    arguments = function.node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    if not positional and arguments.vararg is None:
        return "takes no arguments, but is called with the application"
    if required > 1:
        return f"takes {required} arguments, but is called with the application"
    return None


def _decorators(context: Context, function: Function) -> list[str] | None:
    """The decorators of `contextlib` that a function has; None where there are others."""
    names = [
        context.names.fullname(Expression(node, function.scope)) or ""
        for node in function.node.decorator_list
    ]
    return names if fullnames.CONTEXT_MANAGER_DECORATORS.issuperset(names) else None
