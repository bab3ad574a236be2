"""Who uses the value of a parameter when its function has returned: background tasks and streams."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from scoped_fastapi_check.analysis.questions import InstanceOf, Question, SubclassOf, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Parameter
from scoped_fastapi_check.model.value_flow import Value
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.model.wrapper_objects import Holder
from scoped_fastapi_check.rules.base import Context


@dataclass(frozen=True, eq=False, slots=True)
class Escape:
    """A place where a value gets away; `stream` is the response whose content uses it, if any."""

    node: ast.expr
    stream: str | None = None


def escapes(
    context: Context, parameter: Parameter, holder: Holder | None = None
) -> Generator[Question[Any], Any, list[Escape]]:
    """The places in a function where a value gets away: that of a parameter, or one that it holds."""
    value = Value(parameter.name, parameter.function, context.names, holder)
    if not value.is_bound_once:
        return []
    found: list[Escape] = []
    for call in context.calls.inside(parameter.function.body):
        ways = [_task(call, value), _stream(call, value)]
        if context.names.is_class(call.callee):
            ways.append(_background(call, value))
        for escape in ways:
            if (place := (yield from escape)) is not None:
                found.append(place)
    return found


def _task(call: Call, value: Value) -> Generator[Question[Any], Any, Escape | None]:
    """`tasks.add_task(f, value)`, unless the function runs the tasks itself."""
    func = call.node.func
    if not isinstance(func, ast.Attribute) or func.attr != "add_task":
        return None
    argument = _escaping_argument(call, value)
    if argument is None or value.is_called_here(func.value):
        return None
    tasks = InstanceOf(call.callee.sibling(func.value), (fullnames.BACKGROUND_TASKS,))
    return None if (yield from ask(tasks)) is None else Escape(argument)


def _background(call: Call, value: Value) -> Generator[Question[Any], Any, Escape | None]:
    """`BackgroundTask(f, value)`, unless the function runs the task itself."""
    argument = _escaping_argument(call, value)
    if argument is None or value.is_run_here(call.node):
        return None
    task = SubclassOf(call.callee, (fullnames.BACKGROUND_TASK,))
    return None if (yield from ask(task)) is None else Escape(argument)


def _escaping_argument(call: Call, value: Value) -> ast.expr | None:
    """The first argument, the function itself included, in which the value gets away."""
    function = call.argument("func", 0)
    if function is not None and value.is_called_later(function.node):
        return function.node
    for argument in arguments_of(call.node):
        if value.is_carried_by(argument):
            return argument
    return None


def _stream(call: Call, value: Value) -> Generator[Question[Any], Any, Escape | None]:
    """`StreamingResponse(rows_of(value))`."""
    content = call.argument("content", 0)
    if content is None or not value.is_read_by(content.node):
        return None
    if (yield from ask(SubclassOf(call.callee, fullnames.STREAMS))) is None:
        return None
    return Escape(content.node, ast.unparse(call.node.func))
