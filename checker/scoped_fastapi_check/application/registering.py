"""What FastAPI's own methods do: routers are made, routes registered, routers included and mounted."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.attributes import (
    RouteObjectMethod,
    is_redefined,
    own_method,
)
from scoped_fastapi_check.application.escapes import escape
from scoped_fastapi_check.application.machine import Arguments, Machine
from scoped_fastapi_check.application.route_handlers import answers_itself, may_read_path
from scoped_fastapi_check.application.routers import (
    Included,
    Middleware,
    Mounted,
    Place,
    Registered,
    Router,
    UnknownEntry,
)
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Class,
    Constant,
    External,
    Frame,
    Function,
    Items,
    Made,
    Mapping,
    RouteArguments,
    RouteDecorator,
    RouteList,
    RouteObject,
    RouterMethod,
    Value,
    alternatives,
    text_of,
)

# Methods of a list that only read it.
_READING = frozenset({"", "index", "count", "copy"})


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
    router = Router(Place.of(frame.path, node), base, cls, doubt=machine.doubt)
    router.maker = next(
        (str(getattr(node, "name", "")) for node in machine.active if hasattr(node, "name")), ""
    )
    machine.routers.append(router)
    machine.effects += 1
    init = own_method(router, "__init__")
    if init is None:
        init_router(machine, router, arguments)
        return router
    from scoped_fastapi_check.application.calls import call_function

    # Nothing is known of it until FastAPI's own `__init__` is reached.
    router.prefix, router.dependency_scope = None, None
    router.dependencies = router.route_class = UNKNOWN
    inner = Arguments([router, *arguments.positional], arguments.keywords, arguments.is_complete)
    call_function(machine, init, inner)
    return router


def init_router(machine: Machine, router: Router, arguments: Arguments) -> None:
    """FastAPI's own `__init__`."""
    given = arguments.keywords
    is_known = arguments.is_complete and not machine.doubt_inside(router)
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


def texts(value: Value | None) -> tuple[str, ...] | None:
    """The texts of a list, None where not all of them are known."""
    if value is None or (isinstance(value, Constant) and value.value is None):
        return ()
    if not isinstance(value, Items) or not value.is_complete:
        return None
    found = [text_of(item) for item in value.items]
    return None if None in found else tuple(text for text in found if text is not None)


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
        return _decorator(machine, router, name, given, arguments.is_complete, node)
    if name in framework.ADDERS:
        add_route(machine, router, name, given, arguments.is_complete, place)
        return NONE
    if name == "include_router":
        _include(machine, router, given, arguments.is_complete, place)
    elif name in {"mount", "host"}:
        _mount(machine, router, name, given, place)
    elif name == "frontend":
        path = text_of(given.get("path"))
        origin = machine.origin
        router.entries.append(Mounted(place, path, None, None, machine.is_possible, origin=origin))
    elif name == "add_middleware":
        callee = given.pop("middleware_class", UNKNOWN)
        router.middlewares.append(Middleware(callee, given, place))
    elif name in {"middleware", "on_event", "exception_handler"}:
        return HookDecorator(router, name, given, place)
    elif name == "add_event_handler":
        router.events.append(place)
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
            return _call_own(machine, own, inner)
    return RouteDecorator(router, name, given, is_complete, node)


def _call_own(machine: Machine, own: Function | None, arguments: Arguments) -> Value:
    from scoped_fastapi_check.application.calls import call_function

    return UNKNOWN if own is None else call_function(machine, own, arguments)


def register(machine: Machine, decorator: RouteDecorator, handler: Value, frame: Frame) -> None:
    """What a decorator does with a handler: a router's leads to its `add_api_route`."""
    machine.effects += 1
    router, name = decorator.router, decorator.method
    adder = {
        "websocket": "add_api_websocket_route",
        "websocket_route": "add_websocket_route",
        "route": "add_route",
    }.get(name, "add_api_route")
    given = {**decorator.arguments, "endpoint": handler}
    place = Place.of(frame.path, decorator.node)
    if name in framework.VERBS:
        given["methods"] = Items([Constant(name.upper())])
    if is_redefined(router, adder) and not router.is_application:
        own = own_method(router, adder)
        options = {key: value for key, value in given.items() if key not in {"path", "endpoint"}}
        if adder == "add_api_route":
            options = {**framework.OPTIONS, **options}
        positional = [router, given.get("path", UNKNOWN), handler]
        _call_own(machine, own, Arguments(positional, options, decorator.is_complete))
        return
    add_route(machine, router, adder, given, decorator.is_complete, place)


