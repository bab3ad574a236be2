"""`fastapi-teardown`: a dependency that is not closed, or that takes an exception for itself.

FastAPI throws an exception of the request into a generator dependency at its `yield`. What follows a
bare `yield` is then skipped, and a generator that does not let the exception out again leaves FastAPI
without an answer. A function is run anew for each request: what it returned once, a cache returns
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import TEARDOWN
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.teardown import cached, generators, taken_by_hand


def check(context: Context) -> Iterator[Check]:
    """Checks of each generator, each cached coroutine and each `next(...)` of the module."""
    for function in context.module.functions:
        if function.is_generator:
            yield generators.check_generator(context, function)
        if function.node.decorator_list:
            yield cached.check_cached(context, function)
    for found in cached.cached_calls(context):
        context.report(found)
    for call in context.module.calls:
        if taken_by_hand.may_take(call):
            yield taken_by_hand.check_call(context, call)


RULE: Final = Rule(TEARDOWN, check, of_dependencies=True)
