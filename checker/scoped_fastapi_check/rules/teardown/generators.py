"""What a generator dependency does when an exception is thrown into it at its `yield`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.raising import may_only_raise, ways_through
from scoped_fastapi_check.analysis.swallowing import exit_swallows, may_swallow
from scoped_fastapi_check.analysis.ways import Leaving, Ways
from scoped_fastapi_check.diagnostics.codes import TEARDOWN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node
from scoped_fastapi_check.model.context_managers import is_manager
from scoped_fastapi_check.model.dependency_words import CLOSING
from scoped_fastapi_check.model.graph import called_function, class_of
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import arguments_of, blocks_of, last_name
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.request_functions import (
    dependencies_here,
    is_run_for_requests,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.wording import written

# These end the request itself: nobody waits for an answer.
_ENDING: Final = frozenset(
    {"WebSocketDisconnect", "CancelledError", "GeneratorExit", "ClientDisconnect"}
    | {"StopIteration", "StopAsyncIteration", "KeyboardInterrupt", "SystemExit"}
)
_EVERYTHING: Final = frozenset({"Exception", "BaseException"})
_MAX_DEPTH: Final = 3  # Context managers in context managers.
_TEXTS: Final = frozenset({"print", "str", "repr", "type", "isinstance", "format"})
_LOGS: Final = ("log", "warn", "capture", "traceback", "record_exception")

Trying = ast.Try | ast.TryStar
Statement = ast.stmt


@dataclass(frozen=True, slots=True)
class _Yield:
    """A `yield`, the statement that it is in, and the blocks around that, outermost first."""

    node: ast.Yield
    statement: ast.stmt
    around: tuple[ast.stmt, ...]

    @property
    def tries(self) -> Iterator[Trying]:
        """The `try` statements whose body it is in, innermost first."""
        for outer, inner in zip(
            self.around[::-1], (self.statement, *self.around[::-1]), strict=False
        ):
            if isinstance(outer, Trying) and inner in outer.body:
                yield outer


def check_generator(context: Context, function: Function) -> Check:
    """A generator that something depends on."""
    yields = list(_yields(function.node.body, ()))
    loops = [one for one in yields if _loop_over_generator(context, function, one) is not None]
    mistakes = [*_swallowing(context, function, yields), *_skipped(context, function, yields)]
    if not mistakes and not loops:
        return
    is_known = function in dependencies_here(context)
    if not is_known and not (yield from is_run_for_requests(context, function)):
        return
    for mistake in mistakes:
        context.report(mistake)
    for one in loops:
        found = _loop_over_generator(context, function, one)
        if found is not None:
            context.report(_around(function, *found))


def _yields(body: list[ast.stmt], around: tuple[ast.stmt, ...]) -> Iterator[_Yield]:
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for node in _head(statement):
            if isinstance(node, ast.Yield):
                yield _Yield(node, statement, around)
        for block in blocks_of(statement):
            yield from _yields(block, (*around, statement))


def _head(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement without those of the statements in it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [
            child
            for child in ast.iter_child_nodes(node)
            if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case | ast.Lambda)
        ]


# Exceptions that do not come out again


# Up to 0.109, FastAPI raised an exception again that a dependency had caught.
_LEFT_TO_DEPENDENCIES: Final = (0, 110)


def _swallowing(context: Context, function: Function, yields: list[_Yield]) -> Iterator[Diagnostic]:
    if context.fastapi < _LEFT_TO_DEPENDENCIES:
        return
    for one in yields:
        for node, caught in _caught_at(context, function, one):
            yield _swallowed(function, node, caught)


def _caught_at(
    context: Context, function: Function, one: _Yield, depth: int = 0
) -> Iterator[tuple[ast.ExceptHandler | Node, str]]:
    """What ends an exception that is thrown in at a `yield`, and in words which ones."""
    for trying in one.tries:
        for handler in trying.handlers:
            if _swallows(context, function, handler) and not _raises_later(
                context, function, handler
            ):
                yield handler, _caught(handler)
        for statement in trying.finalbody:
            for node in _inside(statement):
                if isinstance(node, ast.Return):
                    yield node, "every exception"
    for outer in one.around:
        for item in outer.items if isinstance(outer, ast.With | ast.AsyncWith) else ():
            caught = _suppressed(item.context_expr)
            if caught is None and depth < _MAX_DEPTH:
                manager = Expression(item.context_expr, function.body)
                caught = _caught_by_own(context, manager, depth + 1)
            if caught is not None:
                yield item.context_expr, caught


def _caught_by_own(context: Context, manager: Expression, depth: int) -> str | None:
    """What a context manager of the project, a generator function or a class, certainly catches."""
    node = manager.node
    scope = class_of(manager, context.names)
    if scope is not None:
        return "every exception" if exit_swallows(scope, context.names) else None
    function = called_function(manager, context.names)
    if function is None or not isinstance(node, ast.Call):
        return None
    if not is_manager(manager.sibling(node.func), context.names):
        return None
    yields = list(_yields(function.node.body, ()))
    if len(yields) != 1:
        return None
    found = (caught for _, caught in _caught_at(context, function, yields[0], depth))
    return next(found, None)


def _swallows(context: Context, function: Function, handler: ast.ExceptHandler) -> bool:
    """Whether a handler certainly ends without an exception."""
    names = _exception_names(handler.type)
    if names and names <= _ENDING:
        return False
    for statement in handler.body:
        for node in _inside(statement):
            if isinstance(node, ast.Raise | ast.Yield | ast.YieldFrom):
                return False
            if isinstance(node, ast.Call) and _may_raise(context, function, handler, node):
                return False
    return True


def _raises_later(context: Context, function: Function, handler: ast.ExceptHandler) -> bool:
    """Whether something may be raised behind the `try`, mostly what the handler has kept."""
    ways = ways_through(function, context.names)
    return any(
        exit_.leaving is Leaving.RAISE
        for statement in handler.body
        for exit_ in ways.after(statement)
    )


def _may_raise(
    context: Context, function: Function, handler: ast.ExceptHandler, call: ast.Call
) -> bool:
    """Whether a call is meant to raise: by what it calls, or because it is handed the exception."""
    called = called_function(Expression(call, function.body), context.names)
    if called is not None and may_only_raise(called, context.names):
        return True
    if called is not None and not isinstance(called.scope.node, ast.ClassDef):
        return any(isinstance(node, ast.Raise) for node in ast.walk(called.node))
    arguments = arguments_of(call)
    is_handed = any(
        isinstance(argument, ast.Name) and argument.id == handler.name for argument in arguments
    )
    return is_handed and not _only_tells(call.func)


def _only_tells(callee: ast.expr) -> bool:
    """Whether a call writes a log, or makes a text, by its name."""
    words = ast.unparse(callee).lower()
    return words in _TEXTS or any(word in words for word in _LOGS)


def _inside(statement: ast.stmt) -> Iterator[ast.AST]:
    """A statement and all that is in it but other functions."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield node
            waiting += ast.iter_child_nodes(node)


