"""What FastAPI refuses when a router is made or included: a wrong prefix, none at all, a circle."""

from __future__ import annotations

import ast
from collections.abc import Generator, Sequence
from typing import Any

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Question, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Call
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.path.convertors import check_known
from scoped_fastapi_check.rules.path.routers import constructed, given_prefix


def check_prefix(context: Context, call: Call) -> Check:
    """`APIRouter(prefix=...)` and `include_router(..., prefix=...)`."""
    given = call.keyword("prefix")
    prefix = None if given is None else literal_text(given, context.names)
    if given is None or not prefix:
        return
    is_joined = prefix.startswith("/") and not prefix.endswith("/")
    if (is_joined and ":" not in prefix) or not (yield from _takes_prefix(call)):
        return
    yield from check_known(context, given, prefix)
    if is_joined:
        return
    fixed = "/" + prefix.strip("/") if prefix.strip("/") else ""
    fault = "ends with a slash" if prefix.startswith("/") else "does not begin with a slash"
    advice = f'write "{fixed}"' if fixed else "leave it out"
    refused = "include the router" if _includes(call) else "make the router"
    context.report(
        Diagnostic.at(
            given.node,
            PATH,
            f'prefix "{prefix}" {fault}',
            f"FastAPI refuses to {refused}: {advice}",
        )
    )


def _includes(call: Call) -> bool:
    return isinstance(call.node.func, ast.Attribute) and call.node.func.attr == "include_router"


def _takes_prefix(call: Call) -> Generator[Question[Any], Any, bool]:
    """Whether a call makes or includes a router of FastAPI."""
    callee = call.callee
    if isinstance(callee.node, ast.Attribute) and _includes(call):
        router = callee.sibling(callee.node.value)
        return (
            yield from ask(InstanceOf(router, fullnames.ROUTERS, ("include_router",)))
        ) is not None
    routers = (fullnames.SCOPED_ROUTER, fullnames.ROUTER)
    return (yield from ask(SubclassOf(callee, routers, ("__init__",)))) is not None


def check_empty_paths(context: Context, call: Call, empty: Sequence[Registration]) -> Check:
    """An empty path needs a prefix, from the router or from who includes it."""
    if not empty or call.has_unpacking or given_prefix(call, context.names) != "":
        return
    router = call.argument("router", 0)
    made = None if router is None else constructed(router, context.names)
    if router is None or made is None or given_prefix(made, context.names) != "":
        return
    if not any(_is_on(context, route, made, call) for route in empty):
        return
    if not (yield from _takes_prefix(call)):
        return
    name = ast.unparse(router.node)
    context.report(
        Diagnostic.at(
            call.node,
            PATH,
            f'"{name}" has a route with an empty path, and no prefix',
            "FastAPI refuses to include the router: give it a prefix, or the route a path",
        )
    )


def is_empty(context: Context, route: Registration) -> bool:
    """Whether the path of a route is certainly empty."""
    path = route.path
    return path is not None and literal_text(path, context.names) == ""


def _is_on(context: Context, route: Registration, made: Call, include: Call) -> bool:
    """Whether a route is registered on the router that `made` makes, before it is included."""
    router = constructed(route.router, context.names)
    return (
        router is not None
        and router.node is made.node
        and route.call.scope is made.scope
        and (include.scope is not made.scope or route.call.node.lineno < include.node.lineno)
    )


def check_itself(context: Context, call: Call) -> Check:
    """`router.include_router(router)`, whose paths would never end."""
    router = call.argument("router", 0)
    callee = call.node.func
    if router is None or not isinstance(callee, ast.Attribute):
        return
    if not isinstance(router.node, ast.Name) or ast.dump(router.node) != ast.dump(callee.value):
        return
    if (yield from _takes_prefix(call)):
        context.report(
            Diagnostic.at(
                call.node,
                PATH,
                f'"{router.node.id}" is included in itself',
                "FastAPI refuses to include the router: include another one",
            )
        )


def check_frontend(context: Context, call: Call) -> Check:
    """`frontend(path, directory=...)`, which takes a path as routes do."""
    callee = call.callee
    given = call.argument("path", 0)
    if not isinstance(callee.node, ast.Attribute):
        return
    path = None if given is None else literal_text(given, context.names)
    if given is None or path is None or path.startswith("/"):
        return
    router = callee.sibling(callee.node.value)
    if (yield from ask(InstanceOf(router, fullnames.ROUTERS, ("frontend",)))) is not None:
        context.report(
            Diagnostic.at(
                given.node,
                PATH,
                f'path "{path}" does not begin with a slash',
                f'FastAPI refuses to add the frontend: write "/{path}"',
            )
        )
