"""What a dependency does behind its `yield`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import Steps
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned
from scoped_fastapi_check.rules.shared.request_functions import handlers_here, own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.ways import Ways
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.rules.base import Context

__all__ = ["is_behind_yield", "may_end_early"]


def is_behind_yield(context: Context, function: Function, ways: Ways, statement: ast.stmt) -> bool:
    """Whether a statement of a dependency only comes after its `yield`."""
    if not function.is_generator or function.node.decorator_list:
        return False
    if function in handlers_here(context, websockets=True):
        return False
    yields = [node for node in own_nodes(function) if isinstance(node, ast.Yield | ast.YieldFrom)]
    around = ways.statement_of(yields[0]) if len(yields) == 1 else None
    return around is not None and around is not statement and ways.always_passes(around, statement)


def may_end_early(context: Context, function: Function) -> Steps[bool]:
    """Whether somebody may say of a dependency that it ends before the response is sent."""
    name = function.name
    texts = (f"Depends({name}, scope=", f"response_scoped_dependency({name})")
    return (yield from is_any_mentioned(context, texts))
