"""Where tasks are added to an object: by its method, or by a function that does nothing else with it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import nodes_in
from scoped_fastapi_check.rules.shared.handed_over import called_by, given, is_name, taken_by
from scoped_fastapi_check.rules.shared.request_functions import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Scope
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.rules.shared.handed_over import IsIt

__all__ = ["Addition", "additions", "is_more_done", "nodes_of_body"]

_ADD_TASK: Final = "add_task"
# Helpers that call helpers.
_MAX_DEPTH: Final = 3


@dataclass(frozen=True, eq=False, slots=True)
class Addition:
    """A call that adds tasks to an object, and where it names that."""

    call: ast.Call
    named: tuple[ast.expr, ...]


def additions(
    nodes: Iterable[ast.AST], scope: Scope, is_it: IsIt, names: Names, depth: int = 0
) -> list[Addition]:
    """The calls among some nodes that add tasks to an object, and do nothing else with it."""
    found: list[Addition] = []
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value, attr)) if attr == _ADD_TASK and is_it(value):
                found.append(Addition(node, (value,)))
            case ast.Expr(value):
                call = called_by(value)
                named = () if call is None else given(call, is_it)
                statement = Expression(value, scope)
                if call is not None and named and _is_helper(statement, is_it, names, depth):
                    found.append(Addition(call, named))
            case _:
                pass
    return found


def _is_helper(statement: Expression, is_it: IsIt, names: Names, depth: int) -> bool:
    """Whether what is called is a function of the project that adds tasks to the object, and no more."""
    found = taken_by(statement, is_it, names) if depth < _MAX_DEPTH else None
    if found is None:
        return False
    helper, parameter = found
    added = additions(own_nodes(helper), helper.body, is_name(parameter), names, depth + 1)
    return bool(added) and not is_more_done(nodes_of_body(helper), parameter, added)


def nodes_of_body(function: Function) -> list[ast.AST]:
    """All nodes in the body of a function, also those of the functions in it."""
    return [node for statement in function.node.body for node in nodes_in(statement)]


def is_more_done(nodes: Iterable[ast.AST], name: str, added: list[Addition]) -> bool:
    """Whether more is done with what is behind a name than to add tasks to it."""
    known = {id(node) for addition in added for node in addition.named}
    return any(_is_use(node, name) and id(node) not in known for node in nodes)


def _is_use(node: ast.AST, name: str) -> bool:
    """Whether somebody may get what is behind a name: a name of the outer function is one of its."""
    if isinstance(node, ast.Global | ast.Nonlocal):
        return name in node.names
    return isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Store)
