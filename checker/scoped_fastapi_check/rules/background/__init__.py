"""`fastapi-background`: background tasks that never run.

FastAPI hands the tasks of the BackgroundTasks that it has injected to the response, unless that has
tasks of its own. Where an exception is raised, another response is sent, without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import BACKGROUND
from scoped_fastapi_check.rules.background.adding import additions
from scoped_fastapi_check.rules.background.given import check_given
from scoped_fastapi_check.rules.background.injected import check_injected
from scoped_fastapi_check.rules.background.made import check_made, may_be_class
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.handed_over import is_name
from scoped_fastapi_check.rules.shared.request_functions import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check


def check(context: Context) -> Iterator[Check]:
    """One check for each object of tasks that is made, and for each function that adds some."""
    if not context.module.mentions("BackgroundTask"):
        return
    for call in context.module.calls:
        if may_be_class(context, call):
            yield check_made(context, call)
    for call in context.calls.of_method("add_task"):
        yield check_given(context, call)
    for function in context.module.functions:
        for parameter in function.parameters:
            if parameter.annotation is None or function.body.values.get(parameter.name) != [None]:
                continue
            is_it = is_name(parameter.name)
            added = additions(own_nodes(function), function.body, is_it, context.names)
            if added:
                yield check_injected(context, parameter, added)


RULE: Final = Rule(BACKGROUND, check)
