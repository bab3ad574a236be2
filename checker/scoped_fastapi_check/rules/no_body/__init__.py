"""`fastapi-no-body`: a status that forbids a body, and something that wants to send one.

RFC 9110: responses with a 1xx, 204 or 304 status have no content (section 6.4.1), and 205 has none
either (section 15.3.6). FastAPI refuses a declared model for them while the application is
imported, drops a value that is returned all the same, and sends whatever a `Response` holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import NO_BODY
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.no_body import declarations, handlers, responses


def check(context: Context) -> Iterator[Check]:
    """Checks of every route, every handler and every response that is built."""
    by_handler: dict[Function, list[Registration]] = defaultdict(list)
    for registration in context.registrations:
        if registration.is_websocket:
            continue
        yield declarations.check_registration(context, registration)
        if registration.function is not None and registration.is_direct:
            by_handler[registration.function].append(registration)
    for function, registered in by_handler.items():
        if function.scope.module is context.module:
            yield handlers.check_body(context, function, registered)
    decorators = {each.call.node for each in context.registrations if each.handler is None}
    for call in responses.with_status(context):
        # What decorates a handler is no response, and most of these calls do.
        if call.node not in decorators:
            yield responses.check_construction(context, call)
    for call in context.calls.passing("responses"):
        yield declarations.check_responses(context, call)


RULE: Final = Rule(NO_BODY, check)
