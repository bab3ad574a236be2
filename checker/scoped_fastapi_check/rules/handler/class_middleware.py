"""A class in the place of the function that `app.middleware("http")` takes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import InstanceOf, ask
from scoped_fastapi_check.diagnostics.codes import HANDLER
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import method_of
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.rules.handler.middleware import given_to_decorators, registered_on
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.rules.base import Context


def class_middlewares(context: Context) -> Iterator[Check]:
    """One check for each class that is registered as if it were a function."""
    for given, app in given_to_decorators(context):
        yield _check(context, given, app, given.node)
    registering: dict[ast.expr, tuple[Expression, ast.expr]] = {
        call.node: (call.callee, owner)
        for call in context.module.calls
        if (owner := registered_on(call.node)) is not None
    }
    # Few modules register anything, and only in those are the classes looked for.
    for node in ast.walk(context.module.scope.node) if registering else ():
        if not isinstance(node, ast.ClassDef):
            continue
        for decorator in node.decorator_list:
            if decorator in registering:
                callee, owner = registering[decorator]
                name = ast.copy_location(ast.Name(node.name, ast.Load()), node)
                yield _check(context, callee.sibling(name), callee.sibling(owner), node)


def _check(context: Context, given: Expression, app: Expression, node: Node) -> Check:
    scope = context.names.class_scope(given)
    if scope is None or any(
        method_of(scope, name, context.names) for name in ("__await__", "__new__")
    ):
        return
    if (yield from ask(InstanceOf(app, (fullnames.STARLETTE,), ("middleware",)))) is None:
        return
    name = written(given.node)
    message = f'"{name}" is a class, but Starlette awaits what calling it with the request gives'
    advice = f'write "{written(app.node)}.add_middleware({name})"'
    context.report(
        Diagnostic.at(node, HANDLER, message, f"Every request is a TypeError, a 500: {advice}")
    )
