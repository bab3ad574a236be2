"""A marker that is used as a value, outside of a signature: the other half of `fastapi-direct-call`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.codes import DIRECT_CALL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node, Related
from scoped_fastapi_check.model.marker_values import (
    made_by_hand,
    uses_in_functions,
    uses_of_attributes,
)
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.rules.direct_call.given import given_uses
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    import ast

    from scoped_fastapi_check.model.marker_values import MadeByHand, MarkerUse
    from scoped_fastapi_check.rules.base import Context


def check_values(context: Context) -> None:
    """The markers that the module uses as values: the syntax alone shows them."""
    for use in uses_in_functions(context.module, context.names):
        context.report(_used(context, use))
    for use in given_uses(context):
        context.report(_used(context, use))
    for use in uses_of_attributes(context.module, context.names):
        context.report(_used(context, use))
    for made in made_by_hand(context.module, context.names):
        if not _is_handed_on(context, made):
            context.report(_made(context, made))


def _used(context: Context, use: MarkerUse) -> Diagnostic:
    marker = use.marker
    is_local = not isinstance(marker.scope.node, type(context.module.tree))
    node: Node = marker.node if is_local else use.use
    text = written(marker.node)
    if not use.name:
        message = f'"{text}" is used as a value, but it is only the marker'
        return Diagnostic.at(node, DIRECT_CALL, message, _note(marker.node))
    return Diagnostic.at(
        node,
        DIRECT_CALL,
        f'"{use.name}" is used as a value, but "{text}" is only the marker',
        _note(marker.node),
        related=[Related.at(marker.sibling(use.use), "used here")],
    )


def _note(marker: ast.expr) -> str:
    return (
        "FastAPI replaces a marker only where a signature that it calls declares it: make it the "
        f'default of a parameter, "= {written(marker)}"'
    )


def _is_handed_on(context: Context, made: MadeByHand) -> bool:
    """Whether the class itself is an argument somewhere, and so registered with who fills it in."""
    for call in context.module.calls:
        arguments = arguments_of(call.node)
        for argument in arguments:
            if context.names.class_scope(Expression(argument, call.scope)) is made.owner:
                return not _is_depends(context, call.callee)
    return False


def _is_depends(context: Context, callee: Expression) -> bool:
    return (context.names.fullname(callee) or "").endswith((".Depends", ".Security"))


def _made(context: Context, made: MadeByHand) -> Diagnostic:
    is_here = made.owner.module is context.module
    node: Node = made.marker if is_here else made.call.node
    name = written(made.call.node.func)
    return Diagnostic.at(
        node,
        DIRECT_CALL,
        f'"{name}" is made by hand, so that its "{made.attribute}" is only the marker '
        f'"{written(made.marker)}"',
        "FastAPI replaces a marker only where a signature that it calls declares it: make it a "
        'parameter of "__init__", and depend on the class',
        related=[Related.at(made.call.callee, "made here")] if is_here else [],
    )
