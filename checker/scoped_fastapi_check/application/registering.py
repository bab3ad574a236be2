"""What FastAPI's own methods do: routers are made, routes registered, routers included and mounted."""

from __future__ import annotations

import ast

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.adding_routes import add_route, call_own, texts
from scoped_fastapi_check.application.attributes import is_redefined, own_method
from scoped_fastapi_check.application.escapes import escape
from scoped_fastapi_check.application.function_calls import call_function
from scoped_fastapi_check.application.including import add_route_objects, include, mount
from scoped_fastapi_check.application.machine import Arguments, Machine, Registering
from scoped_fastapi_check.application.route_values import RouteDecorator, RouterMethod
from scoped_fastapi_check.application.routers import Middleware, Mounted, Place, Router
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Class,
    Constant,
    External,
    Frame,
    Items,
    Made,
    Mapping,
    Partial,
    Value,
    alternatives,
    text_of,
)


def made_of_framework(
    machine: Machine, callee: External, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value | None:
    """What a call of FastAPI's or Starlette's gives, None where it is none of theirs."""
    name = framework.kind(callee)
    if name is None:
        return None
    if name in framework.APPLICATIONS or name in framework.ROUTERS:
        return made_router(machine, name, None, arguments, node, frame)
    for value in arguments.values():
        for each in alternatives(value):
            if isinstance(each, Router):
                each.is_used = True
    return Made(callee, arguments.positional, arguments.keywords, node, arguments.is_complete)


def made_router(
    machine: Machine,
    base: str,
    cls: Class | None,
    arguments: Arguments,
    node: ast.Call,
    frame: Frame,
) -> Router:
    """A router, or an application, as the call makes it."""
    place = Place.of(frame.path, node)
    router = Router(place, base, cls, origin=machine.origin, doubts=machine.doubts)
    router.maker = _maker(machine, frame)
    machine.routers.append(router)
    machine.effects += 1
    init = own_method(router, "__init__")
    if init is None:
        init_router(machine, router, arguments)
        return router
    # Nothing is known of it until FastAPI's own `__init__` is reached.
    router.prefix, router.dependency_scope = None, None
    router.dependencies = router.route_class = UNKNOWN
    inner = Arguments([router, *arguments.positional], arguments.keywords, arguments.is_complete)
    call_function(machine, init, inner)
    return router


def _maker(machine: Machine, frame: Frame) -> str:
    """The function that makes a router, of the same file: the outermost, which others call."""
    names = (
        function.name
        for function in machine.active
        if function.path == frame.path and not isinstance(function.node, ast.Lambda)
    )
    return next(names, "")


def init_router(machine: Machine, router: Router, arguments: Arguments) -> None:
    """FastAPI's own `__init__`."""
    given = arguments.named(framework.POSITIONS_OF_CLASSES.get(router.base, ()))
    is_known = arguments.is_complete and not machine.is_possible_in(router.doubts)
    missing: Value | None = None if is_known else UNKNOWN
    router.options = dict(given)
    prefix = given.get("prefix", Constant("") if is_known else UNKNOWN)
    router.prefix = "" if router.is_application else text_of(prefix)
    router.dependencies = given.get("dependencies", missing)
    router.route_class = given.get("route_class", missing)
    router.tags = texts(given.get("tags", missing))
    scope = given.get("dependency_scope")
    router.says_scope = scope is not None
    router.dependency_scope = "request"
    if scope is not None and not (isinstance(scope, Constant) and scope.value is None):
        router.dependency_scope = text_of(scope)
    elif not is_known and router.base in framework.SCOPED:
        router.dependency_scope = None
    router.lifespan = given.get("lifespan")
    if isinstance(router.lifespan, Partial):
        escape(machine, router.lifespan, "lifespan")
    if isinstance(routes := given.get("routes"), Items):
        add_route_objects(machine, router, routes)
    elif routes is not None:
        router.is_reordered = True
    for made in _items(given.get("middleware")):
        if isinstance(made, Made) and made.positional:
            place = Place.of(router.place.path, made.node)
            router.middlewares.append(Middleware(made.positional[0], made.keywords, place))
    if isinstance(handlers := given.get("exception_handlers"), Mapping):
        for key, value in handlers.items.items():
            router.exception_handlers.append((Constant(key), value, router.place))


def _items(value: Value | None) -> list[Value]:
    return value.items if isinstance(value, Items) else []


def call_router_method(
    machine: Machine, method: RouterMethod, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    """Call a method of FastAPI's own on a router."""
    machine.effects += 1
    router, name = method.router, method.name
    if name == "__init__":
        init_router(machine, router, arguments)
        return NONE
    given = arguments.named(framework.POSITIONS.get(name, framework.POSITIONS_OF_OTHERS))
    place = Place.of(frame.path, node)
    if name in framework.DECORATORS:
        return _decorator(machine, router, name, given, arguments.is_complete, node, place)
    if name in framework.ADDERS:
        add_route(machine, router, name, given, arguments.is_complete, place)
        return NONE
    if name == "include_router":
        include(machine, router, given, arguments.is_complete, place)
    elif name in {"mount", "host"}:
        mount(machine, router, name, given, place)
    elif name == "frontend":
        path = text_of(given.get("path"))
        origin, is_possible = machine.origin, machine.is_possible_on(router)
        router.entries.append(Mounted(place, path, None, None, is_possible, origin=origin))
    elif name == "add_middleware":
        callee = given.pop("middleware_class", UNKNOWN)
        router.middlewares.append(Middleware(callee, given, place))
    elif name in {"middleware", "on_event", "exception_handler"}:
        return HookDecorator(router, name, given, place)
    elif name == "add_event_handler":
        router.events.append(place)
        escape(machine, given.get("func", UNKNOWN), name)
    elif name == "add_exception_handler":
        key = given.get("exc_class_or_status_code", UNKNOWN)
        router.exception_handlers.append((key, given.get("handler", UNKNOWN), place))
    else:
        for value in arguments.values():
            escape(machine, value, name)
        return UNKNOWN
    return NONE


class HookDecorator(Value):
    """`@app.middleware("http")`, `@app.on_event("startup")`, `@app.exception_handler(X)`."""

    __slots__ = ("given", "name", "place", "router")

    def __init__(self, router: Router, name: str, given: dict[str, Value], place: Place) -> None:
        self.router, self.name, self.given, self.place = router, name, given, place

    def apply(self, function: Value) -> Value:
        """Note the function, which stays what it is."""
        if self.name == "middleware":
            self.router.middlewares.append(Middleware(function, {}, self.place))
        elif self.name == "on_event":
            self.router.events.append(self.place)
        else:
            key = self.given.get("exc_class_or_status_code", UNKNOWN)
            self.router.exception_handlers.append((key, function, self.place))
        return function


# Routes


def _decorator(
    machine: Machine,
    router: Router,
    name: str,
    given: dict[str, Value],
    is_complete: bool,
    node: ast.Call,
    place: Place,
) -> Value:
    """What `router.get(...)` gives; FastAPI's verbs of a router lead to its `api_route`."""
    if name in framework.VERBS and not router.is_application:
        given = {**given, "methods": Items([Constant(name.upper())])}
        if is_redefined(router, "api_route"):
            own = own_method(router, "api_route")
            options = {key: value for key, value in given.items() if key != "path"}
            inner = Arguments(
                [router], {"path": given.get("path", UNKNOWN), **framework.OPTIONS, **options}
            )
            return call_own(machine, own, inner)
    return RouteDecorator(router, name, given, is_complete, node, place)


def register(machine: Machine, decorator: RouteDecorator, handler: Value) -> None:
    """What a decorator does with a handler: a router's leads to its `add_api_route`."""
    machine.effects += 1
    outside = machine.registering
    if outside is None:
        # `decorate = router.get("/x")`: that call is where it is written.
        given = Arguments(keywords=decorator.arguments, is_complete=decorator.is_complete)
        machine.registering = Registering(decorator.node, decorator.place, given, handler)
    _register(machine, decorator, handler)
    machine.registering = outside


def _register(machine: Machine, decorator: RouteDecorator, handler: Value) -> None:
    router, name = decorator.router, decorator.method
    adder = {
        "websocket": "add_api_websocket_route",
        "websocket_route": "add_websocket_route",
        "route": "add_route",
    }.get(name, "add_api_route")
    given = {**decorator.arguments, "endpoint": handler}
    if name in framework.VERBS:
        given["methods"] = Items([Constant(name.upper())])
    if is_redefined(router, adder) and not router.is_application:
        own = own_method(router, adder)
        options = {key: value for key, value in given.items() if key not in {"path", "endpoint"}}
        if adder == "add_api_route":
            options = {**framework.OPTIONS, **options}
        positional = [router, given.get("path", UNKNOWN), handler]
        call_own(machine, own, Arguments(positional, options, decorator.is_complete))
        return
    add_route(machine, router, adder, given, decorator.is_complete, decorator.place)


# Routers in routers
