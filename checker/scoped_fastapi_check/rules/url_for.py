"""`fastapi-url-for`: a URL of a route that is not there, or with other parameters than its path takes.

Starlette looks for a route of that name whose path takes exactly these parameters, and raises
NoMatchFound where there is none. The name is that of the handler, unless `name=` says otherwise.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, ask
from scoped_fastapi_check.diagnostics.codes import URL_FOR
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.route_facts import NamedRoute
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.edits import inside_literal

_METHODS: Final = ("url_for", "url_path_for")
_OWNERS: Final = (fullnames.HTTP_CONNECTION, *fullnames.ROUTERS, fullnames.STARLETTE)
# What a mounted folder of files takes.
_PATH: Final = ("path",)


def check(context: Context) -> Iterator[Check]:
    """One check for each call of `url_for` or `url_path_for`."""
    for method in _METHODS:
        for call in context.calls.of_method(method):
            yield _check_call(context, call)


def _check_call(context: Context, call: Call) -> Check:
    named = context.application.urls.names
    given = Expression(call.node.args[0], call.scope) if call.node.args else None
    name = None if given is None else literal_text(given, context.names)
    if named is None or given is None or name is None:
        return
    routes = [route for route in named if route.name == name]
    wanted = _parameters(call)
    if wanted is None:
        if routes:
            return
    elif any(route.parameters == wanted for route in routes):
        return
    if not routes and _may_be_inside(name, named):
        return
    owner = call.node.func
    assert isinstance(owner, ast.Attribute)
    inheriting = ("url_for", "url_path_for")
    value = Expression(owner.value, call.scope)
    if (yield from ask(InstanceOf(value, _OWNERS, inheriting))) is None:
        return
    if routes:
        if (
            yield from ask(InstanceOf(value, (fullnames.STARLETTE, fullnames.HTTP_CONNECTION)))
        ) is None:
            return  # Where a router is included, its paths have further parameters.
        context.report(_other_parameters(call, name, routes, wanted or ()))
    else:
        context.report(_no_route(given, name, named))


def _parameters(call: Call) -> tuple[str, ...] | None:
    """The names that a path is given; None where there may be more."""
    names = [keyword.arg for keyword in call.node.keywords]
    if None in names or len(call.node.args) != 1:
        return None
    return tuple(sorted(name for name in names if name is not None))


def _may_be_inside(name: str, named: tuple[NamedRoute, ...]) -> bool:
    """Whether a name leads into a mounted application of which nothing is known."""
    mount, _, inner = name.partition(":")
    if not inner:
        return False
    has_mount = any(route.name == mount for route in named)
    return has_mount and not any(route.name.startswith(f"{mount}:") for route in named)


def _no_route(given: Expression, name: str, named: tuple[NamedRoute, ...]) -> Diagnostic:
    names = sorted({route.name for route in named})
    meant = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    # In a mounted application a name has that of the mount before it.
    meant += [one for one in names if one.endswith(f":{name}")]
    hint = f'; did you mean "{meant[0]}"?' if meant else ""
    fix = None
    if meant and (edit := inside_literal(given, name, meant[0])) is not None:
        fix = Fix(f'Write "{meant[0]}"', (edit,), is_safe=False)
    return Diagnostic.at(
        given.node,
        URL_FOR,
        f'no route has the name "{name}"{hint}',
        "Starlette raises NoMatchFound, a 500 error: use the name of the handler, or the one that "
        '"name=" gives to the route',
        fix=fix,
    )


def _other_parameters(
    call: Call, name: str, routes: list[NamedRoute], wanted: tuple[str, ...]
) -> Diagnostic:
    takes = " or ".join(_listed(route.parameters) for route in routes[:3])
    query = ""
    extra = set(wanted) - {name for route in routes for name in route.parameters}
    if extra and any(set(route.parameters) <= set(wanted) for route in routes):
        query = f', and add the query with ".include_query_params({min(extra)}=...)"'
    return Diagnostic.at(
        call.node,
        URL_FOR,
        f'the path of "{name}" takes {takes}, but is given {_listed(wanted)}',
        "Starlette raises NoMatchFound, a 500 error, where these differ: pass what is in the path"
        f"{query}",
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names) if names else "no parameters"


RULE: Final = Rule(URL_FOR, check)
