"""What a handler or a dependency sets on its own parameter, and loses on every way on."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    ProjectMentions,
    Steps,
    ask,
    gather,
)
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.analysis.ways import Exit, Leaving
from scoped_fastapi_check.diagnostics.codes import INJECTED_RESPONSE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.module import Function, Parameter
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.walk import nodes_outside
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.injected_response.settings import (
    Setting,
    injected,
    other_uses,
    settings_of,
)
from scoped_fastapi_check.rules.shared.behind_yield import is_behind_yield, may_end_early
from scoped_fastapi_check.rules.shared.request_functions import (
    handlers_here,
    is_called_by_hand,
    is_run_for_requests,
)
from scoped_fastapi_check.rules.shared.wording import written

RETURNED: Final = "another response is returned"
_RAISED: Final = "an exception is raised"


def check_parameter(context: Context, parameter: Parameter) -> Check:
    """A parameter that may be the injected response."""
    function, name = parameter.function, parameter.name
    response = injected(function, name)
    if response is None:
        return
    settings = list(settings_of(response, context.names))
    used = other_uses(response, settings)
    bare = [
        node
        for node in nodes_outside(response.body)
        if isinstance(node, ast.Return) and response.is_it(node.value)
    ]
    if used - len(bare) > 0 or not (settings or bare):
        return  # It is handed on: whoever gets it may send it.
    if (yield from ask(InstanceOf(parameter, (fullnames.RESPONSE,)))) is None:
        return
    if not (yield from is_run_for_requests(context, function)):
        return
    if bare:
        if not any(setting.what == "status" for setting in settings):
            _check_returned(context, function, name, bare)
        return
    yield from _check_settings(context, function, name, settings)


def _check_settings(
    context: Context, function: Function, name: str, settings: list[Setting]
) -> Check:
    ways = ways_through(function, context.names)
    lost: list[Diagnostic] = []
    for setting in settings:
        statement = ways.statement_of(setting.node)
        if statement is None:
            continue
        if is_behind_yield(context, function, ways, statement):
            if not (yield from _may_be_sent_itself(context, function)):
                lost.append(_late(setting))
            continue
        exits = ways.after(statement)
        if not exits:
            continue
        found = yield from gather(*(sent(function, one) for one in sorted(exits, key=place_of)))
        kinds = set(found)
        if None not in kinds:
            lost.append(_lost(function, name, setting, kinds))
    # Who calls the function may catch what it raises, and have its response sent.
    if lost and not (yield from is_called_by_hand(context, function)):
        for diagnostic in lost:
            context.report(diagnostic)


def _may_be_sent_itself(context: Context, function: Function) -> Steps[bool]:
    """Whether a dependency may end before the response is sent, which may be the injected one itself."""
    if not (yield from may_end_early(context, function)):
        return False
    return (yield from ask(ProjectMentions(context.module, "return response")))


def place_of(exit_: Exit) -> int:
    """Where an exit stands, to ask about all of them in one order."""
    return exit_.statement.lineno if exit_.statement is not None else 0


def sent(function: Function, exit_: Exit) -> Steps[str | None]:
    """What is sent in place of the injected response; None where that may count."""
    if exit_.leaving is Leaving.RAISE:
        return _RAISED
    statement = exit_.statement
    if not isinstance(statement, ast.Return) or statement.value is None:
        return None
    if isinstance(statement.value, PLAIN_VALUES):
        return None
    found = yield from returned_instance(function, statement, (fullnames.RESPONSE,))
    return None if found is None else RETURNED


def _check_returned(
    context: Context, function: Function, name: str, returned: list[ast.Return]
) -> None:
    """`return response` of the injected one, whose status nobody has set."""
    if function not in handlers_here(context):
        return
    for parameter in function.parameters:
        marker = context.marker(parameter)
        if marker is None:
            continue
        dependency = marker.dependency
        callee = None if dependency is None else callee_of(dependency, context.names)
        if callee is None or _may_take_response(callee.function):
            return  # It may have set the status of the very same response.
    for statement in returned:
        context.report(
            Diagnostic.at(
                statement,
                INJECTED_RESPONSE,
                f'the injected "{name}" is returned without a status',
                "FastAPI sends it as it is, with the status None, and the server breaks the "
                f'connection off: set "{name}.status_code", or return a response of your own',
            )
        )


def _may_take_response(function: Function) -> bool:
    """Whether a dependency may get the injected response, itself or through another one."""
    parts = [part for one in function.parameters for part in (one.annotation, one.default)]
    texts = [ast.unparse(part.node) for part in parts if part is not None]
    return any(word in text for text in texts for word in ("Response", "Depends", "Security"))


def _late(setting: Setting) -> Diagnostic:
    node = setting.node
    shown = written(node.func if isinstance(node, ast.Call) else node)
    return Diagnostic.at(
        node,
        INJECTED_RESPONSE,
        f'the {setting.what} that "{shown}" sets is lost: the response is made before what follows the '
        "yield is run",
        "FastAPI copies what is set on the injected response as soon as the handler has returned: set it "
        "before the yield, or in a middleware",
    )


def _lost(function: Function, name: str, setting: Setting, kinds: set[str | None]) -> Diagnostic:
    said = sorted(filter(None, kinds))
    happens = " or ".join(said)
    advice = "set it on the response that you return"
    if said == [_RAISED]:
        advice = 'raise the exception with "headers=...", or set it where no exception follows'
    shown = written(setting.node.func if isinstance(setting.node, ast.Call) else setting.node)
    return Diagnostic.at(
        setting.node,
        INJECTED_RESPONSE,
        f'the {setting.what} that "{shown}" sets is lost: on every way from here {happens}',
        f'FastAPI sends what is set on "{name}" only with the response that it makes itself from '
        f'what "{function.name}" returns: {advice}',
    )
