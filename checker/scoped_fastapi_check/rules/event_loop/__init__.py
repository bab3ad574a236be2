"""`fastapi-event-loop`: the event loop asked for where there is none, or started where one runs.

FastAPI runs `def` handlers and dependencies in threads, each call in a copy of the context, and
`async def` ones on the running event loop. Lifespans, event handlers and middleware always run there.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    ProjectMentions,
    Steps,
    ask,
)
from scoped_fastapi_check.diagnostics.codes import EVENT_LOOP
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.event_loop.catching import is_caught
from scoped_fastapi_check.rules.event_loop.kinds import LOOPS, SET
from scoped_fastapi_check.rules.event_loop.ways import Way, Ways
from scoped_fastapi_check.rules.shared.hooks import EXCEPTION_HANDLER, Hook, hooks_here
from scoped_fastapi_check.rules.shared.request_functions import (
    dependencies_here,
    handlers_here,
    is_async,
    is_run_for_requests,
    is_said_with_import,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.wording import written

# What makes a loop of one's own: then there is one to ask for.
_OWN_LOOP: Final = frozenset({"set_event_loop", "new_event_loop", "Runner"})


@dataclass(frozen=True, slots=True)
class _Run:
    """A function that is run for the application, as what, and whether on the event loop."""

    function: Function
    role: str
    has_loop: bool

    @property
    def definition(self) -> str:
        """How it is defined, with its article."""
        return 'an "async def"' if is_async(self.function) else 'a "def"'


def check(context: Context) -> Iterator[Check]:
    """One check for each function of the module that may be run for the application."""
    ways = Ways(context)
    handlers, dependencies = handlers_here(context, websockets=True), dependencies_here(context)
    for function in context.module.functions:
        is_known = function in handlers or function in dependencies
        is_plain = function.scope is context.module.scope and not function.node.decorator_list
        if is_known or is_plain:
            role = "handler" if function in handlers else "dependency"
            yield _check_function(context, ways, _Run(function, role, is_async(function)))
    for hook in hooks_here(context):
        has_loop = hook.kind != EXCEPTION_HANDLER or is_async(hook.function)
        yield _check_hook(context, ways, hook, _Run(hook.function, hook.kind, has_loop))
    for function in context.module.functions:
        if function.scope is context.module.scope and _may_be_lifespan(context, function):
            yield _check_lifespan(context, ways, function)
    for call in context.calls.of_method("add_task"):
        yield _check_task(context, ways, call)


def _check_function(context: Context, ways: Ways, run: _Run) -> Check:
    found = list(ways.of(run.function, has_loop=run.has_loop))
    if found and (yield from is_run_for_requests(context, run.function)):
        yield from _check_ways(context, run, found)


def _check_hook(context: Context, ways: Ways, hook: Hook, run: _Run) -> Check:
    found = list(ways.of(run.function, has_loop=run.has_loop))
    if found and (yield from hook.is_called()):
        yield from _check_ways(context, run, [way for way in found if way.kind != SET])


def _may_be_lifespan(context: Context, function: Function) -> bool:
    """Whether another module may give a function to its application as the lifespan."""
    return (
        is_async(function)
        and function.is_generator
        and len(function.parameters) == 1
        and [context.names.fullname(one) for one in function.decorators]
        == [fullnames.ASYNC_CONTEXT_MANAGER]
    )


def _check_lifespan(context: Context, ways: Ways, function: Function) -> Check:
    """A lifespan that stands apart from the application."""
    if context.calls.passing("lifespan"):
        return  # It is one of these.
    found = [way for way in ways.of(function, has_loop=True) if way.kind != SET]
    if found and (yield from is_said_with_import(context, [f"lifespan={function.name}"])):
        yield from _check_ways(context, _Run(function, "lifespan", has_loop=True), found)


def _check_task(context: Context, ways: Ways, call: Call) -> Check:
    """`tasks.add_task(function)`: a `def` runs in a thread, an `async def` on the event loop."""
    given = call.argument("func", 0)
    function = None if given is None else context.names.function(given)
    if given is None or function is None or not ways.is_plain(function):
        return
    run = _Run(function, "background task", is_async(function))
    way = ways.certain(function, has_loop=run.has_loop)
    owner = call.node.func
    if way is None or way.kind == SET or not isinstance(owner, ast.Attribute):
        return
    tasks = Expression(owner.value, call.scope)
    if (yield from ask(InstanceOf(tasks, (fullnames.BACKGROUND_TASKS,)))) is not None:
        found = replace(way, at=given.node)
        yield from _check_ways(context, run, [found])


def _check_ways(context: Context, run: _Run, found: list[Way]) -> Check:
    for way in found:
        if way.kind == SET:
            yield from _check_variable(context, run.function, way)
        elif not run.has_loop:
            if not _has_own_loop(run.function, way) and not is_caught(run.function, way.first):
                context.report(_no_loop(run, way))
        elif (yield from _starts_loop(context, run.function, way)):
            context.report(_second_loop(run, way))


def _has_own_loop(function: Function, way: Way) -> bool:
    """Whether a function, or one that it calls on the way, makes a loop of its own."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in _OWN_LOOP
        for place in (function, *way.functions)
        for node in own_nodes(place)
    )


