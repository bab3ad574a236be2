"""What surrounds a route: the prefixes and dependencies of its router, and of who includes it."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, Question, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import (
    literal_text,
)
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.names import Names
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.walk import arguments_of, last_name
from scoped_fastapi_check.rules.base import Context

_MAX_INCLUDES: Final = 20
_MOUNTS: Final = frozenset({"mount", "Mount", "Host", "host"})


@dataclass(frozen=True, eq=False, slots=True)
class Surroundings:
    """The prefixes that may stand before a path, and the dependencies that are added to a route."""

    prefixes: tuple[str, ...]
    dependencies: tuple[Expression, ...]


def constructed(router: Expression, names: Names) -> Call | None:
    """The call that makes a router, if it is one of the known classes itself that is called."""
    made = resolve(router, names)
    if not isinstance(made.node, ast.Call):
        return None
    call = Call(made.node, made.scope, is_decorator=False)
    known = names.fullname(call.callee) in fullnames.ROUTERS
    return call if known and not call.has_unpacking else None


def own_prefix(router: Expression, names: Names) -> str | None:
    """The prefix that a router is made with, None where it is unknown."""
    call = constructed(router, names)
    return None if call is None else given_prefix(call, names)


def given_prefix(call: Call, names: Names) -> str | None:
    """The prefix that a call passes, None where it is no literal."""
    prefix = call.keyword("prefix")
    return "" if prefix is None else literal_text(prefix, names)


def surroundings(
    context: Context, router: Expression, steps: int = 0
) -> Generator[Question[Any], Any, Surroundings | None]:
    """All that surrounds the routes of a router, None where a part of it cannot be seen.

    A router is known where the module that makes it also includes it, transitively in an application
    that is made there.
    """
    made = constructed(router, context.names)
    if made is None or steps > _MAX_INCLUDES or made.keyword("route_class") is not None:
        return None
    own = _given(made, context.names)
    if own is None:
        return None
    if context.names.fullname(made.callee) in {fullnames.FASTAPI, fullnames.SCOPED_FASTAPI}:
        return None if _is_mounted(context, made) else own
    prefixes: list[str] = []
    dependencies = list(own.dependencies)
    for include in _includes(context, made):
        assert isinstance(include.node.func, ast.Attribute)
        parent = include.callee.sibling(include.node.func.value)
        if (yield from ask(InstanceOf(parent, fullnames.ROUTERS))) is None:
            return None
        given = _given(include, context.names)
        around = yield from surroundings(context, parent, steps + 1)
        if given is None or around is None:
            return None
        dependencies += [*given.dependencies, *around.dependencies]
        for outer in around.prefixes:
            prefixes += [outer + inner + last for inner in given.prefixes for last in own.prefixes]
    return Surroundings(tuple(prefixes), tuple(dependencies)) if prefixes else None


def _given(call: Call, names: Names) -> Surroundings | None:
    """What a call that makes or includes a router says, None where it cannot be read."""
    prefix = given_prefix(call, names)
    dependencies = listed_dependencies(call, names)
    if prefix is None or dependencies is None or call.has_unpacking:
        return None
    return Surroundings((prefix,), dependencies)


def listed_dependencies(call: Call, names: Names) -> tuple[Expression, ...] | None:
    """The entries of `dependencies=[...]`, None where they cannot be read."""
    given = call.keyword("dependencies")
    if given is None:
        return ()
    found = resolve(given, names)
    if isinstance(found.node, ast.Constant) and found.node.value is None:
        return ()
    if not isinstance(found.node, ast.List | ast.Tuple):
        return None
    if any(isinstance(entry, ast.Starred) for entry in found.node.elts):
        return None
    return tuple(found.sibling(entry) for entry in found.node.elts)


def _includes(context: Context, made: Call) -> list[Call]:
    """The calls in this module that include the router that `made` makes."""
    found: list[Call] = []
    for call in context.calls.of_method("include_router"):
        router = call.argument("router", 0)
        if router is not None and resolve(router, context.names).node is made.node:
            found.append(call)
    return found


def _is_mounted(context: Context, made: Call) -> bool:
    """Whether this module mounts the application, perhaps under a path with parameters."""
    return made.node in context.once(_mounted)


def _mounted(context: Context) -> set[ast.expr]:
    """What the calls that mount are given."""
    return {
        resolve(call.callee.sibling(argument), context.names).node
        for call in context.module.calls
        if last_name(call.node.func) in _MOUNTS
        for argument in arguments_of(call.node)
    }
