"""A response-scoped value that a background task, a stream or a generator endpoint goes on using."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Final

from scoped_fastapi_check import fullnames
from scoped_fastapi_check.codes import SCOPE
from scoped_fastapi_check.findings import Finding, Node
from scoped_fastapi_check.judge import Context
from scoped_fastapi_check.model.dependencies import Marker
from scoped_fastapi_check.model.graph import parameter_marker
from scoped_fastapi_check.model.lifetimes import (
    Lifetime,
    is_response_scoped,
    lifetime,
    yield_dependency,
)
from scoped_fastapi_check.model.module import Call, Function, Parameter
from scoped_fastapi_check.questions import Check, InstanceOf, Question, SubclassOf, ask
from scoped_fastapi_check.rules.provision import dependency_name
from scoped_fastapi_check.rules.routes_asking import RoutesAsking
from scoped_fastapi_check.rules.scope.values import Value

_CONTENT: Final = "content"


@dataclass(frozen=True, eq=False, slots=True)
class _Given:
    """A parameter whose value is closed before the response is sent."""

    parameter: Parameter
    marker: Marker


def check_function(context: Context, function: Function, routes: RoutesAsking) -> Check:
    """Whether what a function is given outlives the dependency that provides it."""
    for given in (yield from _given(context, function, routes)):
        value = Value(given.parameter.name, function, context.names)
        if not value.is_bound_once:
            continue
        if _is_generator_endpoint(function, routes) and value.is_used:
            context.report(_in_generator(context, function, given))
        calls = [call for call in context.module.calls if call.scope is function.body]
        for call in calls:
            yield from _check_tasks(context, call, given, value)
            yield from _check_stream(context, call, given, value)


def _is_generator_endpoint(function: Function, routes: RoutesAsking) -> bool:
    registered = routes.of_handler(function) if function.is_generator else []
    return any(route.is_direct and not route.is_websocket for route in registered)


def _given(
    context: Context, function: Function, routes: RoutesAsking
) -> Generator[Question[Any], Any, list[_Given]]:
    found: list[_Given] = []
    for parameter in function.parameters:
        marker = parameter_marker(parameter, context.names)
        if marker is None or marker.dependency is None:
            continue
        asked = lifetime(marker, context.names)
        if asked is Lifetime.DEFAULT and (registered := routes.of_handler(function)):
            asked = yield from routes.default_lifetime(registered)
        if asked is Lifetime.RESPONSE and yield_dependency(marker.dependency, context.names):
            found.append(_Given(parameter, marker))
    return found


# Background tasks


def _check_tasks(
    context: Context, call: Call, given: _Given, value: Value
) -> Generator[Question[Any], Any, None]:
    """`tasks.add_task(...)` and `background=BackgroundTask(...)`."""
    func = call.node.func
    if isinstance(func, ast.Attribute) and func.attr == "add_task":
        argument = _escaping_argument(call, value)
        tasks = InstanceOf(call.callee.sibling(func.value), (fullnames.BACKGROUND_TASKS,))
        if argument is not None and (yield from ask(tasks)):
            context.report(_in_task(context, argument, given))
    background = call.keyword("background")
    if background is not None and isinstance(background.node, ast.Call):
        made = Call(background.node, call.scope, is_decorator=False)
        argument = _escaping_argument(made, value)
        task = SubclassOf(made.callee, (fullnames.BACKGROUND_TASK,))
        if argument is not None and (yield from ask(task)):
            context.report(_in_task(context, argument, given))


def _escaping_argument(call: Call, value: Value) -> ast.expr | None:
    """The first argument, the function itself included, in which the value gets away."""
    function = call.argument("func", 0)
    if function is not None and value.is_called_later(function.node):
        return function.node
    for argument in (*call.node.args, *(keyword.value for keyword in call.node.keywords)):
        if value.is_carried_by(argument):
            return argument
    return None


# Streams


def _check_stream(
    context: Context, call: Call, given: _Given, value: Value
) -> Generator[Question[Any], Any, None]:
    content = call.argument(_CONTENT, 0)
    if content is None or not value.is_read_by(content.node):
        return
    if (yield from ask(SubclassOf(call.callee, fullnames.STREAMS))) is not None:
        context.report(_in_stream(context, call, content.node, given))


# Findings


def _in_task(context: Context, node: Node, given: _Given) -> Finding:
    return Finding.at(
        node,
        SCOPE,
        f"{_closed(given)} a background task uses {_its_value(given)} after that",
        f"FastAPI runs the task on a closed value: {_mend(context, given)}",
    )


def _in_stream(context: Context, call: Call, node: Node, given: _Given) -> Finding:
    response = ast.unparse(call.node.func)
    return Finding.at(
        node,
        SCOPE,
        f'{_closed(given)} the content of "{response}" uses {_its_value(given)} after that',
        f"FastAPI streams from a closed value: {_mend(context, given)}",
    )


def _in_generator(context: Context, function: Function, given: _Given) -> Finding:
    return Finding.at(
        given.parameter.node,
        SCOPE,
        f'{_closed(given)} "{function.name}", which yields the response, uses '
        f"{_its_value(given)} after that",
        f"FastAPI runs a generator endpoint on a closed value: {_mend(context, given)}",
    )


def _closed(given: _Given) -> str:
    return (
        f'"{dependency_name(given.marker.dependency)}" is closed before the response is sent, but'
    )


def _its_value(given: _Given) -> str:
    return f'its value "{given.parameter.name}"'


def _mend(context: Context, given: _Given) -> str:
    dependency = given.marker.dependency
    name = dependency_name(dependency)
    if dependency is not None and is_response_scoped(dependency, context.names):
        return f'open another one there with "{name}.open()", or pass on what was read from it'
    return f'use Depends({name}, scope="request"), or pass on what was read from it'
