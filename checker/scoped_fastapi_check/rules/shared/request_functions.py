"""The functions that FastAPI runs for a request: handlers of routes, and dependencies."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import OneFileMentions, ProjectMentions, Steps, ask
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.walk import last_name, nodes_outside
from scoped_fastapi_check.rules.shared.asked_functions import dependency_at
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.routes import Registration
    from scoped_fastapi_check.rules.base import Context

__all__ = [
    "dependencies_here",
    "handlers_here",
    "is_asked_for_elsewhere",
    "is_async",
    "is_called_by_hand",
    "is_handler",
    "is_run_for_requests",
    "is_said_with_import",
    "own_nodes",
]

# What a call of a function follows in a text; its definition follows `def `.
_BEFORE_CALLS = ("await ", "return ", "= ", ".", "  ", "\t", "(", "[")


def handlers_here(
    context: Context, *, websockets: bool = False
) -> dict[Function, list[Registration]]:
    """The functions of the module that are registered as they are, and where."""
    return context.once(_handlers_and_websockets if websockets else _handlers)


def _handlers_and_websockets(context: Context) -> dict[Function, list[Registration]]:
    found: dict[Function, list[Registration]] = defaultdict(list)
    for registration in context.registrations:
        function = registration.function
        is_here = function is not None and function.scope.module is context.module
        if function is not None and is_here and registration.is_direct:
            found[function].append(registration)
    return dict(found)


def _handlers(context: Context) -> dict[Function, list[Registration]]:
    return {
        function: [each for each in registered if not each.is_websocket]
        for function, registered in handlers_here(context, websockets=True).items()
        if not all(each.is_websocket for each in registered)
    }


def dependencies_here(context: Context) -> set[Function]:
    """The functions of the module that something in it depends on."""
    return context.once(_dependencies)


def _dependencies(context: Context) -> set[Function]:
    found: set[Function] = set()
    for site in context.dependency_sites:
        dependency = dependency_at(context, site)
        callee = None if dependency is None else callee_of(dependency, context.names)
        if callee is not None and callee.function.scope.module is context.module:
            found.add(callee.function)
    return found


def is_handler(registered: list[Registration]) -> Steps[bool]:
    """Whether all that registers a function really is a router."""
    for registration in registered:
        if (yield from router_class(registration)) is None:
            return False
    return bool(registered)


def is_run_for_requests(context: Context, function: Function) -> Steps[bool]:
    """Whether FastAPI calls a function: a handler, or what some module around depends on."""
    if registered := handlers_here(context, websockets=True).get(function):
        return (yield from is_handler(registered))
    if function in dependencies_here(context):
        return True
    if not is_as_written(function):
        return False
    return (yield from is_asked_for_elsewhere(context, function))


def is_asked_for_elsewhere(context: Context, function: Function) -> Steps[bool]:
    """Whether other modules depend on a function: it is mostly defined apart from the routes.

    Another function may have its name: somebody has to import from this very module, too.
    """
    module = function.scope.module.name.rpartition(".")[2]
    asked = [f"{way}{text}" for text in _spellings(function) for way in ("", f"{module}.")]
    return (yield from is_said_with_import(context, [f"Depends({one}" for one in asked]))


def _spellings(function: Function) -> Iterator[str]:
    """How another module may name a function, as far as its own module tells: with what comes behind."""
    scope = function.scope
    module = scope.module
    around = module.function_of(scope)
    if scope is module.scope:
        names = [function.name]
    elif isinstance(scope.node, ast.ClassDef) and scope.parent is module.scope:
        owner, objects = scope.node.name, _made_in_module(function, scope.node.name)
        names = [*objects, f"{owner}()"]
        if function.name == "__call__":
            yield f"{owner}("
        elif function.name.startswith("__"):
            return  # Nobody writes `Depends(Users.__init__)`.
        else:
            names = [f"{name}.{function.name}" for name in (owner, *names)]
    elif around is not None and around.scope is module.scope and _gives(around, function):
        names = _made_in_module(function, around.name)
        yield f"{around.name}("
    else:
        return
    for name in names:
        yield f"{name})"
        yield f"{name},"


def _made_in_module(function: Function, maker: str) -> list[str]:
    """The names that a module gives to what a class or a function of its own has made."""
    return [
        name
        for name, values in function.scope.module.scope.values.items()
        if len(values) == 1
        and isinstance(values[0], ast.Call)
        and last_name(values[0].func) == maker
    ]


def _gives(factory: Function, function: Function) -> bool:
    """Whether a function returns another one, which it defines."""
    return any(
        isinstance(statement.value, ast.Name) and statement.value.id == function.name
        for statement in factory.returns
    )


def is_said_with_import(context: Context, texts: list[str]) -> Steps[bool]:
    """Whether the project says one of some texts, and imports the module.

    A package says both anywhere; of what lies in the folders beside it, one file does.
    """
    module = context.module.name.rpartition(".")[2]
    imports = (f"{module} import", f"import {module}")
    for text in texts:
        is_said = yield from ask(ProjectMentions(context.module, text))
        for imported in imports:
            if is_said and (yield from ask(ProjectMentions(context.module, imported))):
                return True
            if (yield from ask(OneFileMentions(context.module, (text, imported)))):
                return True
    return False


def is_called_by_hand(context: Context, function: Function) -> Steps[bool]:
    """Whether somebody may call a dependency as well, who can go on otherwise than FastAPI does."""
    names = [function.name]
    if function in handlers_here(context, websockets=True):
        return False
    if function.name == "__call__" and isinstance(function.scope.node, ast.ClassDef):
        names = _made_in_module(function, function.scope.node.name)
    if not context.once(_called_names).isdisjoint(names):
        return True
    texts = [f"{before}{name}(" for name in names for before in _BEFORE_CALLS]
    if (yield from is_any_mentioned(context, texts)):
        return True
    return (yield from is_said_with_import(context, texts))


def _called_names(context: Context) -> set[str]:
    return {last_name(call.node.func) for call in context.module.calls}


def is_async(function: Function) -> bool:
    """Whether FastAPI runs a function on the event loop, and not in a thread."""
    return isinstance(function.node, ast.AsyncFunctionDef)


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """All nodes in the body of a function, without those of the functions and classes in it."""
    return nodes_outside(function.node.body)
