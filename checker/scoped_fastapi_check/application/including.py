"""Routers in routers: included, mounted, and routes that are handed over as objects."""

from __future__ import annotations

from collections.abc import Iterable

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.adding_routes import add_route, texts
from scoped_fastapi_check.application.machine import Arguments, Machine
from scoped_fastapi_check.application.route_values import RouteList
from scoped_fastapi_check.application.routers import Included, Mounted, Place, Router, UnknownEntry
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Constant,
    Either,
    Items,
    Made,
    Value,
    alternatives,
    text_of,
)

# Methods of a list that only read it.
_READING = frozenset({"", "index", "count", "copy"})


def include(
    machine: Machine, router: Router, given: dict[str, Value], is_complete: bool, place: Place
) -> None:
    """What `include_router` does."""
    found = given.get("router", UNKNOWN)
    choices = [one for one in alternatives(found) if isinstance(one, Router)]
    if not choices or len(choices) < len(alternatives(found)):
        router.entries.append(UnknownEntry(place, machine.origin))
        machine.dynamic.add(place.path)
        machine.including.add(place.path)
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
                machine.is_possible_on(router) or len(choices) > 1,
                machine.origin,
                not (machine.is_called or router.origin == machine.origin),
            )
        )


def mount(
    machine: Machine, router: Router, kind: str, given: dict[str, Value], place: Place
) -> None:
    """What `mount` and `host` do."""
    path = text_of(given.get("host" if kind == "host" else "path"))
    inner = given.get("app", UNKNOWN)
    for one in alternatives(inner):
        if isinstance(one, Router):
            one.is_used = True
    choices = [one for one in alternatives(inner) if isinstance(one, Router)]
    found = choices[0] if len(choices) == 1 else None
    named = given.get("name", NONE)
    name = text_of(named)
    is_possible = machine.is_possible_on(router) or isinstance(inner, Either)
    mounted = Mounted(place, path, found, name, is_possible, inner, kind == "host")
    mounted.origin = machine.origin
    mounted.is_name_known = name is not None or (
        isinstance(named, Constant) and named.value is None
    )
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
            mount(machine, router, kind, _with_routes(machine, given, place), place)
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
    inner = Router(place, "Router", origin=machine.origin, is_used=True)
    add_route_objects(machine, inner, routes)
    return {**given, "app": inner}


def call_route_list(machine: Machine, called: RouteList, arguments: Arguments) -> Value:
    """Call a method of `router.routes`."""
    machine.effects += 1
    router = called.router
    values: Iterable[Value] = arguments.positional
    if called.method in {"append", "extend"} and not machine.is_possible_on(router):
        first = next(iter(values), UNKNOWN)
        items = Items([first]) if called.method == "append" else first
        if isinstance(items, Items):
            add_route_objects(machine, router, items)
            return NONE
    if called.method not in _READING:
        router.is_reordered = True
    return UNKNOWN
