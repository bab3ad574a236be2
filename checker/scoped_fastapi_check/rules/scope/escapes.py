"""A response-scoped value that a background task, a stream or a generator endpoint goes on using."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Question, ask
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import Marker
from scoped_fastapi_check.model.lifetimes import (
    Lifetime,
    is_response_scoped,
    lifetime,
    yield_dependency,
)
from scoped_fastapi_check.model.module import Expression, Function, Parameter
from scoped_fastapi_check.model.teardown import closes_its_value
from scoped_fastapi_check.model.value_flow import Value
from scoped_fastapi_check.model.wrapper_objects import Holder
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.scope.held import Holdings
from scoped_fastapi_check.rules.shared.edits import added_keyword
from scoped_fastapi_check.rules.shared.escapes import Escape, escapes
from scoped_fastapi_check.rules.shared.provision import dependency_name
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking


@dataclass(frozen=True, eq=False, slots=True)
class _Given:
    """A parameter whose value, or what its value holds, is closed before the response is sent."""

    parameter: Parameter
    marker: Marker
    holder: Holder | None = None


def check_function(
    context: Context, function: Function, routes: RoutesAsking, holdings: Holdings
) -> Check:
    """Whether what a function is given outlives the dependency that provides it."""
    for given in (yield from _given(context, function, routes, holdings)):
        if _is_generator_endpoint(function, routes) and _is_used(context, given):
            context.report(_in_generator(context, given))
        for escape in (yield from escapes(context, given.parameter, given.holder)):
            context.report(_escaped(context, given, escape))


def _is_used(context: Context, given: _Given) -> bool:
    parameter = given.parameter
    value = Value(parameter.name, parameter.function, context.names, given.holder)
    return value.is_used_in_body()


def _is_generator_endpoint(function: Function, routes: RoutesAsking) -> bool:
    registered = routes.of_handler(function) if function.is_generator else []
    return any(route.is_direct and not route.is_websocket for route in registered)


def _given(
    context: Context, function: Function, routes: RoutesAsking, holdings: Holdings
) -> Generator[Question[Any], Any, list[_Given]]:
    given: list[_Given] = []
    for parameter in function.parameters:
        marker = context.marker(parameter)
        if marker is None:
            continue
        if (found := holdings.of_parameter(parameter, marker)) is not None:
            given.append(_Given(parameter, found.marker, found.holder))
            continue
        if marker.dependency is None:
            continue
        asked = lifetime(marker, context.names)
        registered = routes.of_handler(function) if asked is Lifetime.DEFAULT else []
        if asked is not Lifetime.RESPONSE and not routes.may_be_response_scoped(registered):
            continue
        generator = yield_dependency(marker.dependency, context.names)
        if generator is None or not closes_its_value(generator.function):
            continue
        if registered:
            asked = yield from routes.said_by_routers(registered)
        if asked is Lifetime.RESPONSE and not (yield from _is_mere_value(parameter)):
            given.append(_Given(parameter, marker))
    return given


def _is_mere_value(parameter: Parameter) -> Generator[Question[Any], Any, bool]:
    """Whether what is given cannot be closed: text, a number, a model."""
    name = ast.copy_location(ast.Name(parameter.name, ast.Load()), parameter.node)
    given = Expression(name, parameter.function.body)
    return (yield from ask(InstanceOf(given, fullnames.VALUES))) is not None


def _escaped(context: Context, given: _Given, escape: Escape) -> Diagnostic:
    if escape.stream is None:
        user, works = "a background task", "runs the task on"
    else:
        user, works = f'the content of "{escape.stream}"', "streams from"
    return Diagnostic.at(
        escape.node,
        SCOPE,
        f"{_closed(given)} {user} uses {_its_value(given)} after that",
        f"FastAPI {works} a closed value: {_advice(context, given)}",
        fix=_kept_open(context, given),
    )


def _in_generator(context: Context, given: _Given) -> Diagnostic:
    return Diagnostic.at(
        given.parameter.node,
        SCOPE,
        f'{_closed(given)} "{given.parameter.function.name}", which yields the response, uses '
        f"{_its_value(given)} after that",
        f"FastAPI runs a generator endpoint on a closed value: {_advice(context, given)}",
        fix=_kept_open(context, given),
    )


def _kept_open(context: Context, given: _Given) -> Fix | None:
    """FastAPI's scope that ends after the response; a response-scoped dependency has another.

    It is not safe: who asks for the dependency in the other scope gets another value than this.
    """
    dependency = given.marker.dependency
    if dependency is None or is_response_scoped(dependency, context.names):
        return None
    if context.names.fullname(given.marker.call.callee) in fullnames.SECURITY:
        return None
    edit = added_keyword(given.marker.call, "scope", '"request"')
    title = 'Keep it open until the response is sent: scope="request"'
    return None if edit is None else Fix(title, (edit,), is_safe=False)


def _closed(given: _Given) -> str:
    return (
        f'"{dependency_name(given.marker.dependency)}" is closed before the response is sent, but'
    )


def _its_value(given: _Given) -> str:
    name = given.parameter.name
    return f'its value "{name}"' if given.holder is None else f'its value, which "{name}" holds,'


def _advice(context: Context, given: _Given) -> str:
    dependency = given.marker.dependency
    name = dependency_name(dependency)
    if dependency is not None and is_response_scoped(dependency, context.names):
        return f'open another one there with "{name}.open()", or pass on what was read from it'
    return f"use \"Depends({name}, scope='request')\", or pass on what was read from it"
