"""A cache around a coroutine or a generator, which can be used once only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scoped_fastapi_check.analysis.questions import Check, Steps
from scoped_fastapi_check.diagnostics.codes import TEARDOWN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.asked_functions import dependency_at
from scoped_fastapi_check.rules.shared.request_functions import (
    dependencies_here,
    is_asked_for_elsewhere,
    is_async,
    is_run_for_requests,
)


def check_cached(context: Context, function: Function) -> Check:
    """`@lru_cache` on an `async def` or a generator that FastAPI calls for every request."""
    if not (is_async(function) or function.is_generator):
        return
    decorator = _cache(context, function)
    if decorator is None:
        return
    if (yield from _is_called_for_requests(context, function, decorator)):
        context.report(_finding(function, decorator.node))


def cached_calls(context: Context) -> Iterator[Diagnostic]:
    """`Depends(get_token)` where `get_token = lru_cache(load_token)`, each such call once."""
    found: dict[ast.expr, Function] = {}
    for site in context.dependency_sites:
        dependency = dependency_at(context, site)
        made = None if dependency is None else resolve(dependency, context.names)
        if dependency is None or made is None or not isinstance(made.node, ast.Call):
            continue
        callee = made.uncalled().uncalled()
        if len(made.node.args) != 1 or context.names.fullname(callee) not in fullnames.CACHES:
            continue
        function = context.names.function(made.sibling(made.node.args[0]))
        if function is not None and (is_async(function) or function.is_generator):
            is_here = made.scope.module is context.module
            found.setdefault(made.node if is_here else dependency.node, function)
    for node, function in found.items():
        yield _finding(function, node)


def _finding(function: Function, node: ast.expr) -> Diagnostic:
    what, used = "generator", "has been used up"
    if not function.is_generator:
        what, used = "coroutine", "was awaited already"
    return Diagnostic.at(
        node,
        TEARDOWN,
        f'"{function.name}" is cached, but each call of it gives a {what}, which can be used once only',
        f"FastAPI gets the {what} of the first request again, which {used}, and answers with a "
        "500 error: cache what it provides, not the call",
    )


def _is_called_for_requests(context: Context, function: Function, cache: Expression) -> Steps[bool]:
    """Whether FastAPI calls what the cache makes of a function: a verb below the cache does not see it."""
    if function in dependencies_here(context):
        return True
    registered = [
        registration.call.node
        for registration in context.registrations
        if registration.function is function and not registration.is_websocket
    ]
    if not registered:
        if (yield from is_run_for_requests(context, function)):
            return True
        is_alone = function.scope is context.module.scope and len(function.decorators) == 1
        return is_alone and (yield from is_asked_for_elsewhere(context, function))
    below = {
        decorator.node
        for decorator in function.decorators
        if decorator.node.lineno > cache.node.lineno
    }
    return not below.issuperset(registered)


def _cache(context: Context, function: Function) -> Expression | None:
    for decorator in function.decorators:
        if context.names.fullname(decorator.uncalled()) in fullnames.CACHES:
            return decorator
    return None