def _starts_loop(context: Context, function: Function, way: Way) -> Steps[bool]:
    """Whether a loop is started on the event loop: `asyncio.run`, `loop.run_until_complete`."""
    if is_caught(function, way.first):
        return False
    if way.kind in LOOPS and way.call.scope.module is context.module:
        node = way.call.node.func
        assert isinstance(node, ast.Attribute)
        if way.kind == "run" and not context.module.mentions("Runner"):
            return False
        loop = Expression(node.value, way.call.scope)
        if (yield from ask(InstanceOf(loop, LOOPS[way.kind]))) is None:
            return False
    return not (yield from ask(ProjectMentions(context.module, "nest_asyncio")))


def _check_variable(context: Context, function: Function, way: Way) -> Check:
    """`variable.set(...)` in a `def` dependency: it is set in a copy that nobody sees."""
    node = way.call.node.func
    assert isinstance(node, ast.Attribute)
    is_handler = function in handlers_here(context, websockets=True)
    if is_handler and function not in dependencies_here(context):
        return  # What the handler calls itself sees it.
    resets = _resets(function)
    if resets is False or _reads(context, function, node.value) or is_caught(function, way.first):
        return  # It is meant for what the dependency calls.
    variable = Expression(node.value, way.call.scope)
    # Of another module an engine may have no types; there the name has told it.
    is_here = variable.scope.module is context.module
    if is_here and (yield from ask(InstanceOf(variable, (fullnames.CONTEXT_VAR,)))) is None:
        return
    name = written(node.value)
    and_reset = ", and a reset after the yield is a ValueError" if resets else ""
    context.report(
        Diagnostic.at(
            way.place,
            EVENT_LOOP,
            f'"{name}" is set in "{function.name}", but neither the handler nor any other '
            "dependency sees it",
            'FastAPI runs a "def" dependency in a thread with a copy of the context'
            f'{and_reset}: make it "async def {function.name}"',
            related=_related(way),
        )
    )


def _reads(context: Context, function: Function, variable: ast.expr) -> bool:
    """Whether a dependency reads a variable, itself or through a function that it calls."""
    called = (
        called_function(Expression(node, function.body), context.names)
        for node in own_nodes(function)
        if isinstance(node, ast.Call)
    )
    text = ast.unparse(variable)
    return any(
        isinstance(node, ast.Attribute) and node.attr == "get" and ast.unparse(node.value) == text
        for place in (function, *called)
        if place is not None
        for node in own_nodes(place)
    )


def _what(way: Way) -> str:
    done = f'"{written(way.call.node.func)}"'
    return f'{done} in "{written(way.first.node.func)}"' if way.steps else done


def _related(way: Way) -> list[Related]:
    if not way.steps:
        return []
    return [Related.at(Expression(way.call.node, way.call.scope), "what it comes to")]


def _resets(function: Function) -> bool | None:
    """Whether a variable is reset after a `yield`; None where no variable is reset at all."""
    lines = [
        node.lineno
        for node in own_nodes(function)
        if isinstance(node, ast.Attribute) and node.attr == "reset"
    ]
    yields = [node.lineno for node in own_nodes(function) if isinstance(node, ast.Yield)]
    return (bool(yields) and max(lines) > min(yields)) if lines else None


def _no_loop(run: _Run, way: Way) -> Diagnostic:
    name = run.function.name
    return Diagnostic.at(
        way.place,
        EVENT_LOOP,
        f'{_what(way)} needs a running event loop, but the {run.role} "{name}" runs in a thread '
        "without one",
        f'FastAPI runs a "def" {run.role} in a thread, where this is a RuntimeError: make it "async def '
        f'{name}", or use "anyio.from_thread.run(...)"',
        related=_related(way),
    )


def _second_loop(run: _Run, way: Way) -> Diagnostic:
    goes, it = "starts an event loop", "one"
    advice = "await the coroutine instead"
    if way.kind in fullnames.WAITS_FOR_LOOP:
        goes, it = "waits for the event loop", "it"
        advice = "call it, and await what is a coroutine"
    if not is_async(run.function):
        advice = f'make it "async def {run.function.name}", and await the coroutine'
    return Diagnostic.at(
        way.place,
        EVENT_LOOP,
        f'{_what(way)} {goes}, but the {run.role} "{run.function.name}" runs on {it}',
        f"FastAPI runs {run.definition} {run.role} on the running event loop, where this is a "
        f"RuntimeError: {advice}",
        related=_related(way),
    )


RULE: Final = Rule(EVENT_LOOP, check, of_dependencies=True)
