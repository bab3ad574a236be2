"""`fastapi-background`: background tasks that never run.

FastAPI hands the tasks of the BackgroundTasks that it has injected to the response, unless that has
tasks of its own. Where an exception is raised, another response is sent, without them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.inheritance import FRAMEWORKS
from scoped_fastapi_check.analysis.questions import (
    CanBeCalled,
    Check,
    InstanceOf,
    ProjectMentions,
    Steps,
    SubclassOf,
    ask,
)
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.analysis.ways import Exit, Leaving
from scoped_fastapi_check.diagnostics.codes import BACKGROUND
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Call, Expression, Function, Parameter
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.walk import nodes_in
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.request_functions import (
    handlers_here,
    is_called_by_hand,
    is_run_for_requests,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.wording import written

_WORD: Final = "BackgroundTask"
_CLASSES: Final = (fullnames.BACKGROUND_TASKS, fullnames.BACKGROUND_TASK)


def check(context: Context) -> Iterator[Check]:
    """One check for each object of tasks that is made, and for each function that adds some."""
    if not context.module.mentions(_WORD):
        return
    for call in context.module.calls:
        if _may_be_class(context, call):
            yield _check_made(context, call)
    adding: dict[Function, list[Call]] = {}
    for call in context.calls.of_method("add_task"):
        yield _check_given(context, call)
        function = context.module.function_of(call.scope)
        if function is not None:
            adding.setdefault(function, []).append(call)
    for function, calls in adding.items():
        for parameter, of_parameter in _injected(function, calls):
            yield _check_injected(context, parameter, of_parameter)


def _may_be_class(context: Context, call: Call) -> bool:
    """Whether a call may make an object of tasks, by the name of what it calls or that leads to."""
    node = call.node.func
    if isinstance(node, ast.Attribute):
        return node.attr.startswith(_WORD)
    if not isinstance(node, ast.Name):
        return False
    if node.id.startswith(_WORD):
        return True
    called = resolve(call.callee, context.names)
    fullname = context.names.fullname(called) or ""
    if _WORD in fullname:
        return True
    if fullname.partition(".")[0] in FRAMEWORKS:
        return False  # Their other classes have nothing to do with tasks, and are long to read.
    scope = context.names.class_scope(called)
    bases = scope.node.bases if scope and isinstance(scope.node, ast.ClassDef) else ()
    return any(_WORD in ast.unparse(base) for base in bases)


# Made by hand


def _check_made(context: Context, call: Call) -> Check:
    """`tasks = BackgroundTasks()` in a function that gives it to nobody."""
    function = context.module.function_of(call.scope)
    if function is not None:
        name = _only_added_to(function, call.node)
    else:
        name = yield from _only_added_to_everywhere(context, call)
    if name is None:
        return
    made = yield from ask(SubclassOf(call.callee, _CLASSES, ("__init__", "add_task", "__call__")))
    if made is None:
        return
    shown = written(call.node.func)
    what = f'"{name}"' if name else f'the "{shown}"'
    context.report(
        Diagnostic.at(
            call.node,
            BACKGROUND,
            f"{what} is given to no response, so that its tasks never run",
            f'FastAPI runs the tasks that it injects: declare a parameter "{name or "tasks"}: '
            'BackgroundTasks", or return a response with "background=..."',
        )
    )


def _only_added_to(function: Function, made: ast.Call) -> str | None:
    """The name of an object that tasks are added to and that is used for nothing else.

    An empty name is one of an object that has none; None says that it may be used.
    """
    for node in own_nodes(function):
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=value, attr="add_task"))) if (
                value is made
            ):
                return ""
            case ast.Expr(value=value) if value is made:
                return ""
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is made:
                return name if _is_dropped(function, name) else None
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is made:
                return name if _is_dropped(function, name) else None
            case ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(
                        value=ast.NamedExpr(target=ast.Name(id=name), value=value), attr="add_task"
                    )
                )
            ) if value is made:
                return name if _is_dropped(function, name) else None
            case _:
                pass
    return None


def _only_added_to_everywhere(context: Context, made: Call) -> Steps[str | None]:
    """The name of such an object of the module, if no other module may have it."""
    scope = context.module.scope
    names = [name for name, values in scope.values.items() if values == [made.node]]
    if made.scope is not scope or len(names) != 1:
        return None
    nodes = list(ast.walk(scope.node))
    if not any(_is_use(node, names[0]) for node in nodes) or _is_used(nodes, names[0]):
        return None
    is_named = yield from ask(ProjectMentions(context.module, names[0], elsewhere=True))
    return None if is_named else names[0]


def _is_dropped(function: Function, name: str) -> bool:
    """Whether a name of a function is bound once, and all that is done with it is to add tasks."""
    if len(function.body.values.get(name, ())) != 1:
        return False
    return not _is_used(list(ast.walk(function.node)), name)


def _is_used(nodes: list[ast.AST], name: str) -> bool:
    """Whether more is done with what is behind a name than to add tasks to it."""
    added = {
        id(node.func.value)
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add_task"
    }
    return any(_is_use(node, name) and id(node) not in added for node in nodes)


def _is_use(node: ast.AST, name: str) -> bool:
    """Whether somebody may get what is behind a name: a name of the outer function is one of its."""
    if isinstance(node, ast.Global | ast.Nonlocal):
        return name in node.names
    return isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Store)


# What is added


def _check_given(context: Context, call: Call) -> Check:
    """`add_task(send(mail))`: the task is run at once, and what it gives is called later."""
    given, owner = call.argument("func", 0), call.node.func
    if (
        given is None
        or not isinstance(given.node, ast.Call)
        or not isinstance(owner, ast.Attribute)
    ):
        return
    tasks = InstanceOf(call.callee.sibling(owner.value), _CLASSES[:1], ("add_task",))
    if not (yield from _gives_no_function(context, given)) or (yield from ask(tasks)) is None:
        return
    made = given.node
    arguments = [*made.args, *(keyword.value for keyword in made.keywords)]
    right = ", ".join(written(node) for node in (made.func, *arguments))
    context.report(
        Diagnostic.at(
            given.node,
            BACKGROUND,
            f'"{written(made)}" is called here, and what it gives is no function to be called later',
            "Starlette calls what it is given after the response, which is a TypeError then: write "
            f'"add_task({right})"',
        )
    )


def _gives_no_function(context: Context, made: Expression) -> Steps[bool]:
    """Whether a call gives a coroutine, nothing, or something else that cannot be called."""
    target = called_function(made, context.names)
    if target is not None and not target.node.decorator_list:
        is_async = isinstance(target.node, ast.AsyncFunctionDef)
        if is_async or not any(statement.value for statement in target.returns):
            return True
    return (yield from ask(CanBeCalled(made))).answer is False


# Injected


def _injected(function: Function, calls: list[Call]) -> Iterator[tuple[Parameter, list[Call]]]:
    """The parameters that tasks are added to, each with the calls that do it."""
    for parameter in function.parameters:
        if parameter.annotation is None or function.body.values.get(parameter.name) != [None]:
            continue
        own = [call for call in calls if _is_on(call, parameter.name)]
        if own:
            yield parameter, own


def _is_on(call: Call, name: str) -> bool:
    callee = call.node.func
    value = callee.value if isinstance(callee, ast.Attribute) else None
    return isinstance(value, ast.Name) and value.id == name


def _check_injected(context: Context, parameter: Parameter, calls: list[Call]) -> Check:
    function = parameter.function
    if _is_handed_on(function, parameter.name):
        return
    if (yield from ask(InstanceOf(parameter, (fullnames.BACKGROUND_TASKS,)))) is None:
        return
    if not (yield from is_run_for_requests(context, function)):
        return
    registered = handlers_here(context, websockets=True).get(function, [])
    if registered and all(registration.is_websocket for registration in registered):
        context.report(_of_websocket(parameter, calls[0]))
        return
    ways = ways_through(function, context.names)
    lost: dict[ast.Return, Call] = {}
    # Who calls the function may catch what it raises, and have the tasks run.
    is_called = yield from is_called_by_hand(context, function)
    for call in calls:
        statement = ways.statement_of(call.node)
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


def _is_handed_on(function: Function, name: str) -> bool:
    """Whether the tasks are used for anything else than to add to them, or in an inner function."""
    added = {
        id(node.func.value)
        for node in own_nodes(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add_task"
    }
    return any(
        isinstance(node, ast.Name) and node.id == name and id(node) not in added
        for statement in function.node.body
        for node in nodes_in(statement)
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
    of_tasks = yield from ask(InstanceOf(Expression(given, function.body), _CLASSES[1:]))
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


def _raised(parameter: Parameter, call: Call) -> Diagnostic:
    return Diagnostic.at(
        call.node,
        BACKGROUND,
        f'a task is added to "{parameter.name}", but "{parameter.function.name}" raises an exception '
        "on every way from here, so that it never runs",
        "FastAPI runs the tasks after the response of the handler, and an exception sends another "
        'one: run it before you raise, or return a response with "background=..."',
    )


def _of_websocket(parameter: Parameter, call: Call) -> Diagnostic:
    return Diagnostic.at(
        call.node,
        BACKGROUND,
        f'a task is added to "{parameter.name}", but "{parameter.function.name}" is a websocket, which '
        "has no response that runs it",
        "FastAPI runs tasks after a response, and drops those of a websocket: await the call here, or "
        'start it with "asyncio.create_task"',
    )


def _beside(parameter: Parameter, statement: ast.Return, own: ast.expr, call: Call) -> Diagnostic:
    return Diagnostic.at(
        statement,
        BACKGROUND,
        f'the response has "background={written(own)}", so that the tasks of "{parameter.name}" '
        "never run",
        "FastAPI gives the injected tasks only to a response that has none: pass "
        f'"background={parameter.name}", or add the task to them',
        related=[
            Related.at(Expression(call.node, call.scope), "a task that is added and never run")
        ],
    )


RULE: Final = Rule(BACKGROUND, check)
