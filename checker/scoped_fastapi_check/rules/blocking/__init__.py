"""`fastapi-blocking`: a call that blocks the event loop in an `async def` handler or dependency.

FastAPI runs these on the event loop. While one of them waits in a call that does not await, every
other request of the process waits, too; `def` ones run in threads and may block.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    ProjectMentions,
    Steps,
    ask,
)
from scoped_fastapi_check.diagnostics.codes import BLOCKING
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit, Fix, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.blocking.decorators import runs_each_time
from scoped_fastapi_check.rules.blocking.own_calls import STREAMS
from scoped_fastapi_check.rules.blocking.search import Blocking, Search
from scoped_fastapi_check.rules.shared.asked_functions import is_of_library
from scoped_fastapi_check.rules.shared.edits import replaced, source_of
from scoped_fastapi_check.rules.shared.hooks import EXCEPTION_HANDLER, MIDDLEWARE, hooks_here
from scoped_fastapi_check.rules.shared.request_functions import (
    dependencies_here,
    handlers_here,
    is_async,
    is_handler,
    is_run_for_requests,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.wording import enumerated, written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call
    from scoped_fastapi_check.model.routes import Registration
    from scoped_fastapi_check.rules.shared.hooks import Hook

_MAX_NAMED: Final = 3
_EACH_REQUEST: Final = frozenset({EXCEPTION_HANDLER, MIDDLEWARE})


def check(context: Context) -> Iterator[Check]:
    """One check for each `async def` that is run for requests, and for each handler that streams."""
    search = Search(context, context.blocking)
    handlers = handlers_here(context, websockets=True)
    known = {*handlers, *dependencies_here(context)}
    streams = any(context.module.mentions(word) for word in STREAMS)
    for function in context.module.functions:
        if is_async(function):
            is_run = function in known or not function.node.decorator_list
        else:
            is_run = streams and function in handlers
        if is_run:
            yield _check_function(context, function, search)
    for hook in hooks_here(context):
        if hook.kind in _EACH_REQUEST and is_async(hook.function):
            yield _check_hook(context, hook, search)
    for call in context.calls.of_method("add_task"):
        yield _check_task(context, call, search)
    for registration in context.registrations:
        handler = registration.function
        if handler is not None and _runs_behind_decorators(context, registration, handler):
            yield _check_decorated(context, registration, handler, search)


def _check_function(context: Context, function: Function, search: Search) -> Check:
    if not (yield from is_run_for_requests(context, function)):
        return
    found = yield from search.first(function, in_thread=not is_async(function))
    if found is not None:
        can_be_def = yield from _can_be_def(context, function, found)
        is_handler_here = function in handlers_here(context, websockets=True)
        role = "handler" if is_handler_here else "dependency"
        context.report(_finding(function, role, found, can_be_def=can_be_def))


def _runs_behind_decorators(
    context: Context, registration: Registration, handler: Function
) -> bool:
    """Whether FastAPI gets what decorators of the project have made of a handler that they certainly run."""
    return (
        not registration.is_direct
        and handler.scope.module is context.module
        and is_async(handler)
        and all(runs_each_time(decorator, context.names) for decorator in handler.decorators)
    )


def _check_decorated(
    context: Context, registration: Registration, handler: Function, search: Search
) -> Check:
    found = yield from search.first(handler)
    if found is not None and (yield from is_handler([registration])):
        context.report(_finding(handler, "handler", found, can_be_def=False))


def _check_hook(context: Context, hook: Hook, search: Search) -> Check:
    """A middleware or an exception handler, which is nothing but an `async def`."""
    found = yield from search.first(hook.function)
    if found is not None and (yield from hook.is_called()):
        context.report(_finding(hook.function, hook.kind, found, can_be_def=False))


def _check_task(context: Context, call: Call, search: Search) -> Check:
    """`tasks.add_task(send)` of an `async def`, which runs on the event loop behind the response."""
    given, owner = call.argument("func", 0), call.node.func
    function = None if given is None else context.names.function(given)
    if (
        given is None
        or function is None
        or not isinstance(owner, ast.Attribute)
        or not is_async(function)
        or function.is_generator
        or is_of_library(function)
        or not is_as_written(function)
    ):
        return
    found = yield from search.first(function)
    tasks = InstanceOf(call.callee.sibling(owner.value), (fullnames.BACKGROUND_TASKS,))
    if found is None or (yield from ask(tasks)) is None:
        return
    can_be_def = yield from _can_be_def(context, function, found)
    finding = _finding(function, "background task", found, can_be_def=can_be_def)
    if function.scope.module is not context.module:
        first = found.way[0] if found.way else found.call
        finding = replace(
            finding,
            line=given.node.lineno,
            column=given.node.col_offset + 1,
            fix=None,
            related=(_called_at(first), *finding.related),
        )
    context.report(finding)


def _can_be_def(context: Context, function: Function, found: Blocking) -> Steps[bool]:
    """Whether a function would do the same as a `def`, in a thread, without blocking anything."""
    if _is_streamed(context, found):
        return False
    return not (yield from _has_to_be_async(context, function))


def _called_at(call: Call, *, is_cause: bool = False) -> Related:
    """A call on the way to the one that blocks, which may be that one."""
    message = f'calls "{written(call.node.func)}"'
    return Related.at(Expression(call.node, call.scope), message, is_cause=is_cause)


def _is_streamed(context: Context, found: Blocking) -> bool:
    """Whether a generator blocks, which runs on the event loop whatever the handler is."""
    return any(
        (called := called_function(Expression(call.node, call.scope), context.names)) is not None
        and called.is_generator
        for call in found.way
    )


def _finding(function: Function, role: str, found: Blocking, *, can_be_def: bool) -> Diagnostic:
    first = found.way[0] if found.way else found.call
    blocks = written(found.call.node.func)
    reached = _reached([written(call.node.func) for call in found.way])
    related = [
        _called_at(call, is_cause=call is found.call) for call in (*found.way, found.call)[1:]
    ]
    return Diagnostic.at(
        first.node,
        BLOCKING,
        f'"{blocks}"{reached} blocks the event loop {_where(function, role)}',
        "FastAPI runs it on the event loop, where every other request waits until it is done: "
        f"{_advice(function, can_be_def=can_be_def)}",
        related=related,
        fix=_made_def(function) if can_be_def else _in_a_thread(found),
    )


def _where(function: Function, role: str) -> str:
    if is_async(function):
        return f'in the async {role} "{function.name}"'
    return f'in what the {role} "{function.name}" streams'


def _reached(way: list[str]) -> str:
    """How a function comes to a call, in words: all functions on the way are related places as well."""
    if not way:
        return ""
    first, *rest = way
    through = f" through {enumerated(rest, _MAX_NAMED)}" if rest else ""
    return f', which "{first}" calls{through},'


def _advice(function: Function, *, can_be_def: bool) -> str:
    if can_be_def:
        return f'make it "def {function.name}", which runs in a thread, or use an async library'
    return 'hand it to a thread, "await run_in_threadpool(...)", or use an async library'


def _has_to_be_async(context: Context, function: Function) -> Steps[bool]:
    """Whether a function would go wrong as a `def`, in a thread with a copy of the context."""
    if _awaits(function):
        return True
    for node in own_nodes(function):
        if not isinstance(node, ast.Call):
            continue
        callee = Expression(node.func, function.body)
        if context.names.fullname(callee) in _NEEDS_LOOP:
            return True
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"set", "reset"}:
            variable = Expression(node.func.value, function.body)
            if (yield from ask(InstanceOf(variable, (fullnames.CONTEXT_VAR,)))) is not None:
                return True
    # Somebody calls it as well, and awaits what it gives.
    return (yield from ask(ProjectMentions(context.module, f"await {function.name}(")))


_NEEDS_LOOP: Final = fullnames.ASKS_FOR_LOOP | fullnames.ASKS_FOR_LOOP_TO_RUN


def _awaits(function: Function) -> bool:
    """Whether a function does what only an `async def` can do."""
    kinds = (ast.Await, ast.AsyncFor, ast.AsyncWith)
    return any(
        isinstance(node, kinds) or (isinstance(node, ast.comprehension) and node.is_async)
        for node in own_nodes(function)
    )


def _made_def(function: Function) -> Fix | None:
    """`def` in place of `async def`, which changes in which thread the code runs."""
    node = function.node
    path = Path(function.scope.module.path)
    column = node.col_offset + 1
    edit = Edit(node.lineno, column, node.lineno, column + len("async "), "", path)
    text = (function.scope.module.text or b"").splitlines()
    line = text[node.lineno - 1] if node.lineno <= len(text) else b""
    if line[node.col_offset :].startswith(b"async def"):
        return Fix(f'Make it "def {function.name}"', (edit,), is_safe=False)
    return None


def _in_a_thread(found: Blocking) -> Fix | None:
    """A thread for the one call."""
    if found.way:
        return None
    call = Expression(found.call.node, found.call.scope)
    function_text = source_of(found.call.callee)
    arguments = [source_of(call.sibling(node)) for node in found.call.node.args]
    keywords = [
        (word.arg, source_of(call.sibling(word.value))) for word in found.call.node.keywords
    ]
    if function_text is None or found.call.has_unpacking or None in arguments:
        return None
    texts = [function_text, *(text for text in arguments if text)]
    for name, value in keywords:
        if value is None:
            return None
        texts.append(f"{name}={value}")
    in_thread = replaced(call, f"await run_in_threadpool({', '.join(texts)})")
    if in_thread is None:
        return None
    imports = (fullnames.RUN_IN_THREADPOOL,)
    return Fix("Run it in a thread", (in_thread,), is_safe=False, imports=imports)


RULE: Final = Rule(BLOCKING, check, of_dependencies=True)
