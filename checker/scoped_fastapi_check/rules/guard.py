"""`fastapi-guard`: an entry of `dependencies=[...]` that checks nothing.

FastAPI calls what stands there and drops what it gives. A factory that was not called gives the
function that checks, a class gives the object whose `__call__` does, a function that forgets an `await`
gives a coroutine: none of them ever runs, and every request gets in. A response that is returned is
dropped as well, and so is a bool; only what is raised keeps a request from the handler.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.guards import Dropped, Kind, dropped
from scoped_fastapi_check.analysis.questions import InstanceOf, ask
from scoped_fastapi_check.diagnostics.codes import GUARD
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Node, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.context_managers import is_manager
from scoped_fastapi_check.model.declarations import as_parameter_marker
from scoped_fastapi_check.model.graph import callee_of, dependency_of
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.value_flow import is_read
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.param.dependencies import parameters_below
from scoped_fastapi_check.rules.shared.dependency_lists import (
    added_later,
    entries,
    given_lists,
)
from scoped_fastapi_check.rules.shared.edits import replaced, source_of
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Expression, Function, Parameter
    from scoped_fastapi_check.model.routes import Registration


def check(context: Context) -> Iterator[Check]:
    """One check for each dependency whose value nobody gets."""
    if context.module.mentions("dependencies"):
        for given in given_lists(context):
            for entry in entries(context, given):
                yield _check_entry(context, entry, given)
        for owner, given, added in added_later(context):
            for entry in added:
                yield _check_added(context, owner, entry, given)
    for function in context.module.functions:
        for parameter in function.parameters:
            name = parameter.name
            if not name.startswith("_") or is_read(name, function.node.body):
                continue
            found = context.marker(parameter)
            depends = None if found is None else dependency_of(parameter, found, context.names)
            if depends is not None:
                yield _check(context, depends, parameter.node)


def _check_added(
    context: Context, owner: Expression, entry: Expression, given: Expression
) -> Check:
    """An entry that is put into the list of something: of a router, if it is one."""
    if (yield from ask(InstanceOf(owner, fullnames.ROUTERS))) is not None:
        yield from _check_entry(context, entry, given, owner)


def _check_entry(
    context: Context, entry: Expression, given: Expression, owner: Expression | None = None
) -> Check:
    marker = as_parameter_marker(entry, context.names)
    if marker is None or not marker.is_dependency or marker.dependency is None:
        return
    node = entry.node if entry.scope.module is context.module else given.node
    yield from _check(context, marker.dependency, node, given, owner)


def _check(
    context: Context,
    dependency: Expression,
    node: Node,
    given: Expression | None = None,
    owner: Expression | None = None,
) -> Check:
    if is_manager(dependency, context.names):
        return  # Every request fails, which is told where it is depended on.
    found = yield from dropped(dependency)
    if found is None:
        return
    is_verdict = found.kind is Kind.VERDICT and found.function is not None
    if not (is_verdict and given is not None and _is_read(context, found.function, given, owner)):
        context.report(_finding(context, dependency, node, found))


def _is_read(
    context: Context, verdict: Function | None, given: Expression, owner: Expression | None
) -> bool:
    """Whether every route of a list has somebody who asks for the verdict, and so reads it.

    What else a router includes is known only where the list is that of a single route.
    """
    known = context.once(_routes_by)
    routes = known.get(given.node, [])
    if owner is not None:
        routes = [*routes, *known.get(resolve(owner, context.names).node, [])]
    return bool(routes) and all(
        any(_asks_for(context, parameter, verdict) for parameter in _parameters(context, route))
        for route in routes
    )


def _routes_by(context: Context) -> dict[ast.expr, list[Registration]]:
    """The routes of each router, and of each list of dependencies that they, or their router, are given."""
    found: dict[ast.expr, list[Registration]] = {}
    for registration in context.registrations:
        router = resolve(registration.router, context.names).node
        found.setdefault(router, []).append(registration)
        for call in (registration.call.node, router):
            given = _dependencies_of(call) if isinstance(call, ast.Call) else None
            if given is not None:
                found.setdefault(given, []).append(registration)
    return found


def _dependencies_of(call: ast.Call) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == "dependencies"), None)


def _parameters(context: Context, route: Registration) -> Iterator[Parameter]:
    """The parameters of a handler and of its dependencies."""
    if route.function is not None:
        yield from route.function.parameters
    yield from parameters_below(context, route)


def _asks_for(context: Context, parameter: Parameter, verdict: Function | None) -> bool:
    marker = context.marker(parameter)
    dependency = None if marker is None else dependency_of(parameter, marker, context.names)
    callee = None if dependency is None else callee_of(dependency, context.names)
    is_loaded = is_read(parameter.name, parameter.function.node.body)
    return callee is not None and callee.function is verdict and is_loaded


def _finding(context: Context, dependency: Expression, node: Node, found: Dropped) -> Diagnostic:
    name = written(dependency.node)
    related: list[Related] = []
    if found.function is not None:
        related = [Related.at(found.function, "what FastAPI calls")]
    says, right = _texts(context, dependency, found)
    # What the guard asks for may keep others out.
    happens = "a False keeps nobody out" if found.kind is Kind.VERDICT else "every request gets in"
    return Diagnostic.at(
        node,
        GUARD,
        f'"{name}" {says}',
        f"FastAPI ignores the result, so that {happens}: {right}",
        related=related,
        fix=_called_fix(dependency, found),
    )


def _called_fix(dependency: Expression, found: Dropped) -> Fix | None:
    """The call that was forgotten, where it needs no arguments; which ones are meant is not known."""
    function, text = found.function, source_of(dependency)
    if found.kind is not Kind.CALLABLE or function is None or text is None:
        return None
    if isinstance(dependency.node, ast.Lambda) or found.shown.startswith("type["):
        return None  # A class that is given by a factory has to be made, too.
    own = function.parameters[1:] if function.name == "__init__" else function.parameters
    if any(parameter.default is None for parameter in own):
        return None
    edit = replaced(dependency, f"{text}()")
    return None if edit is None else Fix(f'Call it: "{text}()"', (edit,), is_safe=False)


def _texts(context: Context, dependency: Expression, found: Dropped) -> tuple[str, str]:
    """What a dependency does in vain, and how to write it."""
    match found.kind:
        case Kind.CALLABLE if context.names.is_class(dependency):
            says = "only makes an object, and nobody calls that"
            return says, f'write "Depends({_called(dependency)})"'
        case Kind.CALLABLE:
            says = f'gives "{found.shown}", and nobody calls that'
            return says, f'write "Depends({_called(dependency)})"'
        case Kind.AWAITABLE:
            says = f'gives "{found.shown}", and nobody awaits that'
            return says, 'await it, in an "async def"'
        case Kind.EXCEPTION:
            says = f'returns an exception, "{found.shown}", and nobody raises that'
            return says, "raise it"
        case Kind.VERDICT:
            says = "only says yes or no, and nobody reads that"
            return says, 'raise "HTTPException" where it is False'
        case Kind.MARKER:
            says = f'gives "{found.shown}", and nobody looks for dependencies there'
            return says, f'write "{_called(dependency)}" in the place of its "Depends"'
        case Kind.RESPONSE:
            says = f'returns a response, "{found.shown}", and nobody sends that'
            return says, 'raise "HTTPException" instead, with the headers that the response has'


def _called(dependency: Expression) -> str:
    """A factory or a class, with the call that was forgotten."""
    node = dependency.node
    if isinstance(node, ast.Lambda):
        return written(node.body)
    return f"{written(node)}(...)"


RULE: Final = Rule(GUARD, check)