def add_route(
    machine: Machine,
    router: Router,
    adder: str,
    given: dict[str, Value],
    is_complete: bool,
    place: Place,
) -> None:
    """What FastAPI's own `add_api_route` and its like do."""
    kind = "http"
    if adder in framework.PLAIN:
        kind = "other"
    elif adder in framework.WEBSOCKETS:
        kind = "websocket"
    path = text_of(given.get("path"))
    if path is not None and kind != "other":
        path = None if router.prefix is None else router.prefix + path
    handler = given.get("endpoint", UNKNOWN)
    options = {key: value for key, value in given.items() if key not in {"path", "endpoint"}}
    current = machine.registering
    route = Registered(
        place=place,
        site=place if current is None else current.site,
        router=router,
        kind=kind,
        methods=_methods(adder, given.get("methods"), is_complete),
        path=path,
        handler=handler,
        given={} if current is None or current.given is None else _by_name(current.given),
        options=options,
        is_possible=machine.is_possible,
        is_complete=is_complete,
        is_scoped=router.base in framework.SCOPED,
        path_given=given.get("path"),
        origin=machine.origin,
    )
    if adder == "add_api_route":
        _with_route_class(machine, route)
    if current is not None:
        wanted = current.handler
        if wanted is not None and route.handler is not wanted:
            route.is_endpoint_kept = False
        route.is_endpoint_kept = route.is_endpoint_kept and not current.is_touched
        route.is_twin = current.count > 0
        current.count += 1
    if isinstance(route.handler, Function) and route.handler.is_changed:
        route.is_endpoint_kept = False
    router.entries.append(route)
    machine.registered.append(route)


def _by_name(arguments: Arguments) -> dict[str, Value]:
    return {
        **{str(number): value for number, value in enumerate(arguments.positional)},
        **arguments.keywords,
    }


def _methods(adder: str, given: Value | None, is_complete: bool) -> frozenset[str] | None:
    if adder in framework.WEBSOCKETS:
        return frozenset({"WEBSOCKET"})
    found = texts(given)
    if found is None or (given is None and not is_complete):
        return None
    methods = frozenset(text.upper() for text in found) or frozenset({"GET"})
    # A plain route of Starlette's answers to HEAD as well.
    return methods | {"HEAD"} if adder == "add_route" and "GET" in methods else methods


def _with_route_class(machine: Machine, route: Registered) -> None:
    """What a route class of the project's own makes of a route."""
    chosen = route.options.pop("route_class_override", None)
    if chosen is None or (isinstance(chosen, Constant) and chosen.value is None):
        chosen = route.router.route_class
    if chosen is None:
        return
    roots = chosen.roots() if isinstance(chosen, Class) else (chosen,)
    route.is_scoped = any(framework.kind(root) == "ScopedRoute" for root in roots)
    if framework.kind(chosen) in framework.ROUTE_CLASSES:
        return
    route.has_own_route_class = True
    if not isinstance(chosen, Class) or not _derives_from_route(chosen):
        route.is_endpoint_kept = route.is_comparable = False
        return
    for cls in chosen.lineage():
        if answers_itself(cls):
            route.is_endpoint_kept = False
        route.may_read_path = route.may_read_path or may_read_path(cls)
        if {"matches", "__getattribute__", "__new__"} & cls.frame.names.keys():
            route.is_comparable = False
    _init_route(machine, route, chosen)


def _derives_from_route(cls: Class) -> bool:
    roots = list(cls.roots())
    known = [framework.kind(root) for root in roots]
    return any(name in framework.ROUTE_CLASSES for name in known) and all(
        isinstance(root, External) for root in roots
    )


def _init_route(machine: Machine, route: Registered, cls: Class) -> None:
    made = RouteObject(route.router, cls, RouteArguments())
    init = next(
        (found for each in cls.lineage() if (found := each.frame.names.get("__init__"))), None
    )
    if init is None:
        return
    before = route.path
    positional: list[Value] = [made, UNKNOWN if before is None else Constant(before), route.handler]
    options = {**framework.OPTIONS, **route.options}
    arguments = Arguments(positional, options, route.is_complete)
    _call_own(machine, init if isinstance(init, Function) else None, arguments)
    finish = made.finish
    if finish.given is None or finish.times != 1 or finish.is_possible:
        route.is_endpoint_kept = route.is_comparable = route.is_complete = False
        route.path = None if finish.given is None else text_of(finish.given.get("path"))
        route.options = dict.fromkeys(route.options, UNKNOWN)
        return
    after = text_of(finish.given.get("path"))
    if after != before:
        route.path, route.path_given = after, None
    route.handler = finish.given.get("endpoint", UNKNOWN)
    if route.handler is not positional[2]:
        route.is_endpoint_kept = False
    route.is_complete = route.is_complete and finish.is_complete
    route.options = {
        key: value for key, value in finish.given.items() if key not in {"path", "endpoint"}
    }


