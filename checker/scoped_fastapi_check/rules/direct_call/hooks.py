"""Functions that FastAPI calls without filling defaults in: lifespans, event and exception handlers."""

from __future__ import annotations

from collections.abc import Iterator

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import DIRECT_CALL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.direct_calls import Omission, is_used, marker_call
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.hooks import Hook, hooks_here
from scoped_fastapi_check.rules.shared.wording import written


def check_hooks(context: Context) -> Iterator[Check]:
    """One check for each function of the module that is called so."""
    for hook in hooks_here(context):
        unfilled = list(_unfilled(context, hook))
        if unfilled:
            yield _check_hook(context, hook, unfilled)


def _unfilled(context: Context, hook: Hook) -> Iterator[Omission]:
    """The parameters that nobody fills, and that the function makes use of."""
    for parameter in hook.function.parameters:
        marker = (
            None if parameter.default is None else marker_call(parameter.default, context.names)
        )
        if marker is not None and is_used(parameter):
            yield Omission(parameter, marker)


def _check_hook(context: Context, hook: Hook, unfilled: list[Omission]) -> Check:
    if not (yield from hook.is_called()):
        return
    article = "an" if hook.kind.startswith("e") else "a"
    for omission in unfilled:
        context.report(
            Diagnostic.at(
                omission.parameter.node,
                DIRECT_CALL,
                f'parameter "{omission.parameter.name}" of the {hook.kind} "{hook.function.name}" has '
                f'"{written(omission.marker)}" as its default, which nobody replaces',
                f"FastAPI calls {article} {hook.kind} without its dependencies, so that the marker "
                "arrives in their place: get the value in the function itself",
            )
        )