def _exception_names(node: ast.expr | None) -> set[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return {last_name(part) for part in parts if part is not None}


def _caught(handler: ast.ExceptHandler) -> str:
    names = _exception_names(handler.type)
    if not names or not names.isdisjoint(_EVERYTHING):
        return "every exception"
    return written(handler.type) if handler.type is not None else "every exception"


def _suppressed(manager: ast.expr) -> str | None:
    """What `suppress(...)` catches; None for any other context manager."""
    if not isinstance(manager, ast.Call) or last_name(manager.func) != "suppress":
        return None
    names = {last_name(argument) for argument in manager.args}
    if not names or names <= _ENDING:
        return None
    return "every exception" if not names.isdisjoint(_EVERYTHING) else ", ".join(sorted(names))


def _swallowed(function: Function, node: ast.ExceptHandler | Node, caught: str) -> Diagnostic:
    line, column = node.lineno, node.col_offset + 1
    return Diagnostic(
        TEARDOWN,
        line,
        column,
        f'"{function.name}" catches {caught} at its yield and does not raise it again',
        "FastAPI is left without a response and answers with a 500 error, whatever the exception "
        'meant, "HTTPException(404)" as well: end with "raise"',
    )


# What is skipped


def _skipped(context: Context, function: Function, yields: list[_Yield]) -> Iterator[Diagnostic]:
    """What is closed behind a `yield`, where an exception does not get to."""
    ways: Ways | None = None
    for one in yields:
        for statement, closed, shown in _closers(function):
            if statement.lineno <= one.statement.lineno or statement in one.around:
                continue
            ways = ways or ways_through(function, context.names)
            if not ways.reaches(one.statement, statement):
                continue
            if _is_closed_anyway(context, function, one, closed):
                continue
            yield Diagnostic.at(
                statement,
                TEARDOWN,
                f'"{shown}" is skipped when the request ends with an exception',
                "FastAPI throws the exception into the dependency at its yield, which then ends "
                'there: put the yield in "try:" and this in "finally:"',
            )


def _closers(function: Function) -> Iterator[tuple[ast.stmt, str, str]]:
    """The statements that close something: each with what it closes and how that is written."""
    for node in own_nodes(function):
        if not isinstance(node, ast.Expr):
            continue
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        if not isinstance(value, ast.Call):
            continue
        if isinstance(value.func, ast.Attribute) and value.func.attr in CLOSING:
            yield node, ast.unparse(value.func.value), written(node.value)
        # `await run_in_threadpool(session.close)`
        elif value.args and isinstance(value.args[0], ast.Attribute):
            method = value.args[0]
            if method.attr in CLOSING and last_name(value.func) in {
                "run_in_threadpool",
                "to_thread",
                "run_sync",
            }:
                yield node, ast.unparse(method.value), written(node.value)


def _is_closed_anyway(context: Context, function: Function, one: _Yield, closed: str) -> bool:
    """Whether it is closed on the way of an exception, too: by what is around the `yield`, or behind it."""
    for outer in one.around:
        if isinstance(outer, ast.With | ast.AsyncWith):
            if may_swallow(outer, function, context.names):
                return True  # As below.
            texts = [ast.unparse(part) for item in outer.items for part in _parts(item)]
            if any(closed == text or text.startswith(f"{closed}.") for text in texts):
                return True
            if any(closed in text for text in texts):
                return True
    for trying in one.tries:
        blocks = [trying.finalbody, *(handler.body for handler in trying.handlers)]
        for block in blocks:
            for statement in block:
                if any(
                    isinstance(node, ast.Call) and closed in ast.unparse(node)
                    for node in _inside(statement)
                ):
                    return True
        if any(
            not _exception_names(handler.type) or _exception_names(handler.type) & _EVERYTHING
            for handler in trying.handlers
        ) and not any(
            isinstance(node, ast.Raise)
            for handler in trying.handlers
            for statement in handler.body
            for node in _inside(statement)
        ):
            return True  # The exception ends there, and what follows is done.
    return False


def _parts(item: ast.withitem) -> Iterator[ast.expr]:
    yield item.context_expr
    if item.optional_vars is not None:
        yield item.optional_vars


# Generators inside of a generator


def _loop_over_generator(
    context: Context, function: Function, one: _Yield
) -> tuple[ast.For | ast.AsyncFor, Function] | None:
    """The loop over another generator that a `yield` is in, if that misses an exception there."""
    for outer in reversed(one.around):
        if not isinstance(outer, ast.For | ast.AsyncFor) or not isinstance(outer.iter, ast.Call):
            continue
        inner = context.names.function(Expression(outer.iter.func, function.body))
        if inner is None or not inner.is_generator:
            continue
        if isinstance(outer, ast.AsyncFor) or any(
            isinstance(node, ast.ExceptHandler) for node in ast.walk(inner.node)
        ):
            return outer, inner
    return None


def _around(function: Function, loop: ast.For | ast.AsyncFor, inner: Function) -> Diagnostic:
    late = isinstance(loop, ast.AsyncFor)
    happens = (
        "and is closed some time later, by another task" if late else "and its except never runs"
    )
    manager = "asynccontextmanager" if late else "contextmanager"
    word = "async with" if late else "with"
    return Diagnostic.at(
        loop,
        TEARDOWN,
        f'"{function.name}" yields inside of a loop over "{inner.name}", which hears of no '
        "exception",
        f"FastAPI throws an exception into the outer generator alone; the inner one is dropped, "
        f'{happens}: use "{word} {manager}({inner.name})() as ...", or depend on it',
    )
