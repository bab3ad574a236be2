"""Functions that FastAPI calls without filling defaults in: lifespans, event and exception handlers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import DIRECT_CALL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.direct_calls import Omission, is_used, marker_call
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.wording import written

# Decorators of an application or a router, and what the function below is then.
_DECORATORS: Final = {
    "on_event": "event handler",
    "exception_handler": "exception handler",
    "middleware": "middleware",
}
# Methods that are given the function at this position.
_METHODS: Final = {
    "add_event_handler": (1, "event handler"),
    "add_exception_handler": (1, "exception handler"),
}
# Options that are given a function, a list of them, or a dictionary with them.
_OPTIONS: Final = {
    "lifespan": "lifespan",
    "on_startup": "event handler",
    "on_shutdown": "event handler",
    "exception_handlers": "exception handler",
}
_APPLICATIONS: Final = (*fullnames.ROUTERS, fullnames.STARLETTE)


def check_hooks(context: Context) -> Iterator[Check]:
    """One check for each function of the module that is called so."""
    for function in context.module.functions:
        for decorator in function.decorators:
            if _hook(decorator) is not None and _has_markers(context, function):
                yield _check_decorated(context, function, decorator)
        if _may_be_dispatch(function) and _has_markers(context, function):
            yield _check_dispatch(context, function)
    for method in _METHODS:
        for call in context.calls.of_method(method):
            yield _check_method(context, call)
    with_options = (call for option in _OPTIONS for call in context.calls.passing(option))
    for call in dict.fromkeys(with_options):
        yield _check_options(context, call)


def _has_markers(context: Context, function: Function) -> bool:
    return any(True for _ in _unfilled(context, function))


def _unfilled(context: Context, function: Function) -> Iterator[Omission]:
    """The parameters that nobody fills, and that the function makes use of."""
    for parameter in function.parameters:
        marker = (
            None if parameter.default is None else marker_call(parameter.default, context.names)
        )
        if marker is not None and is_used(parameter):
            yield Omission(parameter, marker)


def _hook(decorator: Expression) -> ast.Attribute | None:
    """The method that a decorator calls, if functions below it are called without dependencies."""
    node = decorator.node
    func = node.func if isinstance(node, ast.Call) else None
    return func if isinstance(func, ast.Attribute) and func.attr in _DECORATORS else None


def _check_decorated(context: Context, function: Function, decorator: Expression) -> Check:
    func = _hook(decorator)
    if func is None:
        return
    question = InstanceOf(decorator.sibling(func.value), _APPLICATIONS)
    if (yield from ask(question)) is not None:
        _report(context, function, _DECORATORS[func.attr])


def _may_be_dispatch(function: Function) -> bool:
    return function.name == "dispatch" and isinstance(function.scope.node, ast.ClassDef)


def _check_dispatch(context: Context, function: Function) -> Check:
    """`async def dispatch(self, request, call_next, db=Depends(get_db))`."""
    owner = function.scope.node
    assert isinstance(owner, ast.ClassDef)
    outside = function.scope.parent or function.scope
    name = ast.copy_location(ast.Name(owner.name, ast.Load()), owner)
    if (
        yield from ask(SubclassOf(Expression(name, outside), (fullnames.HTTP_MIDDLEWARE,)))
    ) is not None:
        _report(context, function, "middleware")


def _check_method(context: Context, call: Call) -> Check:
    """`app.add_event_handler("startup", start)`."""
    func = call.node.func
    assert isinstance(func, ast.Attribute)
    position, kind = _METHODS[func.attr]
    found = _functions(context, [(kind, call.argument("func", position))])
    question = InstanceOf(call.callee.sibling(func.value), _APPLICATIONS)
    if found and (yield from ask(question)) is not None:
        for kind, function in found:
            _report(context, function, kind)


def _check_options(context: Context, call: Call) -> Check:
    """`FastAPI(lifespan=lifespan)`."""
    options = [(kind, call.keyword(name)) for name, kind in _OPTIONS.items()]
    given = [part for kind, value in options for part in _parts(kind, value)]
    found = _functions(context, given)
    if found and (yield from ask(SubclassOf(call.callee, _APPLICATIONS))) is not None:
        for kind, function in found:
            _report(context, function, kind)


def _parts(kind: str, value: Expression | None) -> Iterator[tuple[str, Expression | None]]:
    match None if value is None else value.node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
            assert value is not None
            for part in parts:
                yield kind, value.sibling(part)
        case _:
            yield kind, value


def _functions(
    context: Context, given: list[tuple[str, Expression | None]]
) -> list[tuple[str, Function]]:
    """The functions of this module among what is given, if they have markers for defaults."""
    found: list[tuple[str, Function]] = []
    for kind, value in given:
        function = None if value is None else context.names.function(value)
        is_here = function is not None and function.scope.module is context.module
        if function is not None and is_here and _has_markers(context, function):
            found.append((kind, function))
    return found


def _report(context: Context, function: Function, kind: str) -> None:
    article = "an" if kind.startswith("e") else "a"
    for omission in _unfilled(context, function):
        context.report(
            Diagnostic.at(
                omission.parameter.node,
                DIRECT_CALL,
                f'parameter "{omission.parameter.name}" of the {kind} "{function.name}" has '
                f'"{written(omission.marker)}" as its default, which nobody replaces',
                f"FastAPI calls {article} {kind} without its dependencies, so that the marker arrives in "
                "their place: get the value in the function itself",
            )
        )
