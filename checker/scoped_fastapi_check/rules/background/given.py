"""`add_task(send(mail))`: what is called at once in place of being handed over."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import CanBeCalled, Check, InstanceOf, Steps, ask
from scoped_fastapi_check.diagnostics.codes import BACKGROUND
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Expression
    from scoped_fastapi_check.rules.base import Context


def check_given(context: Context, call: Call) -> Check:
    """`add_task(send(mail))`: the task is run at once, and what it gives is called later."""
    given, owner = call.argument("func", 0), call.node.func
    if (
        given is None
        or not isinstance(given.node, ast.Call)
        or not isinstance(owner, ast.Attribute)
    ):
        return
    tasks = InstanceOf(
        call.callee.sibling(owner.value), (fullnames.BACKGROUND_TASKS,), ("add_task",)
    )
    if not (yield from _gives_no_function(context, given)) or (yield from ask(tasks)) is None:
        return
    made = given.node
    arguments = arguments_of(made)
    right = ", ".join(written(node) for node in (made.func, *arguments))
    context.report(
        Diagnostic.at(
            given.node,
            BACKGROUND,
            f'"{written(made)}" is called here, and what it gives is no function to be called later',
            "Starlette calls what it is given after the response, which is a TypeError then: write "
            f'"add_task({right})"',
        )
    )


def _gives_no_function(context: Context, made: Expression) -> Steps[bool]:
    """Whether a call gives a coroutine, nothing, or something else that cannot be called."""
    target = called_function(made, context.names)
    if target is not None and not target.node.decorator_list:
        is_async = isinstance(target.node, ast.AsyncFunctionDef)
        if is_async or not any(statement.value for statement in target.returns):
            return True
    return (yield from ask(CanBeCalled(made))).answer is False
