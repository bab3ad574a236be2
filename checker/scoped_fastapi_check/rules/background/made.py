"""Objects of tasks that are made by hand, and given to no response."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.inheritance import FRAMEWORKS
from scoped_fastapi_check.analysis.questions import (
    Check,
    ProjectMentions,
    Steps,
    SubclassOf,
    ask,
)
from scoped_fastapi_check.diagnostics.codes import BACKGROUND
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import method
from scoped_fastapi_check.model.own_attributes import own_class
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.rules.background.adding import additions, is_more_done
from scoped_fastapi_check.rules.shared.asked_functions import is_of_library
from scoped_fastapi_check.rules.shared.handed_over import called_by, is_name
from scoped_fastapi_check.rules.shared.request_functions import is_run_for_requests, own_nodes
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Function
    from scoped_fastapi_check.rules.background.adding import Addition
    from scoped_fastapi_check.rules.base import Context

_WORD: Final = "BackgroundTask"
_CLASSES: Final = (fullnames.BACKGROUND_TASKS, fullnames.BACKGROUND_TASK)
_OWN: Final = ("add_task", "__call__")


def may_be_class(context: Context, call: Call) -> bool:
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


def check_made(context: Context, call: Call) -> Check:
    """`tasks = BackgroundTasks()` in a function that gives it to nobody."""
    function = context.module.function_of(call.scope)
    if function is not None:
        name = yield from _only_added_to(context, function, call.node)
    else:
        name = yield from _only_added_to_everywhere(context, call)
    if name is None:
        return
    own = _OWN if _leaves_itself_alone(context, call) else ("__init__", *_OWN)
    if (yield from ask(SubclassOf(call.callee, _CLASSES, own))) is None:
        return
    shown = written(call.node.func)
    what = f'"{name}"' if name else f'the "{shown}"'
    declared = name.rpartition(".")[2] or "tasks"
    context.report(
        Diagnostic.at(
            call.node,
            BACKGROUND,
            f"{what} is given to no response, so that its tasks never run",
            f'FastAPI runs the tasks that it injects: declare a parameter "{declared}: '
            'BackgroundTasks", or return a response with "background=..."',
        )
    )


def _leaves_itself_alone(context: Context, call: Call) -> bool:
    """Whether a class of the project has an `__init__` of its own that gives the object to nobody."""
    scope = context.names.class_scope(resolve(call.callee, context.names))
    init = None if scope is None else method(scope, "__init__", context.names)
    if init is None or is_of_library(init) or not init.parameters:
        return False
    own = init.parameters[0].name
    of_attributes = {
        id(node.value) for node in ast.walk(init.node) if isinstance(node, ast.Attribute)
    }
    return all(
        id(node) in of_attributes
        for node in ast.walk(init.node)
        if isinstance(node, ast.Name) and node.id == own
    )


def _only_added_to(context: Context, function: Function, made: ast.Call) -> Steps[str | None]:
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
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
                | ast.Expr(
                    value=ast.Call(
                        func=ast.Attribute(
                            value=ast.NamedExpr(target=ast.Name(id=name), value=value),
                            attr="add_task",
                        )
                    )
                )
            ) if value is made:
                return (yield from _dropped(context, function, name))
            case ast.Assign(targets=[ast.Attribute() as target], value=value) if value is made:
                return (yield from _of_object(context, function, target))
            case _:
                pass
    # `notify(BackgroundTasks())`
    added = additions(own_nodes(function), function.body, lambda node: node is made, context.names)
    is_lost = bool(added) and (yield from is_run_for_requests(context, function))
    return "" if is_lost else None


def _dropped(context: Context, function: Function, name: str) -> Steps[str | None]:
    """A name of a function that is bound once, if all that is done with it is to add tasks."""
    if len(function.body.values.get(name, ())) != 1:
        return None
    nodes = list(ast.walk(function.node))
    added = additions(nodes, function.body, is_name(name), context.names)
    if is_more_done(nodes, name, added):
        return None
    by_helper = any(not _is_by_method(addition) for addition in added)
    # A test or a script may make one only because a function wants it.
    if by_helper and not (yield from is_run_for_requests(context, function)):
        return None
    return name


def _is_by_method(addition: Addition) -> bool:
    func = addition.call.func
    return isinstance(func, ast.Attribute) and func.value in addition.named


def _of_object(context: Context, function: Function, target: ast.Attribute) -> Steps[str | None]:
    """`self.tasks` of a class, if all that anybody does with it is to add tasks."""
    owner = target.value
    if not isinstance(owner, ast.Name) or own_class(function.body) is None:
        return None
    parameters = function.parameters
    if not parameters or parameters[0].name != owner.id:
        return None
    uses = [node for node in context.once(_attributes)[target.attr] if node is not target]
    added = context.once(_added_to)
    if not uses or any(node not in added for node in uses):
        return None
    is_named = yield from ask(ProjectMentions(context.module, f".{target.attr}", elsewhere=True))
    return None if is_named else f"{owner.id}.{target.attr}"


def _only_added_to_everywhere(context: Context, made: Call) -> Steps[str | None]:
    """The name of such an object of the module, if no other module may have it."""
    scope = context.module.scope
    names = [name for name, values in scope.values.items() if values == [made.node]]
    if made.scope is not scope or len(names) != 1:
        return None
    nodes = context.once(_nodes_about).get(names[0], [])
    added = additions(nodes, scope, is_name(names[0]), context.names)
    if not added or is_more_done(nodes, names[0], added):
        return None
    is_named = yield from ask(ProjectMentions(context.module, names[0], elsewhere=True))
    return None if is_named else names[0]


def _attributes(context: Context) -> dict[str, list[ast.Attribute]]:
    """Everywhere that each attribute stands."""
    found: dict[str, list[ast.Attribute]] = {}
    for node in ast.walk(context.module.tree):
        if isinstance(node, ast.Attribute):
            found.setdefault(node.attr, []).append(node)
    return found


def _added_to(context: Context) -> set[ast.expr]:
    """What the module adds tasks to."""
    calls = context.calls.of_method("add_task")
    return {call.node.func.value for call in calls if isinstance(call.node.func, ast.Attribute)}


def _nodes_about(context: Context) -> dict[str, list[ast.AST]]:
    """What the module does with each name: where it stands, its calls, and those that are given it."""
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(context.module.tree):
        for name in _names_of(node):
            found.setdefault(name, []).append(node)
    return found


def _names_of(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.Name(name) | ast.Call(ast.Attribute(ast.Name(name))):
            return (name,)
        case ast.Global(names) | ast.Nonlocal(names):
            return names
        case ast.Expr(value):
            call = called_by(value)
            arguments = () if call is None else arguments_of(call)
            return {part.id for part in arguments if isinstance(part, ast.Name)}
        case _:
            return ()
