"""`fastapi-injected-response`: what is set on the injected response, and lost with it.

FastAPI copies the headers, the cookies and the status of the `Response` that it injects to the one
that it makes from the returned value. Where the handler returns a response of its own, or raises an
exception, another response is sent, which knows nothing of it: neither of what the handler has set
there, nor of what its dependencies have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import INJECTED_RESPONSE
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.injected_response.dependencies import check_handler
from scoped_fastapi_check.rules.injected_response.parameters import check_parameter
from scoped_fastapi_check.rules.injected_response.settings import is_named_response
from scoped_fastapi_check.rules.shared.request_functions import handlers_here

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check


def check(context: Context) -> Iterator[Check]:
    """One check for each parameter that may be the injected response, and for each handler."""
    if not context.module.mentions("Response"):
        return
    for function in context.module.functions:
        for parameter in function.parameters:
            if is_named_response(parameter) and context.marker(parameter) is None:
                # What a dependency provides is a response of its own.
                yield check_parameter(context, parameter)
    for function, registered in handlers_here(context).items():
        yield check_handler(context, function, registered)


RULE: Final = Rule(INJECTED_RESPONSE, check)
