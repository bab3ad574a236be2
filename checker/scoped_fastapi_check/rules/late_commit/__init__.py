"""`fastapi-late-commit`: a dependency that commits when the client already has its answer.

Since FastAPI 0.118, and up to 0.105, what follows the `yield` of a dependency runs after the response
was sent, unless `scope="function"` (since 0.121) says otherwise.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import LATE_COMMIT
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Node, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import DependencySite, Marker
from scoped_fastapi_check.model.lifetimes import Lifetime, yield_dependency
from scoped_fastapi_check.model.module import Alias, Function, Module, Parameter, Target
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.late_commit.commits import LateCommit, commits_itself, late_commit
from scoped_fastapi_check.rules.shared.edits import added_keyword
from scoped_fastapi_check.rules.shared.escapes import escapes
from scoped_fastapi_check.rules.shared.provision import dependency_name, target_name
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking

# From one to the other, dependencies ended before the response was sent.
_BEFORE: Final = ((0, 106), (0, 118))
_WITH_SCOPE: Final = (0, 121)


def ends_after_the_response(version: tuple[int, ...]) -> bool:
    """Whether a dependency with `yield` ends after the response was sent, in a version of FastAPI."""
    first, last = _BEFORE
    return not first <= version < last


def check(context: Context) -> Iterator[Check]:
    """One check for each place that asks for a dependency which commits late."""
    if not ends_after_the_response(context.fastapi):
        return
    routes = RoutesAsking(context)
    commits: dict[Function, LateCommit | None] = {}
    for site in context.dependency_sites:
        dependency = site.marker.dependency
        if dependency is None or site.marker.call.scope.module is not context.module:
            continue  # A marker with a name is reported where it is given that name.
        callee = yield_dependency(dependency, context.names)
        if callee is None or site.alias is not None:
            continue
        if callee.function not in commits:
            commits[callee.function] = late_commit(callee.function, context.names)
        commit = commits[callee.function]
        if commit is not None:
            yield _check_site(context, site, commit, routes, callee.function)


def _check_site(
    context: Context,
    site: DependencySite,
    commit: LateCommit,
    routes: RoutesAsking,
    function: Function,
) -> Check:
    asking = routes.of_site(site)
    if asking and all(_sends_while_it_runs(route) for route in asking):
        return
    if (yield from routes.lifetime(site)) is not Lifetime.REQUEST:
        return
    if isinstance(site.target, Parameter):
        if commits_itself(site.target):
            return  # Nothing is left to commit when the answer is sent.
        if (yield from escapes(context, site.target)):
            return  # A stream or a background task still needs it: no earlier end would be right.
    context.report(_finding(context, site, commit, function))


def _sends_while_it_runs(route: Registration) -> bool:
    """Whether no scope would commit first: a websocket, a handler that yields what it sends."""
    function = route.function
    return route.is_websocket or (function is not None and function.is_generator)


def _finding(
    context: Context, site: DependencySite, commit: LateCommit, function: Function
) -> Diagnostic:
    name = dependency_name(site.marker.dependency)
    by = "" if commit.helper is None else f' (in "{commit.helper}")'
    node, asks = _place(context.module, site)
    return Diagnostic.at(
        node,
        LATE_COMMIT,
        f'"{name}" commits after its yield{by}, but {asks} in request scope',
        f"FastAPI sends the response before that ({_since(context)}), and the client is told of a "
        f"success that may yet fail: {_advice(context, site, name)}",
        fix=_closed_before(context, site),
        related=[Related.at(function, f'"{function.name}" commits after its yield', is_cause=True)],
    )


def _since(context: Context) -> str:
    first, last = _BEFORE
    return "up to 0.105" if context.fastapi < first else "since " + ".".join(map(str, last))


def _advice(context: Context, site: DependencySite, name: str) -> str:
    """What to do, in words: before 0.121 a dependency cannot say when it ends."""
    if context.fastapi < _WITH_SCOPE:
        return (
            "commit before the handler returns, or update FastAPI to 0.121 for \"scope='function'\""
        )
    decorated = f'"response_scoped_dependency({name})"'
    if context.names.fullname(site.marker.call.callee) in fullnames.SECURITY:
        return f"use {decorated}"
    return f"use \"Depends({name}, scope='function')\" (FastAPI 0.121+) or {decorated}"


def _closed_before(context: Context, site: DependencySite) -> Fix | None:
    """FastAPI's own scope that ends before the response is sent.

    It is not safe: who asks for the dependency in another scope gets another value, of which other
    routes may still need the later end. A scope that is written down is left to its author.
    """
    call = site.marker.call
    if context.fastapi < _WITH_SCOPE or call.keyword("scope") is not None:
        return None
    if context.names.fullname(call.callee) in fullnames.SECURITY:
        return None
    edit = added_keyword(call, "scope", '"function"')
    title = 'Close it before the response is sent: scope="function"'
    return None if edit is None else Fix(title, (edit,), is_safe=False)


def _place(module: Module, site: DependencySite) -> tuple[Node, str]:
    """The node to report at, and what asks there."""
    if site.target is None or not _is_written_at(module, site.target, site.marker):
        return site.marker.call.node, "it is asked for"
    return site.node, f"{target_name(site.target)} asks for it"


def _is_written_at(module: Module, target: Target, marker: Marker) -> bool:
    """Whether a marker is written at its target, and not where a name of it is given its value."""
    if all(call.node is not marker.call.node for call in module.calls):
        return True  # It is in a string annotation.
    parts = [target.value] if isinstance(target, Alias) else [target.annotation, target.default]
    return any(
        node is marker.call.node
        for part in parts
        if part is not None
        for node in ast.walk(part.node)
    )


RULE: Final = Rule(LATE_COMMIT, check)
