"""What FastAPI's `add_api_route` and its like do, with route classes of the project's own."""

from __future__ import annotations

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.attributes import RouteObjectMethod
from scoped_fastapi_check.application.function_calls import call_function
from scoped_fastapi_check.application.machine import Arguments, Machine
from scoped_fastapi_check.application.route_handlers import answers_itself, may_read_path
from scoped_fastapi_check.application.route_values import RouteArguments, RouteObject
from scoped_fastapi_check.application.routers import Place, Registered, Router
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Class,
    Constant,
    External,
    Function,
    Items,
    Value,
    text_of,
)


def texts(value: Value | None) -> tuple[str, ...] | None:
    """The texts of a list, None where not all of them are known."""
    if value is None or (isinstance(value, Constant) and value.value is None):
        return ()
    if not isinstance(value, Items) or not value.is_complete:
        return None
    found = [text_of(item) for item in value.items]
    return None if None in found else tuple(text for text in found if text is not None)


def call_own(machine: Machine, own: Function | None, arguments: Arguments) -> Value:
    """Call what a class of the project has in place of a method of FastAPI's; unknown if it is no function."""
    return UNKNOWN if own is None else call_function(machine, own, arguments)


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
        is_possible=machine.is_possible_on(router),
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
        route.is_named = framework.names_method(current.node.func)
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
    call_own(machine, init if isinstance(init, Function) else None, arguments)
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
