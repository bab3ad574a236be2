"""What a content consists of, where a name stands for it."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.kept_values import dumped
from scoped_fastapi_check.analysis.questions import Steps
from scoped_fastapi_check.analysis.rendering import Rendering, Unrendered, unrendered
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import blocks_of, nodes_in
from scoped_fastapi_check.rules.base import Context

__all__ = ["display_of", "is_text", "may_be_response", "not_text", "unrendered_in"]

_PACKAGES: Final = ("fastapi", "starlette")


def unrendered_in(
    context: Context, content: Expression, rendering: Rendering
) -> Steps[list[Unrendered]]:
    """The parts of a content that cannot be rendered, and of what is put into it before that."""
    found: list[Unrendered] = []
    for part in _contents(context, content):
        found += yield from unrendered(part, rendering)
    return found


def _contents(context: Context, content: Expression) -> list[Expression]:
    """What is rendered: a content, or the display that its name is bound to, and what is put into it later."""
    shown = display_of(context, content)
    if shown is content or not isinstance(shown.node, ast.Dict):
        return [shown]
    assert isinstance(content.node, ast.Name)
    put = [
        (assignment.target.node, assignment.value)
        for assignment in context.module.assignments
        if isinstance(assignment.target.node, ast.Subscript)
        and isinstance(assignment.target.node.value, ast.Name)
        and assignment.target.node.value.id == content.node.id
        and assignment.target.scope is content.scope
    ]
    keys = [ast.unparse(target.slice) for target, _ in put]
    return [
        shown,
        *(
            value
            for target, value in put
            if keys.count(ast.unparse(target.slice)) == 1
            and _is_ahead(target, content.node, content.scope.node)
        ),
    ]


def _is_ahead(target: ast.expr, use: ast.expr, top: ast.AST) -> bool:
    """Whether what is assigned to `target` is there whenever `use` is evaluated."""
    for statement in ast.walk(top):
        for block in blocks_of(statement) if isinstance(statement, ast.stmt) else ():
            for index, each in enumerate(block):
                if isinstance(each, ast.Assign) and target in each.targets:
                    return any(use in nodes_in(later) for later in block[index + 1 :])
    return False


def display_of(context: Context, content: Expression) -> Expression:
    """The display that a name is bound to, if nothing is put into it later."""
    node = content.node
    if not isinstance(node, ast.Name):
        return content
    value = content.scope.single_value(node.id)
    if value is not None and (
        dumped(value) is not None
        or isinstance(value, ast.ListComp | ast.DictComp)
        or (isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr))
    ):
        return content.sibling(value) if _is_used_once(content) else content
    if not isinstance(value, ast.Dict | ast.List | ast.Tuple | ast.Set):
        return content
    if isinstance(value, ast.Dict) and not value.keys and context.names.is_declared(content):
        return content  # The type tells more.
    home = content.scope.binding(node.id)
    for assignment in context.module.assignments:
        match assignment.target.node:
            case ast.Subscript(ast.Name(name), key) if (
                name == node.id and assignment.target.scope.binding(name) is home
            ):
                if not _is_another_key(key, value):
                    return content
            case _:
                pass
    is_changed = any(
        isinstance(call.node.func, ast.Attribute)
        and isinstance(call.node.func.value, ast.Name)
        and call.node.func.value.id == node.id
        for call in context.calls.inside(content.scope)
    )
    return content if is_changed else content.sibling(value)


def _is_another_key(key: ast.expr, display: ast.expr) -> bool:
    """Whether a key is none of those of a dictionary that is written out, so that it replaces nothing."""
    if not isinstance(key, ast.Constant) or not isinstance(display, ast.Dict):
        return False
    keys = [each.value for each in display.keys if isinstance(each, ast.Constant)]
    return len(keys) == len(display.keys) and key.value not in keys


def _is_used_once(name: Expression) -> bool:
    """Whether a name stands nowhere else, so that nothing can happen to what it holds."""
    assert isinstance(name.node, ast.Name)
    nodes = (node for node in ast.walk(name.scope.node) if isinstance(node, ast.Name))
    return sum(node.id == name.node.id and isinstance(node.ctx, ast.Load) for node in nodes) == 1


def not_text(given: Expression | None) -> Expression | None:
    """What is given, unless it is a text or nothing."""
    return None if given is None or is_text(given.node) else given


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a text, or nothing."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | None)
    )


def may_be_response(context: Context, callee: Expression) -> bool:
    """Whether a class is one of Starlette's, or stands where those are known."""
    package = (context.names.fullname(callee) or "").partition(".")[0]
    return package in _PACKAGES or context.names.reaches(callee, _PACKAGES)
