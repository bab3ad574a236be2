"""A request-scoped generator that depends on a response-scoped value.

FastAPI refuses it where one is a parameter of the other and says `scope="function"`; a plain
function in between, or a `response_scoped_dependency`, and nobody notices.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.dependency_result import what_is_provided
from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Steps, ask
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import DependencySite, Marker
from scoped_fastapi_check.model.graph import callee_of, dependency_of, parameter_marker
from scoped_fastapi_check.model.lifetimes import (
    Lifetime,
    is_response_scoped,
    lifetime,
    yield_dependency,
)
from scoped_fastapi_check.model.module import Expression, Parameter
from scoped_fastapi_check.model.teardown import closes_its_value
from scoped_fastapi_check.model.walk import nodes_in, nodes_outside
from scoped_fastapi_check.model.wrapper_objects import chain_of
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.provision import dependency_name
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# Plain functions between a generator and what it must not depend on.
_MAX_DEPTH: Final = 10


@dataclass(frozen=True, slots=True)
class Chain:
    """The way from a parameter of a generator, through plain functions, to what is closed first."""

    parameter: Parameter
    dependencies: tuple[Expression, ...]
    is_refused: bool
    """Whether FastAPI itself refuses it, whatever the router says."""


def check_site(context: Context, site: DependencySite, routes: RoutesAsking) -> Check:
    """Whether a generator is asked for in request scope, and depends on what is closed first."""
    names = context.names
    dependency = site.marker.dependency
    asked = lifetime(site.marker, names)
    if dependency is None or asked not in {Lifetime.REQUEST, Lifetime.DEFAULT}:
        return
    generator = yield_dependency(dependency, names)
    if generator is None:
        return
    for parameter in generator.parameters:
        chain = _chain(parameter, names)
        if chain is None:
            continue
        if not chain.is_refused and (
            (yield from routes.lifetime(site)) is not Lifetime.REQUEST
            or (yield from _ends_before(chain, names))
        ):
            continue
        context.report(_finding(context, site, dependency, chain))


def _chain(parameter: Parameter, names: Names) -> Chain | None:
    marker = parameter_marker(parameter, names)
    if marker is None:
        return None
    dependency = dependency_of(parameter, marker, names)
    if dependency is None:
        return None
    if _is_said_to_close_first(marker, dependency, names):
        return Chain(parameter, (dependency,), is_refused=True)
    for dependencies in _ways(marker, dependency, names, ()):
        return Chain(parameter, dependencies, is_refused=False)
    return None


def _ends_before(chain: Chain, names: Names) -> Steps[bool]:
    """Whether something in between provides a plain value, which nothing closes.

    A `response_scoped_dependency` is refused all the same.
    """
    *between, last = chain.dependencies
    if is_response_scoped(last, names):
        return False
    for dependency in between:
        for value in what_is_provided(dependency, names).values:
            if (yield from ask(InstanceOf(value, fullnames.VALUES))) is not None:
                return True
    return False


def _is_said_to_close_first(marker: Marker, dependency: Expression, names: Names) -> bool:
    """Whether it is `Depends(..., scope="function")`: FastAPI looks at nothing else."""
    if marker.call.keyword("scope") is None or is_response_scoped(dependency, names):
        return False
    return lifetime(marker, names) is Lifetime.RESPONSE


def _ways(
    marker: Marker, dependency: Expression, names: Names, before: tuple[Expression, ...]
) -> Iterator[tuple[Expression, ...]]:
    """The ways from a marker to generators that are closed before the response is sent."""
    way = (*before, dependency)
    generator = yield_dependency(dependency, names)
    if generator is not None:
        if lifetime(marker, names) is Lifetime.RESPONSE and closes_its_value(generator.function):
            yield way
        return
    callee = callee_of(dependency, names)
    if callee is None or callee.function.is_generator or len(way) > _MAX_DEPTH:
        return
    for parameter in callee.parameters:
        below = parameter_marker(parameter, names)
        found = None if below is None else dependency_of(parameter, below, names)
        if below is None or found is None:
            continue
        for longer in _ways(below, found, names, way):
            if _may_hand_on(parameter) or is_response_scoped(longer[-1], names):
                yield longer


def _may_hand_on(parameter: Parameter) -> bool:
    """Whether what a function or an `__init__` makes may hold the value of a parameter.

    What a method of the value gives is another value: `session.execute(...)`.
    """
    function = parameter.function
    if function.name != "__init__" and all(given.value is None for given in function.returns):
        return False
    called = {
        id(chain_of(node.func)[0])
        for node in nodes_outside(function.node.body)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    return any(
        isinstance(node, ast.Name) and node.id == parameter.name and id(node) not in called
        for statement in function.node.body
        for node in nodes_in(statement)
    )


def _finding(
    context: Context, site: DependencySite, dependency: Expression, chain: Chain
) -> Diagnostic:
    generator = dependency_name(dependency)
    links = [dependency_name(link) for link in chain.dependencies]
    through = "" if len(links) == 1 else f' (through "{" -> ".join(links[:-1])}")'
    if chain.is_refused:
        does = "FastAPI refuses to register the route"
    elif is_response_scoped(chain.dependencies[-1], context.names):
        does = "The route is refused, on a plain router when it is asked for"
    else:
        does = f'FastAPI closes "{links[-1]}" first and leaves "{generator}" with a closed value'
    here = chain.parameter.function.scope.module is context.module
    node: Node = chain.parameter.node if here else site.node
    return Diagnostic.at(
        node,
        SCOPE,
        f'"{generator}" is closed after the response is sent, but its parameter '
        f'"{chain.parameter.name}" depends on "{links[-1]}"{through}, which is closed before',
        f"{does}: give both the same scope, with \"Depends({generator}, scope='function')\"",
    )
