"""Finds the routes of a module, however they are registered.

What the syntax cannot tell, whether the object really is a router, is asked of the engine: see
`analysis.routers`.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import method_of_object
from scoped_fastapi_check.model.method_decorators import is_static
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.model.renamed_routes import renamed_calls, renamed_decorators

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.model.route_facts import ModuleView, RouteFacts, Through

VERBS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
HTTP_DECORATORS: Final = VERBS | {"api_route"}
WEBSOCKET_DECORATORS: Final = frozenset({"websocket", "websocket_route"})
HTTP_METHODS: Final = frozenset({"add_api_route"})
WEBSOCKET_METHODS: Final = frozenset({"add_api_websocket_route", "add_websocket_route"})


@dataclass(frozen=True, eq=False, slots=True)
class Registration:
    """A call that registers a handler, if `router` turns out to be a FastAPI router.

    `function` is the definition of the handler where it is known, in this module or another one;
    `handler` is the expression that names it where it is not decorated. `is_direct` tells that
    nothing wraps the function between its definition and the registration. `facts` are what the
    application map knows of it.
    """

    call: Call
    router: Expression
    handler: Expression | None
    function: Function | None
    is_websocket: bool
    is_direct: bool
    facts: RouteFacts | None = None
    finds_router: bool = False
    """Whether `router` is only what finds the router: a function, an item of a dict."""

    @property
    def path(self) -> Expression | None:
        """The path that is written in the call."""
        return self.call.argument("path", 0)


def registrations(
    module: Module, names: Names, view: ModuleView | None = None
) -> Iterator[Registration]:
    """Every call in `module` that looks like the registration of a route.

    What `view`, the application map's, knows of the module goes along with them.
    """
    known: set[tuple[int, int]] = set()
    for registration in _written(module, names):
        call = registration.call.node
        known.add((call.lineno, call.col_offset))
        facts = None if view is None else view.routes.get((call.lineno, call.col_offset))
        yield registration if facts is None else replace(registration, facts=facts)
    if view is not None and view.through:
        yield from _through_functions(module, view, known)


def _written(module: Module, names: Names) -> Iterator[Registration]:
    """The calls of the methods that register, with whatever they are called on."""
    decorated = {
        decorator: (function, is_innermost(function, decorator))
        for function in module.functions
        for decorator in function.node.decorator_list
    }
    called = {call.node.func: call.node for call in module.calls}
    for call in module.calls:
        callee = call.node.func
        if not isinstance(callee, ast.Attribute):
            continue
        router = Expression(callee.value, call.scope)
        if call.node in decorated and _is_decorator_method(callee.attr):
            function, is_direct = decorated[call.node]
            is_websocket = callee.attr in WEBSOCKET_DECORATORS
            yield Registration(call, router, None, function, is_websocket, is_direct)
        elif call.node in called and _is_decorator_method(callee.attr):
            if len(arguments := called[call.node].args) == 1:
                handler = Expression(arguments[0], call.scope)
                yield _by_name(call, router, handler, names, callee.attr in WEBSOCKET_DECORATORS)
        elif (
            callee.attr in HTTP_METHODS | WEBSOCKET_METHODS
            and (given := call.argument("endpoint", 1)) is not None
        ):
            yield _by_name(call, router, given, names, callee.attr in WEBSOCKET_METHODS)
    yield from _renamed(module, names)


def _renamed(module: Module, names: Names) -> Iterator[Registration]:
    """The same, where the method has another name."""
    methods = HTTP_DECORATORS | WEBSOCKET_DECORATORS
    for call, function, decorator in renamed_decorators(module, names, methods):
        router, method = _parts(call)
        is_direct = is_innermost(function, decorator)
        yield Registration(call, router, None, function, method in WEBSOCKET_DECORATORS, is_direct)
    for call in renamed_calls(module, names, HTTP_METHODS | WEBSOCKET_METHODS):
        router, method = _parts(call)
        if (given := call.argument("endpoint", 1)) is not None:
            yield _by_name(call, router, given, names, method in WEBSOCKET_METHODS)


def _parts(call: Call) -> tuple[Expression, str]:
    """What a method is called on, and its name."""
    callee = call.node.func
    assert isinstance(callee, ast.Attribute)
    return Expression(callee.value, call.scope), callee.attr


def methods_of(registration: Registration) -> frozenset[str] | None:
    """The HTTP methods that a route answers to, None where they are not written out.

    The connections of a websocket count as a method of their own.
    """
    callee = registration.call.node.func
    if not isinstance(callee, ast.Attribute) or registration.call.has_unpacking:
        return None
    if registration.is_websocket:
        return frozenset({"WEBSOCKET"})
    if callee.attr in VERBS:
        return frozenset({callee.attr.upper()})
    given = registration.call.keyword("methods")
    if given is None:
        return frozenset({"GET"})
    parts = given.node.elts if isinstance(given.node, ast.List | ast.Tuple | ast.Set) else []
    names = [part.value for part in parts if isinstance(part, ast.Constant)]
    if not parts or len(names) < len(parts):
        return None
    return frozenset(str(name).upper() for name in names)


def is_registering(decorator: ast.expr) -> bool:
    """Whether a decorator looks like the registration of a route, which leaves a function as it is."""
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and _is_decorator_method(decorator.func.attr)
    )


def _is_decorator_method(name: str) -> bool:
    return name in HTTP_DECORATORS or name in WEBSOCKET_DECORATORS


def _by_name(
    call: Call, router: Expression, handler: Expression, names: Names, is_websocket: bool
) -> Registration:
    function = names.function(handler)
    if function is None and (method := method_of_object(handler, names)) is not None:
        function = method.function
    is_direct = function is not None and all(map(is_static, function.node.decorator_list))
    return Registration(call, router, handler, function, is_websocket, is_direct)


def is_innermost(function: Function, decorator: ast.expr) -> bool:
    """Whether only decorators that look like registrations stand below `decorator`."""
    last = _last_other(function.node)
    return last is None or (decorator.lineno, decorator.col_offset) >= last


@lru_cache(maxsize=1024)
def _last_other(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, int] | None:
    """Where the last decorator stands that does not look like a registration."""
    for decorator in reversed(node.decorator_list):
        looks_so = (
            isinstance(decorator, ast.Call)
            and isinstance(decorator.func, ast.Attribute)
            and _is_decorator_method(decorator.func.attr)
        )
        if not looks_so:
            return decorator.lineno, decorator.col_offset
    return None


# Registrations that a function of the project does with the bound method it is given.


def _through_functions(
    module: Module, view: ModuleView, known: Container[tuple[int, int]]
) -> Iterator[Registration]:
    """`@protected(router.get, "/x")`: each as the call that the function makes of it."""
    decorated = {
        decorator: function
        for function in module.functions
        for decorator in function.node.decorator_list
    }
    for call in module.calls:
        place = (call.node.lineno, call.node.col_offset)
        through, facts = view.through.get(place), view.routes.get(place)
        if through is None or facts is None or place in known:
            continue
        made = _made_call(call, through)
        if made is None or call.node not in decorated:
            continue
        assert isinstance(made.node.func, ast.Attribute)
        router = made.callee.sibling(made.node.func.value)
        function = decorated[call.node]
        is_direct = facts.is_endpoint_kept and is_innermost(function, call.node)
        is_websocket = through.verb in WEBSOCKET_DECORATORS
        finds = not through.method
        yield Registration(made, router, None, function, is_websocket, is_direct, facts, finds)


def _made_call(call: Call, through: Through) -> Call | None:
    """The call of the bound method, as far as what it is given is written in `call`."""

    def written(place: str) -> ast.expr | None:
        found = call.argument(place, int(place) if place.isdigit() else len(call.node.args))
        return None if found is None else found.node

    method: ast.expr | None
    if through.method:
        method = written(through.method)
    else:
        method = ast.Attribute(call.node.func, through.verb, ast.Load())
        ast.copy_location(method, call.node)
    if isinstance(method, ast.Lambda):
        method = method.body
    if method is not None and through.is_router:
        method = ast.copy_location(ast.Attribute(method, through.verb, ast.Load()), method)
    if not isinstance(method, ast.Attribute):
        return None
    options = {name: written(place) for name, place in through.options}
    arguments = [node for name, node in options.items() if name == "path" and node is not None]
    keywords = [
        ast.copy_location(ast.keyword(name, node), node)
        for name, node in options.items()
        if node is not None and name != "path"
    ]
    made = ast.copy_location(ast.Call(method, arguments, keywords), call.node)
    return Call(made, call.scope, is_decorator=True)
