"""Calls that somebody else makes: of a function that is handed to a task, a thread or `partial`.

Each is read as the plain call that will be made: `add_task(f, 1, key=2)` calls `f(1, key=2)`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

_MAX_STEPS: Final = 20
# Functions that call the one at this position with the arguments that follow it.
_CALLERS: Final = {
    "starlette.concurrency.run_in_threadpool": 0,
    fullnames.RUN_IN_THREADPOOL: 0,
    "asyncio.to_thread": 0,
    "asyncio.threads.to_thread": 0,
    "anyio.to_thread.run_sync": 0,
    fullnames.BACKGROUND_TASK: 0,
    "fastapi.BackgroundTask": 0,
}
# The same of methods, with the classes that have them.
_METHODS: Final = {
    "add_task": (0, (fullnames.BACKGROUND_TASKS,)),
    "run_in_executor": (1, ("asyncio.events.AbstractEventLoop",)),
    "submit": (0, ("concurrent.futures._base.Executor", "concurrent.futures.Executor")),
}
# Classes that are given the function, its arguments and its keywords each by a name of their own:
# those names, and their positions.
_OF_THREAD: Final = (("target", 1), ("args", 3), ("kwargs", 4))
_THREADS: Final = {
    "threading.Thread": _OF_THREAD,
    "multiprocessing.Process": _OF_THREAD,
    "multiprocessing.context.Process": _OF_THREAD,
    "threading.Timer": (("function", 1), ("args", 2), ("kwargs", 3)),
}


@dataclass(frozen=True, eq=False, slots=True)
class HandedCall:
    """The plain call that will be made of what `by` is given.

    `receiver` and `classes` are for methods: they hand it on only if the object is one of these.
    """

    call: Call
    by: Call
    receiver: Expression | None = None
    classes: tuple[str, ...] = ()


def handed_calls(call: Call, names: Names) -> Iterator[HandedCall]:
    """What a call hands on to be called."""
    func = call.node.func
    if not isinstance(func, ast.Name | ast.Attribute) or call.has_unpacking:
        return
    fullname = names.fullname(call.callee)
    if fullname in _CALLERS:
        if (made := _after(call, _CALLERS[fullname])) is not None:
            yield HandedCall(made, call)
    elif fullname in _THREADS:
        if (made := _of_thread(call, _THREADS[fullname])) is not None:
            yield HandedCall(made, call)
    elif isinstance(func, ast.Attribute) and func.attr in _METHODS:
        position, classes = _METHODS[func.attr]
        if (made := _after(call, position)) is not None:
            yield HandedCall(made, call, call.callee.sibling(func.value), classes)


def _after(call: Call, position: int) -> Call | None:
    arguments = call.node.args
    if len(arguments) <= position:
        return None
    made = ast.Call(arguments[position], arguments[position + 1 :], call.node.keywords)
    return Call(ast.copy_location(made, call.node), call.scope, is_decorator=False)


def _of_thread(call: Call, named_so: tuple[tuple[str, int], ...]) -> Call | None:
    target, given, named = (call.argument(name, position) for name, position in named_so)
    if target is None:
        return None
    positional: list[ast.expr] = []
    keywords: list[ast.keyword] = []
    if given is not None:
        if not isinstance(given.node, ast.Tuple | ast.List):
            return None
        positional = given.node.elts
    if named is not None:
        if not isinstance(named.node, ast.Dict):
            return None
        for key, value in zip(named.node.keys, named.node.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                return None
            keywords.append(ast.copy_location(ast.keyword(key.value, value), value))
    made = ast.Call(target.node, positional, keywords)
    return Call(ast.copy_location(made, call.node), call.scope, is_decorator=False)


def without_partial(call: Call, names: Names) -> Call:
    """A call of what `functools.partial` has made, as a call of the function itself."""
    for _ in range(_MAX_STEPS):
        made = resolve(call.callee, names)
        node = made.node
        if not isinstance(node, ast.Call) or not node.args:
            break
        if names.fullname(made.sibling(node.func)) != fullnames.PARTIAL:
            break
        inner, *arguments = node.args
        whole = ast.Call(
            inner, [*arguments, *call.node.args], [*node.keywords, *call.node.keywords]
        )
        call = Call(ast.copy_location(whole, call.node), made.scope, is_decorator=False)
    return call
