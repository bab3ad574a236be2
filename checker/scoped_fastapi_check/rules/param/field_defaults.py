"""Pydantic's `Field()` as the default of a parameter, which FastAPI does not know."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Parameter, Scope
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.defaults import REFUSED


def check_handler(context: Context, registration: Registration) -> Check:
    """The parameters of a handler that is registered as it is."""
    function = registration.function
    if function is None or not registration.is_direct:
        return
    if function.scope.module is not context.module:
        return
    found = list(with_fields(context, function.parameters))
    if found and (yield from router_class(registration, "endpoint")) is not None:
        for parameter in found:
            context.report(finding(parameter, f'parameter "{parameter.name}"'))


def with_fields(context: Context, parameters: Iterable[Parameter]) -> Iterator[Parameter]:
    """The parameters whose default is a `Field()`."""
    for parameter in parameters:
        default = parameter.default
        if default is None or _is_of_pydantic_dataclass(context, parameter.function.scope):
            continue
        made = resolve(default, context.names).node
        if isinstance(made, ast.Call):
            called = Expression(made.func, resolve(default, context.names).scope)
            if context.names.fullname(called) in fullnames.FIELDS:
                yield parameter


def finding(parameter: Parameter, name: str) -> Diagnostic:
    """A report of a parameter with such a default."""
    assert parameter.default is not None
    shown = ast.unparse(parameter.default.node)
    return Diagnostic.at(
        parameter.node,
        PARAM,
        f'{name} has "{shown}" as its default, which is for the fields of models',
        f'{REFUSED}: use "Query()", "Body()" or the like, or put it into Annotated, '
        f'"Annotated[..., {shown}]"',
    )


def _is_of_pydantic_dataclass(context: Context, scope: Scope) -> bool:
    if not isinstance(scope.node, ast.ClassDef):
        return False
    outside = scope.parent or scope
    decorators = (
        node.func if isinstance(node, ast.Call) else node for node in scope.node.decorator_list
    )
    # One of pydantic makes fields of its defaults, as a model does.
    return any(
        context.names.fullname(Expression(node, outside)) == fullnames.PYDANTIC_DATACLASS
        for node in decorators
    )
