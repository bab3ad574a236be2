"""What a route class of the project's own does with a request, before and after FastAPI's handler."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.application.values import Class, Function
from scoped_fastapi_check.model.requests import may_use_path

_METHOD: Final = "get_route_handler"


def answers_itself(cls: Class) -> bool:
    """Whether a route class answers in a way of its own, without what FastAPI would do."""
    if {"handle", "app"} & cls.frame.names.keys():
        return True
    own = cls.frame.names.get(_METHOD)
    if own is None:
        return False
    return not isinstance(own, Function) or not any(
        isinstance(node, ast.Attribute) and node.attr == _METHOD for node in ast.walk(own.node)
    )


def may_read_path(cls: Class) -> bool:
    """Whether a handler that a route class puts around FastAPI's may read the path of a request."""
    own = cls.frame.names.get(_METHOD)
    if not isinstance(own, Function) or isinstance(own.node, ast.Lambda):
        return own is not None
    handlers = {
        target.id
        for node in ast.walk(own.node)
        if isinstance(node, ast.Assign) and _is_fastapis(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return any(
        may_use_path(argument.arg, _without_calls(node.body, handlers, argument.arg))
        for node in ast.walk(own.node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node is not own.node
        for argument in node.args.args
    )


def _is_fastapis(value: ast.expr) -> bool:
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Attribute)
        and value.func.attr == _METHOD
    )


def _without_calls(body: list[ast.stmt], handlers: set[str], name: str) -> list[ast.stmt]:
    """Statements whose nodes are looked at, without what FastAPI's own handler is given."""
    found: list[ast.stmt] = []
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in handlers
        ):
            waiting += [one for one in node.args if not _is_name(one, name)]
        elif isinstance(node, ast.Attribute) or _is_name(node, name):
            assert isinstance(node, ast.expr)
            found.append(ast.Expr(node))
        else:
            waiting.extend(ast.iter_child_nodes(node))
    return found


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
