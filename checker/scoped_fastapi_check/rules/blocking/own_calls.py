"""The calls that a function does itself when it runs, and what is done with what they give."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.walk import DEFINITIONS, last_name
from scoped_fastapi_check.rules.blocking.caches import filling_a_cache

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function

__all__ = ["STREAMS", "Use", "calls_in"]

# What waits for the coroutines that it is given.
_AWAITING: Final = frozenset({"gather", "wait_for", "shield"})
# What goes through a generator while it is sent.
STREAMS: Final = frozenset({"StreamingResponse", "EventSourceResponse"})
# What goes through a generator at once.
_GOING_THROUGH: Final = frozenset(
    {"list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "any", "all"}
    | {"next", "join", "extend", "update"}
)


class Use(Enum):
    """What is done with what an expression gives."""

    ANY = auto()
    AWAITED = auto()
    GONE_THROUGH = auto()
    STREAMED = auto()
    """An asynchronous generator runs on the event loop, as somebody goes through it."""


def calls_in(function: Function) -> list[tuple[ast.Call, Use]]:
    """The calls of a function, in their order; what is gone through item by item stands there twice."""
    found: list[tuple[ast.Call, Use]] = []
    once = filling_a_cache(function)
    # From the end to the beginning: what a call is given is called before it.
    waiting: list[tuple[ast.AST, Use]] = [(one, Use.ANY) for one in function.node.body]
    while waiting:
        node, use = waiting.pop()
        if isinstance(node, DEFINITIONS) or node in once:
            continue
        if use is Use.GONE_THROUGH or (use is Use.STREAMED and isinstance(node, ast.Name)):
            made = function.body.single_value(node.id) if isinstance(node, ast.Name) else node
            found += [(made, use)] if isinstance(made, ast.Call) else []
        if isinstance(node, ast.Call):
            found.append((node, Use.ANY if use is Use.GONE_THROUGH else use))
        used = _used_by(node, use)
        waiting += [(child, used.get(child, Use.ANY)) for child in _run_by(node)]
    return found[::-1]


def _run_by(node: ast.AST) -> Iterable[ast.AST]:
    """The parts of a node that run when it does: a generator waits until somebody goes through it."""
    match node:
        case ast.Call(func, [ast.GeneratorExp() as generator]):
            is_run = last_name(func) in _GOING_THROUGH
            return [func, *(ast.iter_child_nodes(generator) if is_run else [generator])]
        case ast.Starred(ast.GeneratorExp() as generator):
            return ast.iter_child_nodes(generator)
        case ast.GeneratorExp(generators=[first, *_]):
            return [first.iter]
        case _:
            return ast.iter_child_nodes(node)


def _used_by(node: ast.AST, use: Use) -> dict[ast.AST, Use]:
    """What a node does with its parts, where it awaits them or goes through them."""
    match node:
        case ast.Await(value):
            return {value: Use.AWAITED}
        case ast.For(iter=items) | ast.comprehension(iter=items, is_async=0):
            return {items: Use.GONE_THROUGH}
        case ast.AsyncFor(iter=items) | ast.comprehension(iter=items):
            return {items: Use.STREAMED}
        case ast.Call(func, given, keywords) if last_name(func) in STREAMS:
            named = [keyword for keyword in keywords if keyword.arg == "content"]
            return dict.fromkeys([*given[:1], *named], Use.STREAMED)
        case ast.keyword(value=value) if use is Use.STREAMED:
            return {value: use}
        case ast.Call(ast.Name("list" | "tuple" | "set" | "sorted" | "next"), [items, *_]):
            return {items: Use.GONE_THROUGH}
        case _ if use is Use.AWAITED:
            return dict.fromkeys(_awaited_with(node), use)
        case _:
            return {}


def _awaited_with(node: ast.AST) -> list[ast.expr]:
    """The coroutines that are awaited with a node: those that `gather` is given."""
    match node:
        case ast.Call(func, args) if last_name(func) in _AWAITING:
            return args
        case ast.Starred(ast.GeneratorExp(item)) | ast.ListComp(item) | ast.Starred(item):
            return [item]
        case ast.List(items) | ast.Tuple(items):
            return items
        case _:
            return []
