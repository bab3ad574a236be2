"""Where somebody is prepared for a name that no route has: to look whether there is one is no mistake."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.walk import last_name, nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call

__all__ = ["is_probing"]

_RAISED: Final = "NoMatchFound"
_EVERYTHING: Final = frozenset({"", "Exception", "BaseException"})


def is_probing(call: Call) -> bool:
    """Whether what a call raises is caught for itself."""
    function = call.scope.module.function_of(call.scope)
    top = call.scope.module.tree if function is None else function.node
    return any(_catches(node) and _is_in(call.node, node) for node in nodes_in(top))


def _catches(node: ast.AST) -> bool:
    match node:
        case ast.Try(handlers=handlers, body=body):
            caught = {name for handler in handlers for name in _names(handler.type)}
            # Around more than the call it is there for all that may go wrong.
            return _RAISED in caught or (len(body) == 1 and not caught.isdisjoint(_EVERYTHING))
        case ast.With(items=items) | ast.AsyncWith(items=items):
            return any(
                isinstance(item.context_expr, ast.Call)
                and last_name(item.context_expr.func) in {"raises", "suppress"}
                for item in items
            )
        case _:
            return False


def _names(node: ast.expr | None) -> list[str]:
    if node is None:
        return [""]
    return [last_name(part) for part in (node.elts if isinstance(node, ast.Tuple) else [node])]


def _is_in(call: ast.Call, block: ast.AST) -> bool:
    statements = getattr(block, "body", [])
    return any(node is call for statement in statements for node in nodes_in(statement))
