"""What dependencies set on the injected response, where the handler returns another one on every way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import gather
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.ways import Leaving, Ways
from scoped_fastapi_check.diagnostics.codes import INJECTED_RESPONSE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import as_parameter_marker
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import callee_of, declared_type, dependency_of
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.walk import nodes_in
from scoped_fastapi_check.rules.injected_response.parameters import RETURNED, place_of, sent
from scoped_fastapi_check.rules.injected_response.settings import (
    Setting,
    injected,
    is_named_response,
    other_uses,
    settings_of,
)
from scoped_fastapi_check.rules.shared.asked_functions import is_of_library
from scoped_fastapi_check.rules.shared.dependency_lists import entries, lists_around
from scoped_fastapi_check.rules.shared.request_functions import is_handler

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check, Steps
    from scoped_fastapi_check.diagnostics.diagnostic import Node
    from scoped_fastapi_check.model.module import Function, Parameter
    from scoped_fastapi_check.model.routes import Registration
    from scoped_fastapi_check.rules.base import Context

_MAX_DEPTH: Final = 10


@dataclass(frozen=True, eq=False, slots=True)
class _Asked:
    """A dependency of a handler, and where the handler asks for it."""

    node: Node
    dependency: Expression
    is_around: bool = False
    """Whether the application or a router asks for it, for all routes."""


@dataclass(frozen=True, eq=False, slots=True)
class _Set:
    """What a dependency sets, itself or through its own dependencies."""

    function: Function
    setting: Setting


class _HandedOnError(Exception):
    """Somebody may get at the injected response, and do with it what is not seen."""


def check_handler(context: Context, function: Function, registered: list[Registration]) -> Check:
    """A handler that never has FastAPI make the response."""
    if function.is_generator or not function.returns:
        return
    values = [statement.value for statement in function.returns]
    if any(value is None or isinstance(value, PLAIN_VALUES) for value in values):
        return  # FastAPI makes the response of that; most handlers are done here.
    if any(map(is_named_response, function.parameters)):
        return  # The handler may copy what is set on it.
    try:
        found = [
            (asked, setting)
            for asked in _asked_by(context, function, registered)
            if (setting := _set_by(context, asked.dependency)) is not None
            if not asked.is_around or _only_sets(setting.function)
        ]
    except _HandedOnError:
        return
    if not found or not (yield from _always_responds(context, function)):
        return
    if (yield from is_handler(registered)):
        # Of several around a handler the first is told.
        for asked, setting in {
            asked.node: (asked, setting) for asked, setting in reversed(found)
        }.values():
            context.report(_finding(function, asked, setting))


def _asked_by(
    context: Context, function: Function, registered: list[Registration]
) -> Iterator[_Asked]:
    for parameter in function.parameters:
        if (dependency := _dependency(context, parameter)) is not None:
            yield _Asked(parameter.node, dependency)
    for registration in registered:
        if (given := registration.call.keyword("dependencies")) is not None:
            for entry, dependency in _listed(context, given):
                # A list that has a name may be that of other handlers, too.
                is_written_out = any(part is entry.node for part in nodes_in(given.node))
                yield _Asked(entry.node if is_written_out else given.node, dependency)
        for around in lists_around(context, registration.router):
            for _, dependency in _listed(context, around):
                yield _Asked(function.node, dependency, is_around=True)


def _listed(context: Context, given: Expression) -> Iterator[tuple[Expression, Expression]]:
    """The entries of a list, and what they depend on."""
    for entry in entries(context, given):
        marker = as_parameter_marker(entry, context.names)
        if marker is not None and marker.dependency is not None:
            yield entry, marker.dependency


def _dependency(context: Context, parameter: Parameter) -> Expression | None:
    marker = context.marker(parameter)
    return None if marker is None else dependency_of(parameter, marker, context.names)


def _set_by(context: Context, dependency: Expression, depth: int = 0) -> _Set | None:
    """The first thing that a dependency sets on the injected response."""
    callee = callee_of(dependency, context.names)
    if callee is None or depth > _MAX_DEPTH:
        raise _HandedOnError
    function = callee.function
    if _tells_others(function):
        raise _HandedOnError
    found: _Set | None = None
    for parameter in callee.parameters:
        inner = _dependency(context, parameter)
        if inner is not None:
            found = found or _set_by(context, inner, depth + 1)
        elif is_named_response(parameter):
            set_here = _set_on(context, parameter)
            found = found or set_here
    return None if is_of_library(function) else found


def _only_sets(function: Function) -> bool:
    """Whether a function is there for what it sets: a guard of all routes need not tell each of them."""
    does = (ast.Raise, ast.Assert, ast.Await)
    return not any(isinstance(node, does) for node in ast.walk(function.node)) and all(
        not isinstance(statement, ast.Expr)
        or isinstance(statement.value, ast.Constant | ast.Yield)
        or _is_of_response(statement.value, function)
        for statement in function.node.body
    )


def _is_of_response(node: ast.expr, function: Function) -> bool:
    """Whether an expression has to do with the response that a function is given."""
    names = {one.name for one in function.parameters if is_named_response(one)}
    return any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(node))


def _tells_others(function: Function) -> bool:
    """Whether a function leaves something with the request, for a middleware that may set the same."""
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "state"
        for node in ast.walk(function.node)
    )


def _set_on(context: Context, parameter: Parameter) -> _Set | None:
    function, name = parameter.function, parameter.name
    response = injected(function, name)
    annotation = parameter.annotation
    if response is None or annotation is None or function.node.decorator_list:
        raise _HandedOnError
    settings = list(settings_of(response, context.names))
    if other_uses(response, settings):
        raise _HandedOnError
    declared = declared_type(unquoted(annotation), context.names)
    if context.names.fullname(declared) != fullnames.RESPONSE:
        raise _HandedOnError
    ways = ways_through(function, context.names)
    kept = (setting for setting in settings if _reaches_handler(ways, setting))
    return next((_Set(function, setting) for setting in kept), None)


def _reaches_handler(ways: Ways, setting: Setting) -> bool:
    """Whether a request for which this is set may come to its handler: an exception keeps it away."""
    statement = ways.statement_of(setting.node)
    return statement is None or any(
        exit_.leaving is not Leaving.RAISE for exit_ in ways.after(statement)
    )


def _always_responds(context: Context, function: Function) -> Steps[bool]:
    """Whether a function returns a response of its own on every way that does not raise."""
    exits = ways_through(function, context.names).exits()
    if any(exit_.leaving is Leaving.END for exit_ in exits):
        return False
    returning = [exit_ for exit_ in exits if exit_.leaving is Leaving.RETURN]
    kinds = yield from gather(*(sent(function, one) for one in sorted(returning, key=place_of)))
    return bool(kinds) and set(kinds) == {RETURNED}


def _finding(handler: Function, asked: _Asked, found: _Set) -> Diagnostic:
    by = found.function.name
    owner = found.function.scope.node
    if by in {"__init__", "__call__"}:
        by = getattr(owner, "name", by)
    return Diagnostic.at(
        asked.node,
        INJECTED_RESPONSE,
        f'the {found.setting.what} that "{by}" sets is lost: "{handler.name}" always returns '
        "another response",
        "FastAPI sends what a dependency sets on the injected response only with the response that "
        f'it makes itself from what "{handler.name}" returns: set it on the response that you return',
        related=[
            Related.at(Expression(found.setting.node, found.function.body), "where it is set")
        ],
    )