def finish_route(machine: Machine, method: RouteObjectMethod, arguments: Arguments) -> Value:
    """`APIRoute.__init__` is reached: what it is given is what the route is."""
    if method.name == "__init__":
        finish = method.owner.finish
        finish.given = arguments.named(("path", "endpoint"))
        finish.is_complete = arguments.is_complete
        finish.is_possible = machine.is_possible and finish.is_possible
        finish.times += 1
        return NONE
    return UNKNOWN


# Routers in routers


def _include(
    machine: Machine, router: Router, given: dict[str, Value], is_complete: bool, place: Place
) -> None:
    found = given.get("router", UNKNOWN)
    choices = [one for one in alternatives(found) if isinstance(one, Router)]
    if not choices or len(choices) < len(alternatives(found)):
        router.entries.append(UnknownEntry(place, machine.origin))
        machine.dynamic.add(place.path)
    prefix = given.get("prefix", Constant("") if is_complete else UNKNOWN)
    for included in choices:
        included.is_used = True
        if included is router:
            continue
        router.entries.append(
            Included(
                place,
                included,
                text_of(prefix),
                given.get("dependencies", None if is_complete else UNKNOWN),
                texts(given.get("tags")),
                machine.is_possible or len(choices) > 1,
                machine.origin,
            )
        )


def _mount(
    machine: Machine, router: Router, kind: str, given: dict[str, Value], place: Place
) -> None:
    path = text_of(given.get("host" if kind == "host" else "path"))
    inner = given.get("app", UNKNOWN)
    for one in alternatives(inner):
        if isinstance(one, Router):
            one.is_used = True
    found = inner if isinstance(inner, Router) else None
    name = text_of(given.get("name"))
    mounted = Mounted(place, path, found, name, machine.is_possible, inner, kind == "host")
    mounted.origin = machine.origin
    if path is not None and kind == "mount":
        mounted.path = path.rstrip("/")
    router.entries.append(mounted)


def add_route_objects(machine: Machine, router: Router, routes: Items) -> None:
    """Routes of Starlette's that are handed over as objects: `FastAPI(routes=[Mount(...)])`."""
    if not routes.is_complete:
        router.is_reordered = True
    for item in routes.items:
        name = framework.kind(item.callee) if isinstance(item, Made) else None
        if not isinstance(item, Made) or name is None:
            router.entries.append(UnknownEntry(router.place, machine.origin))
            continue
        place = Place.of(router.place.path, item.node)
        arguments = Arguments(item.positional, item.keywords, item.is_complete)
        if name in {"Mount", "Host"}:
            kind = name.lower()
            given = arguments.named(framework.POSITIONS[kind])
            _mount(machine, router, kind, _with_routes(machine, given, place), place)
        elif name in {"Route", "WebSocketRoute", "APIRoute", "APIWebSocketRoute"}:
            adder = {
                "Route": "add_route",
                "WebSocketRoute": "add_websocket_route",
                "APIRoute": "add_api_route",
                "APIWebSocketRoute": "add_api_websocket_route",
            }[name]
            given = arguments.named(("path", "endpoint"))
            outside, machine.registering = machine.registering, None
            prefix, router.prefix = router.prefix, ""
            add_route(machine, router, adder, given, item.is_complete, place)
            router.prefix, machine.registering = prefix, outside
        else:
            router.entries.append(UnknownEntry(place, machine.origin))


def _with_routes(machine: Machine, given: dict[str, Value], place: Place) -> dict[str, Value]:
    """`Mount("/x", routes=[...])` mounts a router of its own."""
    routes = given.get("routes")
    if "app" in given or not isinstance(routes, Items):
        return given
    inner = Router(place, "Router", is_used=True)
    add_route_objects(machine, inner, routes)
    return {**given, "app": inner}


def call_route_list(machine: Machine, called: RouteList, arguments: Arguments) -> Value:
    """Call a method of `router.routes`."""
    machine.effects += 1
    router = called.router
    values: Iterable[Value] = arguments.positional
    if called.method in {"append", "extend"} and not machine.is_possible:
        first = next(iter(values), UNKNOWN)
        items = Items([first]) if called.method == "append" else first
        if isinstance(items, Items):
            add_route_objects(machine, router, items)
            return NONE
    if called.method not in _READING:
        router.is_reordered = True
    return UNKNOWN
