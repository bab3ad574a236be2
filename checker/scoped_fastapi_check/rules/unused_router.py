"""`fastapi-unused-router`: a router that nothing includes, in a project that has an application.

Its routes look like all others, and answer to nobody. Where a router may be included by code that
cannot be followed, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import UNUSED_ROUTER
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call
from scoped_fastapi_check.rules.base import Context, Rule


def check(context: Context) -> Iterator[Check]:
    """The routers that the module makes."""
    unused = {(line, column): name for line, column, name in context.application.unused}
    for call in context.module.calls if unused else ():
        name = unused.get((call.node.lineno, call.node.col_offset))
        if name is not None:
            yield _check_router(context, call, name)


def _check_router(context: Context, call: Call, name: str) -> Check:
    if (yield from ask(SubclassOf(call.callee, fullnames.ROUTERS))) is None:
        return
    context.report(
        Diagnostic.at(
            call.node,
            UNUSED_ROUTER,
            f'router "{name}" is included in no application',
            f'Its routes answer 404: write "app.include_router({name})", or remove it',
        )
    )


RULE: Final = Rule(UNUSED_ROUTER, check)
