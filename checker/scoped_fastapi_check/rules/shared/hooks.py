"""Functions that an application calls without dependencies: lifespans, event and exception handlers, middleware."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, Steps, SubclassOf, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import named_function
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Function
    from scoped_fastapi_check.rules.base import Context

__all__ = ["EXCEPTION_HANDLER", "MIDDLEWARE", "Hook", "hooks_here", "is_asgi"]

EXCEPTION_HANDLER: Final = "exception handler"
MIDDLEWARE: Final = "middleware"
_EVENT_HANDLER: Final = "event handler"
# Decorators of an application or a router, and what the function below is then.
_DECORATORS: Final = {
    "on_event": _EVENT_HANDLER,
    "exception_handler": EXCEPTION_HANDLER,
    "middleware": MIDDLEWARE,
}
# Methods that are given the function at this position.
_METHODS: Final = {
    "add_event_handler": (1, _EVENT_HANDLER),
    "add_exception_handler": (1, EXCEPTION_HANDLER),
}
# Options that are given a function, a list of them, or a dictionary with them.
_OPTIONS: Final = {
    "lifespan": "lifespan",
    "on_startup": _EVENT_HANDLER,
    "on_shutdown": _EVENT_HANDLER,
    "exception_handlers": EXCEPTION_HANDLER,
}
_LISTS: Final = ("on_startup", "on_shutdown")
# What ASGI calls an application with.
_ASGI: Final = ("scope", "receive", "send")
_APPLICATIONS: Final = (*fullnames.ROUTERS, fullnames.STARLETTE)


@dataclass(frozen=True, slots=True)
class Hook:
    """A function of the module, what it is called as, and what has to be an application for that."""

    function: Function
    kind: str
    _is_sure: InstanceOf | SubclassOf | None

    def is_called(self) -> Steps[bool]:
        """Whether what calls it so is an application, a router or a middleware."""
        if self._is_sure is None:
            return True
        return (yield from ask(self._is_sure)) is not None


def hooks_here(context: Context) -> Iterator[Hook]:
    """The functions of the module that may be called so."""
    for function in context.module.functions:
        for decorator in function.decorators:
            yield from _decorated(function, decorator)
        if function.name == "dispatch" and isinstance(function.scope.node, ast.ClassDef):
            yield _dispatch(function, function.scope.node)
        if is_asgi(function) and isinstance(function.node, ast.AsyncFunctionDef):
            # Servers call it, and no thread does.
            yield Hook(function, MIDDLEWARE, None)
    yield from _called(context)
    for method in _METHODS:
        for call in context.calls.of_method(method):
            yield from _of_method(context, call)
    for call in context.calls.of_method("append"):
        yield from _of_list(context, call)
    for call in context.calls.passing("dispatch"):
        yield from _of_dispatch(context, call)
    with_options = (call for option in _OPTIONS for call in context.calls.passing(option))
    for call in dict.fromkeys(with_options):
        yield from _of_options(context, call)


def is_asgi(function: Function) -> bool:
    """Whether a method is what ASGI calls: that of a middleware, or of an application of its own."""
    return (
        function.name == "__call__"
        and isinstance(function.scope.node, ast.ClassDef)
        and tuple(parameter.name for parameter in function.parameters[1:]) == _ASGI
    )


def _called(context: Context) -> Iterator[Hook]:
    """`app.middleware("http")(add_header)`: a decorator that is called."""
    if any(context.calls.of_method(name) for name in _DECORATORS):
        for call in context.module.calls:
            if isinstance(call.node.func, ast.Call) and len(call.node.args) == 1:
                given = Expression(call.node.args[0], call.scope)
                for function in _functions(context, given):
                    yield from _decorated(function, call.callee)


def _of_list(context: Context, call: Call) -> Iterator[Hook]:
    """`app.router.on_startup.append(start)`."""
    func = call.node.func
    assert isinstance(func, ast.Attribute)
    if isinstance(func.value, ast.Attribute) and func.value.attr in _LISTS:
        question = InstanceOf(call.callee.sibling(func.value.value), _APPLICATIONS)
        for function in _functions(context, call.argument("object", 0)):
            yield Hook(function, _EVENT_HANDLER, question)


def _of_dispatch(context: Context, call: Call) -> Iterator[Hook]:
    """`app.add_middleware(BaseHTTPMiddleware, dispatch=add_header)`."""
    cls = call.argument("middleware_class", 0) or call.argument("cls", 0)
    if cls is not None:
        for function in _functions(context, call.keyword("dispatch")):
            yield Hook(function, MIDDLEWARE, SubclassOf(cls, (fullnames.HTTP_MIDDLEWARE,)))


def _decorated(function: Function, decorator: Expression) -> Iterator[Hook]:
    node = decorator.node
    func = node.func if isinstance(node, ast.Call) else None
    if isinstance(func, ast.Attribute) and func.attr in _DECORATORS:
        owner = decorator.sibling(func.value)
        yield Hook(function, _DECORATORS[func.attr], InstanceOf(owner, _APPLICATIONS))


def _dispatch(function: Function, owner: ast.ClassDef) -> Hook:
    """`async def dispatch(self, request, call_next)`."""
    outside = function.scope.parent or function.scope
    name = ast.copy_location(ast.Name(owner.name, ast.Load()), owner)
    question = SubclassOf(Expression(name, outside), (fullnames.HTTP_MIDDLEWARE,))
    return Hook(function, MIDDLEWARE, question)


def _of_method(context: Context, call: Call) -> Iterator[Hook]:
    """`app.add_event_handler("startup", start)`."""
    func = call.node.func
    assert isinstance(func, ast.Attribute)
    position, kind = _METHODS[func.attr]
    question = InstanceOf(call.callee.sibling(func.value), _APPLICATIONS)
    for function in _functions(context, call.argument("func", position)):
        yield Hook(function, kind, question)


def _of_options(context: Context, call: Call) -> Iterator[Hook]:
    """`FastAPI(lifespan=lifespan)`."""
    for name, kind in _OPTIONS.items():
        for part in _parts(call.keyword(name)):
            for function in _functions(context, part):
                yield Hook(function, kind, SubclassOf(call.callee, _APPLICATIONS))


def _parts(value: Expression | None) -> Iterator[Expression]:
    if value is None:
        return
    match value.node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
            yield from map(value.sibling, parts)
        case _:
            yield value


def _functions(context: Context, value: Expression | None) -> Iterator[Function]:
    """The function that is given, if it is one of this module."""
    function = None if value is None else named_function(value, context.names)
    if function is not None and function.scope.module is context.module:
        yield function
