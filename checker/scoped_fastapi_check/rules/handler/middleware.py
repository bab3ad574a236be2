"""HTTPExceptions that a middleware raises, which are answered only behind it, and middleware that answers nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from scoped_fastapi_check.analysis.escaping import EVERYTHING, Escaping, escaping
from scoped_fastapi_check.analysis.questions import (
    InstanceOf,
    ProjectMentions,
    Steps,
    SubclassOf,
    ask,
    gather,
)
from scoped_fastapi_check.analysis.returns import Returned, returned
from scoped_fastapi_check.diagnostics.codes import HANDLER
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.handler.exceptions import handlers, without_response
from scoped_fastapi_check.rules.shared.hooks import is_asgi
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned
from scoped_fastapi_check.rules.shared.registered import Registered, may_be_another, registered
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Function, Scope
    from scoped_fastapi_check.rules.base import Context

# What a middleware calls to go on.
_GOES_ON: Final = frozenset({"call_next", "app"})
_CALLED: Final = "Starlette calls what it returns, and the client gets a 500"
_GIVEN_BACK: Final = f'{_CALLED}: return what "await call_next(...)" gives'
_ANSWERS: Final = {
    Returned.NOTHING: ("returns no response on any way", _GIVEN_BACK),
    Returned.VALUE: ("returns something that is not a response", f"{_GIVEN_BACK}, or a response"),
}
# Where a report stands, what it says and what it advises.
_Answer: TypeAlias = tuple[Node, str, str]


@dataclass(frozen=True, eq=False, slots=True)
class Middleware:
    """A function that stands around an application; `app` is what it is registered on, if it is."""

    function: Function
    app: Expression | None = None
    owner: Scope | None = None
    is_plain: bool = False
    """Whether it is a class that only has a `__call__`."""
    is_given: bool = False
    """Whether an application is made with it."""
    found: Registered | None = None
    """How it is handed over, where it is not decorated."""
    name: Expression | None = None
    """What stands for it there."""


def middlewares(context: Context) -> Iterator[Middleware]:
    """What may be a middleware in the module."""
    for function in context.module.functions:
        for decorator in function.node.decorator_list:
            if (app := registered_on(decorator)) is not None:
                yield Middleware(function, Expression(app, function.scope))
        owner = function.scope
        if not isinstance(owner.node, ast.ClassDef) or function.node.decorator_list:
            continue
        if function.name == "dispatch" and owner.node.bases:
            yield Middleware(function, owner=owner)
        if is_asgi(function):
            yield Middleware(function, owner=owner, is_plain=True)
    for call in context.calls.of_method("add_middleware"):
        given = call.keyword("dispatch")
        func = call.node.func
        if given is not None and isinstance(func, ast.Attribute):
            yield from _handed_over(context, given, call.callee.sibling(func.value))
    for given, owning in given_to_decorators(context):
        yield from _handed_over(context, given, owning)
    for given in _given(context):
        for node in ast.walk(given.node):
            for keyword in node.keywords if isinstance(node, ast.Call) else ():
                if keyword.arg == "dispatch":
                    yield from _handed_over(context, given.sibling(keyword.value))


def _handed_over(
    context: Context, given: Expression, app: Expression | None = None
) -> Iterator[Middleware]:
    found = registered(given, context.names)
    if found is not None and not found.is_partial:
        yield Middleware(found.function, app, is_given=app is None, found=found, name=given)


def _given(context: Context) -> Iterator[Expression]:
    """The lists of middleware that applications are made with."""
    for call in context.calls.of({fullnames.FASTAPI, fullnames.STARLETTE}):
        if (given := call.keyword("middleware")) is not None:
            yield resolve(given, context.names)


def given_to_decorators(context: Context) -> Iterator[tuple[Expression, Expression]]:
    """What is handed over as to a decorator, `app.middleware("http")(handle)`, and the app."""
    for call in context.module.calls:
        app = registered_on(call.node.func)
        if app is not None and call.node.args:
            yield call.callee.sibling(call.node.args[0]), call.callee.sibling(app)


def registered_on(decorator: ast.expr) -> ast.expr | None:
    """The `app` of `@app.middleware("http")`."""
    match decorator:
        case ast.Call(ast.Attribute(app, "middleware"), [ast.Constant("http")]):
            return app
        case _:
            return None


def check_middleware(context: Context, middleware: Middleware) -> Check:
    """What a middleware raises and does not catch itself."""
    found = yield from escaping(middleware.function, context.once(_handled))
    if not found or not (yield from _is_middleware(context, middleware)):
        return
    if any(function is not middleware.function for function in context.once(_catching)):
        return
    for escape in found:
        context.report(_finding(context, middleware, escape))


def _handled(context: Context) -> tuple[str, ...]:
    """The exceptions that are raised for a handler: HTTPException, and those of the project that have one.

    A handler of everything stands around the middleware, and answers what it raises.
    """
    keys = [handler.exception for handler in handlers(context) if handler.exception is not None]
    named = {context.names.fullname(key) for key in keys if context.names.is_class(key)}
    found = [fullnames.HTTP_EXCEPTION]
    if named.isdisjoint(EVERYTHING) and not any(map(_is_server_error, keys)):
        found += sorted(name for key in keys if (name := _own_exception(context, key)) is not None)
    return tuple(dict.fromkeys(found))


def _own_exception(context: Context, key: Expression) -> str | None:
    """The full name of an exception that the project defines."""
    scope = context.names.class_scope(key)
    if scope is None or scope.module.is_of_library:
        return None
    return context.names.fullname(key)


def _is_server_error(key: Expression) -> bool:
    """Whether a handler is that of the status 500, or may be."""
    return not isinstance(key.node, ast.Name | ast.Attribute) and "500" in ast.unparse(key.node)


def check_answer(context: Context, middleware: Middleware) -> Check:
    """What a middleware returns: Starlette awaits its call, and calls what that gives."""
    function = middleware.function
    if middleware.is_plain or len(function.node.decorator_list) > 1 or not _calls_next(function):
        return
    if isinstance(function.node, ast.AsyncFunctionDef):
        answer = yield from _answer_of_async_def(context, function)
    else:
        answer = yield from _answer_of_def(function)
    if answer is not None and (yield from _is_middleware(context, middleware)):
        node, says, advice = answer
        message = f'the middleware "{_name(middleware)}" {says}'
        node = _place(context, middleware, node)
        context.report(Diagnostic.at(node, HANDLER, message, advice))


def _answer_of_async_def(context: Context, function: Function) -> Steps[_Answer | None]:
    for statement in function.returns:
        if statement.value is not None and _is_going_on(statement.value, function):
            says = "returns a coroutine, which is not a response"
            return statement, says, f'{_CALLED}: write "return await ..."'
    found = yield from without_response(context, function)
    return None if found is None else (found.node, *_ANSWERS[found.kind])


def _answer_of_def(function: Function) -> Steps[_Answer | None]:
    """A `def` is right where it returns the coroutine itself: `return call_next(request)`."""
    found = yield from gather(*(returned(function, each) for each in function.returns))
    if not any(each.kind is Returned.RESPONSE for each in found):
        return None
    says = 'is a "def", but Starlette awaits what it returns'
    advice = "That is a TypeError, and the client gets a 500: make it"
    return function.node, says, f'{advice} "async def {function.name}"'


def _calls_next(function: Function) -> bool:
    """Whether a function goes on to the application: what does not may stand for something to be written."""
    return any(_is_going_on(node, function) for node in ast.walk(function.node))


def _is_going_on(node: ast.AST, function: Function) -> bool:
    """Whether something is `call_next(request)`, however the parameter is called."""
    given = function.parameters[-1].name if function.parameters else ""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == given


def _is_middleware(context: Context, middleware: Middleware) -> Steps[bool]:
    """Whether it certainly stands around a whole application."""
    if middleware.found is not None and (yield from may_be_another(middleware.found)):
        return False
    if middleware.is_given:
        return True
    if middleware.app is not None:
        question = InstanceOf(middleware.app, (fullnames.STARLETTE,), ("middleware",))
        return (yield from ask(question)) is not None
    owner = middleware.owner
    if owner is None or not isinstance(owner.node, ast.ClassDef) or owner.parent is None:
        return False
    name = owner.node.name
    if _is_of_routes(context, name):
        return False
    if middleware.is_plain:
        if _is_added(context, name):
            return True
        texts = (f"add_middleware({name},", f"add_middleware({name})")
        return (yield from is_any_mentioned(context, texts))
    is_derived = False
    for base in owner.node.bases:
        known = SubclassOf(Expression(base, owner.parent), (fullnames.HTTP_MIDDLEWARE,))
        is_derived = is_derived or (yield from ask(known)) is not None
    if not is_derived or _is_added(context, name):
        return is_derived
    return not (yield from ask(ProjectMentions(context.module, f"Middleware({name}")))


def _is_added(context: Context, name: str) -> bool:
    """Whether the module adds a class to an application, afterwards or where it makes it."""
    for call in context.calls.of_method("add_middleware"):
        given = call.argument("middleware_class", 0)
        if given is not None and isinstance(given.node, ast.Name) and given.node.id == name:
            return True
    return any(_names(given, name) for given in _given(context))


def _names(given: Expression, name: str) -> bool:
    """Whether a list that is written out has a name in it."""
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(given.node))


def _is_of_routes(context: Context, name: str) -> bool:
    """Whether a class belongs to single routes, which are answered for as a whole."""
    for call in context.calls.passing("middleware"):
        fullname = context.names.fullname(call.callee) or ""
        given = call.keyword("middleware")
        is_of_route = fullname.startswith("starlette.routing.")
        if is_of_route and given is not None and _names(given, name):
            return True
    return False


def _catching(context: Context) -> list[Function]:
    """The middlewares that go on in a `try`, and may answer what is raised there."""
    return [found.function for found in middlewares(context) if _catches(found.function)]


def _catches(function: Function) -> bool:
    nodes = ast.walk(function.node)
    return any(
        isinstance(node, ast.Try) and any(map(_may_answer, node.handlers)) and _goes_on(node)
        for node in nodes
    )


def _may_answer(handler: ast.ExceptHandler) -> bool:
    """Whether an `except` does more than to take a note and raise again."""
    if not isinstance(handler.body[-1], ast.Raise):
        return True
    return any(isinstance(node, ast.Return | ast.Await) for node in ast.walk(handler))


def _goes_on(node: ast.Try) -> bool:
    for statement in node.body:
        for part in ast.walk(statement):
            called = part.func if isinstance(part, ast.Call) else None
            name = getattr(called, "id", getattr(called, "attr", None))
            if name in _GOES_ON:
                return True
    return False


def _name(middleware: Middleware) -> str:
    """The class of a middleware, or its function."""
    owner = middleware.owner
    if owner is not None and isinstance(owner.node, ast.ClassDef):
        return owner.node.name
    return middleware.function.name


def _place(context: Context, middleware: Middleware, node: Node) -> Node:
    """Where a report stands: of a function of another module, where it is handed over."""
    is_here = middleware.function.scope.module is context.module
    return node if is_here or middleware.name is None else middleware.name.node


def _finding(context: Context, middleware: Middleware, escape: Escaping) -> Diagnostic:
    name = _name(middleware)
    raised = written(escape.raised)
    related: list[Related] = []
    is_told = _place(context, middleware, escape.node) is not escape.node
    if escape.function is not middleware.function or is_told:
        related = [Related.at(Expression(escape.raised, escape.function.body), "what is raised")]
    if escape.function is not middleware.function:
        message = f'the middleware "{name}" calls "{escape.function.name}", which raises "{raised}"'
    else:
        message = f'the middleware "{name}" raises "{raised}"'
    return Diagnostic.at(
        _place(context, middleware, escape.node),
        HANDLER,
        f"{message}, and nothing outside of it answers that",
        "Exception handlers stand behind the middleware, so that the client gets a 500: return a "
        'response, "JSONResponse(..., status_code=...)"',
        related=related,
    )
