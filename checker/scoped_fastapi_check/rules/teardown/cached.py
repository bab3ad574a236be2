"""A cache around a coroutine or a generator, which can be used once only."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import TEARDOWN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.request_functions import (
    dependencies_here,
    handlers_here,
    is_async,
    is_run_for_requests,
)

_CACHES: Final = frozenset({"functools.lru_cache", "functools.cache"})


def check_cached(context: Context, function: Function) -> Check:
    """`@lru_cache` on an `async def` or a generator that FastAPI calls for every request."""
    if not (is_async(function) or function.is_generator):
        return
    decorator = _cache(context, function)
    if decorator is None:
        return
    known = function in dependencies_here(context) or function in handlers_here(context)
    if not known and not (yield from is_run_for_requests(context, function)):
        return
    what, used = "generator", "has been used up"
    if not function.is_generator:
        what, used = "coroutine", "was awaited already"
    context.report(
        Diagnostic.at(
            decorator.node,
            TEARDOWN,
            f'"{function.name}" is cached, but each call of it gives a {what}, which can be used '
            "once only",
            f"FastAPI gets the {what} of the first request again, which {used}, and answers with a "
            "500 error: cache what it provides, not the call",
        )
    )


def _cache(context: Context, function: Function) -> Expression | None:
    for decorator in function.decorators:
        node = decorator.node
        target = decorator.sibling(node.func) if isinstance(node, ast.Call) else decorator
        if context.names.fullname(target) in _CACHES:
            return decorator
    return None
