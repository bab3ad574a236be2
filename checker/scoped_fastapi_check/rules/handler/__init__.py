"""`fastapi-handler`: exception handlers that answer nothing, and exceptions that nobody answers.

Starlette calls an exception handler with the request and the exception, and sends the response that it
returns. A middleware stands around all handlers: what it raises itself reaches none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import HANDLER
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.handler.class_middleware import class_middlewares
from scoped_fastapi_check.rules.handler.exceptions import check_handler, handlers
from scoped_fastapi_check.rules.handler.middleware import (
    check_answer,
    check_middleware,
    middlewares,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check


def check(context: Context) -> Iterator[Check]:
    """One check for each exception handler and for each middleware."""
    if context.module.mentions("exception_handler"):
        for handler in handlers(context):
            yield check_handler(context, handler)
    # A plain class has the three parameters of ASGI and may call itself anything.
    if context.module.mentions("iddleware") or context.module.mentions("receive"):
        for middleware in middlewares(context):
            yield check_middleware(context, middleware)
            yield check_answer(context, middleware)
        yield from class_middlewares(context)


RULE: Final = Rule(HANDLER, check)
