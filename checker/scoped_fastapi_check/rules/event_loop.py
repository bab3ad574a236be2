"""`fastapi-event-loop`: the event loop asked for where there is none, or started where one runs.

FastAPI runs `def` handlers and dependencies in threads, each call in a copy of the context, and
`async def` ones on the running event loop.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    ProjectMentions,
    ask,
)
from scoped_fastapi_check.diagnostics.codes import EVENT_LOOP
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.model.walk import last_name
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.event_loop_helpers import Site, calls_of, is_always_done
from scoped_fastapi_check.rules.shared.request_functions import (
    dependencies_here,
    handlers_here,
    is_async,
    is_run_for_requests,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.wording import written

# What makes a loop of one's own: then there is one to ask for.
_OWN_LOOP: Final = frozenset({"set_event_loop", "new_event_loop", "Runner"})
# One of them stands wherever a loop is asked for or started, or a variable is set.
_WORDS: Final = ("asyncio", "anyio", "trio", "run_until_complete", ".set(")
_CATCHING: Final = frozenset({"RuntimeError", "Exception", "BaseException"})


def check(context: Context) -> Iterator[Check]:
    """One check for each function that calls one of the functions in question."""
    if not any(context.module.mentions(word) for word in _WORDS):
        return
    loop_calls: dict[Function, list[tuple[Call, str]]] = {}
    for call in context.module.calls:
        node = call.node.func
        name = context.names.fullname(call.callee) if _may_name(node) else None
        kind = name if name in _FUNCTIONS or _runs_in_loop(name, call) else None
        if kind is None and isinstance(node, ast.Attribute) and node.attr in _METHODS:
            kind = node.attr
        function = context.module.function_of(call.scope) if kind is not None else None
        if function is not None and kind is not None:
            loop_calls.setdefault(function, []).append((call, kind))
    for function, calls in loop_calls.items():
        yield _check_function(context, function, calls)
        done = [each for each in calls if is_always_done(function, each[0].node)]
        for site in calls_of(context, function) if done else ():
            yield _check_called(context, function, done, site)


_FUNCTIONS: Final = fullnames.ASKS_FOR_LOOP | fullnames.STARTS_LOOP
_METHODS: Final = frozenset({"run_until_complete", "run", "set"})


def _runs_in_loop(name: str | None, call: Call) -> bool:
    """Whether a call hands a coroutine, which it makes itself, to what needs a loop to run it."""
    return name in fullnames.ASKS_FOR_LOOP_TO_RUN and any(
        isinstance(argument, ast.Call) for argument in call.node.args
    )


def _may_name(node: ast.expr) -> bool:
    """Whether a callee may be one of the functions, by its last word."""
    last = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return last in fullnames.LOOP_WORDS or isinstance(node, ast.Name)


def _check_function(context: Context, function: Function, calls: list[tuple[Call, str]]) -> Check:
    wanted = [(call, kind) for call, kind in calls if (kind in _WHEN_ASYNC) is is_async(function)]
    if wanted and (yield from is_run_for_requests(context, function)):
        yield from _check_calls(context, function, wanted)


def _check_called(
    context: Context, helper: Function, calls: list[tuple[Call, str]], site: Site
) -> Check:
    """What a function does that a handler or a dependency calls: it runs where they do."""
    function = site.caller
    wanted = [(call, kind) for call, kind in calls if (kind in _WHEN_ASYNC) is is_async(function)]
    if is_async(helper) and not is_async(function):
        return  # It runs on a loop that somebody starts for it.
    is_caught = _is_caught(function, site.call)
    if wanted and not is_caught and (yield from is_run_for_requests(context, function)):
        yield from _check_calls(context, function, wanted[:1], site)


def _check_calls(
    context: Context,
    function: Function,
    calls: list[tuple[Call, str]],
    site: Site | None = None,
) -> Check:
    if is_async(function):
        yield from _check_async(context, function, calls, site)
        return
    for call, kind in calls:
        if kind == "set":
            yield from _check_variable(context, function, call, site)
        elif not _has_own_loop(function, call) and not _is_caught(function, call):
            context.report(_no_loop(context, function, call, site))


def _has_own_loop(*places: Function | Call) -> bool:
    """Whether a function, or the one in which a call stands, makes a loop of its own."""
    functions = (
        place if isinstance(place, Function) else place.scope.module.function_of(place.scope)
        for place in places
    )
    return any(
        isinstance(node, ast.Attribute) and node.attr in _OWN_LOOP
        for function in functions
        if function is not None
        for node in own_nodes(function)
    )


_LOOPS: Final = {"run_until_complete": fullnames.EVENT_LOOPS, "run": fullnames.RUNNERS}
_WHEN_ASYNC: Final = fullnames.STARTS_LOOP | set(_LOOPS)


def _check_async(
    context: Context,
    function: Function,
    calls: list[tuple[Call, str]],
    site: Site | None,
) -> Check:
    """A loop that is started on the event loop: `asyncio.run`, `loop.run_until_complete`."""
    for call, kind in calls:
        if kind in _LOOPS:
            node = call.node.func
            assert isinstance(node, ast.Attribute)
            if kind == "run" and not context.module.mentions("Runner"):
                continue
            loop = Expression(node.value, call.scope)
            if (yield from ask(InstanceOf(loop, _LOOPS[kind]))) is None:
                continue
        if (yield from ask(ProjectMentions(context.module, "nest_asyncio"))):
            return
        if not _is_caught(function, call):
            context.report(_second_loop(context, function, call, site))


def _check_variable(context: Context, function: Function, call: Call, site: Site | None) -> Check:
    """`variable.set(...)` in a `def` dependency: it is set in a copy that nobody sees."""
    node = call.node.func
    assert isinstance(node, ast.Attribute)
    is_handler = function in handlers_here(context, websockets=True)
    if is_handler and function not in dependencies_here(context):
        return  # What the handler calls itself sees it.
    resets = _resets(function)
    if resets is False or _reads(context, function, node.value):
        return  # It is meant for what the dependency calls.
    variable = Expression(node.value, call.scope)
    if (yield from ask(InstanceOf(variable, (fullnames.CONTEXT_VAR,)))) is None:
        return
    name = written(node.value)
    and_reset = ", and a reset after the yield is a ValueError" if resets else ""
    context.report(
        Diagnostic.at(
            call.node if site is None else site.call.node,
            EVENT_LOOP,
            f'"{name}" is set in "{function.name}", but neither the handler nor any other '
            "dependency sees it",
            'FastAPI runs a "def" dependency in a thread with a copy of the context'
            f'{and_reset}: make it "async def {function.name}"',
            related=_related(call, site),
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


def _what(call: Call, site: Site | None) -> str:
    done = f'"{written(call.node.func)}"'
    return done if site is None else f'{done} in "{written(site.call.node.func)}"'


def _related(call: Call, site: Site | None) -> list[Related]:
    if site is None:
        return []
    return [Related.at(Expression(call.node, call.scope), "what it comes to")]


def _resets(function: Function) -> bool | None:
    """Whether a variable is reset after a `yield`; None where no variable is reset at all."""
    lines = [
        node.lineno
        for node in own_nodes(function)
        if isinstance(node, ast.Attribute) and node.attr == "reset"
    ]
    yields = [node.lineno for node in own_nodes(function) if isinstance(node, ast.Yield)]
    return (bool(yields) and max(lines) > min(yields)) if lines else None


def _is_caught(function: Function, call: Call) -> bool:
    """Whether a `try` or a `suppress` around a call is prepared for the RuntimeError."""
    for node in own_nodes(function):
        if not isinstance(node, ast.Try | ast.TryStar | ast.With):
            continue
        if any(part is call.node for stmt in node.body for part in ast.walk(stmt)) and any(
            not _last_names(caught).isdisjoint(_CATCHING) for caught in _caught(node)
        ):
            return True
    return False


def _caught(node: ast.Try | ast.TryStar | ast.With) -> Iterator[ast.expr]:
    """The exceptions that a block catches."""
    if isinstance(node, ast.With):
        for item in node.items:
            if isinstance(item.context_expr, ast.Call):
                yield from item.context_expr.args
        return
    for handler in node.handlers:
        yield handler.type or ast.Name("Exception")


def _last_names(node: ast.expr) -> set[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return set(map(last_name, parts))


def _role(context: Context, function: Function) -> str:
    return "handler" if function in handlers_here(context, websockets=True) else "dependency"


def _no_loop(context: Context, function: Function, call: Call, site: Site | None) -> Diagnostic:
    role = _role(context, function)
    return Diagnostic.at(
        call.node if site is None else site.call.node,
        EVENT_LOOP,
        f"{_what(call, site)} needs a running event loop, but the {role} "
        f'"{function.name}" runs in a thread without one',
        f'FastAPI runs a "def" {role} in a thread, where this is a RuntimeError: make it "async def '
        f'{function.name}", or use "anyio.from_thread.run(...)"',
        related=_related(call, site),
    )


def _second_loop(context: Context, function: Function, call: Call, site: Site | None) -> Diagnostic:
    role = _role(context, function)
    return Diagnostic.at(
        call.node if site is None else site.call.node,
        EVENT_LOOP,
        f'{_what(call, site)} starts an event loop, but the {role} "{function.name}" runs on one',
        f'FastAPI runs an "async def" {role} on the running event loop, where this is a '
        "RuntimeError: await the coroutine instead",
        related=_related(call, site),
    )


RULE: Final = Rule(EVENT_LOOP, check, of_dependencies=True)
