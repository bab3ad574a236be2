"""The injected tasks, where no response runs them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    ProjectMentions,
    Steps,
    ask,
)
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.analysis.ways import Exit, Leaving
from scoped_fastapi_check.diagnostics.codes import BACKGROUND
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.lifetimes import Lifetime
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.rules.background.adding import is_more_done, nodes_of_body
from scoped_fastapi_check.rules.late_commit import ends_after_the_response
from scoped_fastapi_check.rules.shared.asked_functions import dependency_at
from scoped_fastapi_check.rules.shared.behind_yield import is_behind_yield, may_end_early
from scoped_fastapi_check.rules.shared.handed_over import is_handed_on
from scoped_fastapi_check.rules.shared.request_functions import (
    handlers_here,
    is_called_by_hand,
    is_run_for_requests,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Parameter
    from scoped_fastapi_check.rules.background.adding import Addition
    from scoped_fastapi_check.rules.base import Context

_TASKS: Final = (fullnames.BACKGROUND_TASK,)


def check_injected(context: Context, parameter: Parameter, added: list[Addition]) -> Check:
    """A parameter that may be the injected tasks, and what adds some to it."""
    function = parameter.function
    if is_more_done(nodes_of_body(function), parameter.name, added):
        return
    if (yield from ask(InstanceOf(parameter, (fullnames.BACKGROUND_TASKS,)))) is None:
        return
    if not (yield from is_run_for_requests(context, function)):
        return
    calls = [addition.call for addition in added]
    registered = handlers_here(context, websockets=True).get(function, [])
    if registered and all(registration.is_websocket for registration in registered):
        context.report(_of_websocket(parameter, calls[0]))
        return
    ways = ways_through(function, context.names)
    lost: dict[ast.Return, ast.Call] = {}
    # Who calls the function may catch what it raises, and have the tasks run.
    is_called = yield from is_called_by_hand(context, function)
    for call in calls:
        statement = ways.statement_of(call)
        if statement is not None and is_behind_yield(context, function, ways, statement):
            if not is_called and (yield from _ends_late(context, function)):
                context.report(_late(parameter, call))
            continue
        exits = frozenset[Exit]() if statement is None else ways.after(statement)
        if exits and all(exit_.leaving is Leaving.RAISE for exit_ in exits):
            if not is_called:
                context.report(_raised(parameter, call))
            continue
        for exit_ in exits:
            if isinstance(exit_.statement, ast.Return):
                lost.setdefault(exit_.statement, call)
    for statement, call in lost.items():
        own = yield from _own_tasks(function, statement, parameter.name)
        if own is not None:
            context.report(_beside(parameter, statement, own, call))


def _ends_late(context: Context, function: Function) -> Steps[bool]:
    """Whether a dependency certainly ends after the response was sent, and its tasks were run."""
    if not ends_after_the_response(context.fastapi) or (
        yield from may_end_early(context, function)
    ):
        return False
    routes, is_asked_here = RoutesAsking(context), False
    for site in context.dependency_sites:
        dependency = dependency_at(context, site)
        callee = None if dependency is None else callee_of(dependency, context.names)
        if callee is not None and callee.function is function:
            is_asked_here = True
            if (yield from routes.lifetime(site)) is not Lifetime.REQUEST:
                return False
    return is_asked_here or not (
        yield from ask(ProjectMentions(context.module, "dependency_scope"))
    )


def _own_tasks(function: Function, statement: ast.Return, name: str) -> Steps[ast.expr | None]:
    """The `background=` of a response that is returned, if it is one and has other tasks."""
    given = _given_background(function, statement)
    if given is None or isinstance(given, ast.Constant):
        return None
    if isinstance(given, ast.Name) and given.id == name:
        return None
    found = yield from returned_instance(function, statement, (fullnames.RESPONSE,))
    if found is None:
        return None
    of_tasks = yield from ask(InstanceOf(Expression(given, function.body), _TASKS))
    return given if of_tasks is not None else None


def _given_background(function: Function, statement: ast.Return) -> ast.expr | None:
    """What a response that is returned is made with, or given once it is made."""
    value = statement.value
    set_here = [
        node
        for node in own_nodes(function)
        if isinstance(node, ast.Attribute) and node.attr == "background"
    ]
    if isinstance(value, ast.Name):
        if is_handed_on(function, value.id):
            return None
        if len(set_here) == 1:
            return _set_on_every_way(function, value.id, statement)
        value = None if set_here else function.body.single_value(value.id)
    if not isinstance(value, ast.Call):
        return None
    given = [keyword.value for keyword in value.keywords if keyword.arg == "background"]
    return given[0] if given else None


def _set_on_every_way(function: Function, name: str, statement: ast.Return) -> ast.expr | None:
    """What `name.background` is set to where that is done on every way to a statement."""
    if function.body.single_value(name) is None:
        return None
    for earlier in function.node.body:
        if earlier is statement:
            break
        match earlier:
            case ast.Assign([ast.Attribute(ast.Name(owner), "background")], value) if owner == name:
                is_later = statement.lineno > earlier.lineno
                return value if is_later else None
            case _:
                continue
    return None


def _raised(parameter: Parameter, call: ast.Call) -> Diagnostic:
    return _added(
        parameter,
        call,
        f', but "{parameter.function.name}" raises an exception on every way from here, so that it never '
        "runs",
        "FastAPI runs the tasks after the response of the handler, and an exception sends another "
        'one: run it before you raise, or return a response with "background=..."',
    )


def _late(parameter: Parameter, call: ast.Call) -> Diagnostic:
    return _added(
        parameter,
        call,
        f' behind the yield of "{parameter.function.name}", when the response is sent, so that it never '
        "runs",
        "FastAPI runs the tasks with the response, and what follows the yield after it: add the task "
        "before the yield, or call it here",
    )


def _of_websocket(parameter: Parameter, call: ast.Call) -> Diagnostic:
    return _added(
        parameter,
        call,
        f', but "{parameter.function.name}" is a websocket, which has no response that runs it',
        "FastAPI runs tasks after a response, and drops those of a websocket: await the call here, or "
        'start it with "asyncio.create_task"',
    )


def _added(parameter: Parameter, call: ast.Call, says: str, note: str) -> Diagnostic:
    """A task that is added, and why nobody runs it."""
    message = f'a task is added to "{parameter.name}"{says}'
    return Diagnostic.at(call, BACKGROUND, message, note)


def _beside(
    parameter: Parameter, statement: ast.Return, own: ast.expr, call: ast.Call
) -> Diagnostic:
    return Diagnostic.at(
        statement,
        BACKGROUND,
        f'the response has "background={written(own)}", so that the tasks of "{parameter.name}" '
        "never run",
        "FastAPI gives the injected tasks only to a response that has none: pass "
        f'"background={parameter.name}", or add the task to them',
        related=[
            Related.at(
                Expression(call, parameter.function.body), "a task that is added and never run"
            )
        ],
    )
