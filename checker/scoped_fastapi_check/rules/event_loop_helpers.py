"""Functions that handlers and dependencies call, and what is certainly done when they are called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Function
    from scoped_fastapi_check.rules.base import Context

__all__ = ["Site", "calls_of", "is_always_done"]

_MAX_DEPTH: Final = 3
_BRANCHES: Final = (ast.If, ast.Match, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar)
_LATER: Final = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.GeneratorExp, ast.ListComp, ast.SetComp)
_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LEAVING: Final = (ast.Return, ast.Raise, ast.Break, ast.Continue)


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """A call of a function, and the function that calls it."""

    call: Call
    caller: Function


def calls_of(context: Context, function: Function, depth: int = 0) -> Iterator[Site]:
    """Where the module calls a function, directly or through functions that always do."""
    if function.is_generator or function.node.decorator_list or depth >= _MAX_DEPTH:
        return
    name = function.name
    for call in context.module.calls:
        func = call.node.func
        if name != (func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")):
            continue
        caller = context.module.function_of(call.scope)
        made = called_function(Expression(call.node, call.scope), context.names)
        if made is function and caller is not None and caller is not function:
            yield Site(call, caller)
            # An `async def` has a loop, whoever calls it.
            if isinstance(caller.node, ast.FunctionDef) and is_always_done(caller, call.node):
                yield from calls_of(context, caller, depth + 1)


def is_always_done(function: Function, call: ast.Call) -> bool:
    """Whether calling a function certainly comes to a call in it, and no `try` is prepared for it."""
    return any(node is call for node in _always_done(function.node.body))


def _always_done(body: list[ast.stmt]) -> Iterator[ast.AST]:
    for statement in body:
        if isinstance(statement, ast.With | ast.AsyncWith):
            for item in statement.items:
                yield from _evaluated(item.context_expr)
            # A block may swallow what is raised in it.
            return
        if isinstance(statement, _BRANCHES):
            if any(isinstance(node, _LEAVING) for node in ast.walk(statement)):
                return
        elif not isinstance(statement, _DEFINITIONS):
            yield from _evaluated(statement)
        if isinstance(statement, _LEAVING):
            return


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression that are evaluated whatever the others give."""
    yield node
    if not isinstance(node, _LATER):
        for child in ast.iter_child_nodes(node):
            yield from _evaluated(child)
