"""The request `scopedFastapi/routes`: all applications with their routes, for a tree in an editor.

It takes no parameters (`null` or `{}`), and answers::

    {"applications": [{
        "name": "shop.main:app",             # of routers alone: "shop.books:router"
        "isApplication": true,               # false where a folder has routers and no application
        "folder": "file:///...",             # the project that it belongs to
        "location": Location,                # the call that makes it
        "routes": [{
            "title": "GET /books/{book_id}",
            "kind": "http",                  # "websocket", "mount"
            "methods": ["GET"],
            "path": "/books/{book_id}",      # "?" stands for what cannot be told
            "handler": "read_book",
            "location": Location,            # the handler, or where there is none the registration
            "registered": Location,          # the decorator or the call
            "status": 200,                   # null where it is not known, and of websockets
            "responseModel": "BookOut",      # null where there is none
            "isPossible": false,             # registered under a condition
            "routers": [{"name": "app", "prefix": "", "location": Location}],
            "dependencies": [{
                "name": "get_session",
                "parameter": "session",      # null in `dependencies=[...]`
                "scope": "request",          # "function", "response", null: nothing to close
                "closes": 1,                 # its place in the order of closing, else null
                "isShared": false,           # made once for several that ask for it
                "location": Location,        # null where it is not of the project
                "dependencies": []           # what it depends on, in the same shape
            }],
            "teardown": {"beforeResponse": [], "afterResponse": ["get_session"]},
            "tests": [Location]              # the calls of tests that it answers
        }]
    }]}

Routes stand in the order in which they are matched. `Location` is that of the protocol. A server that was
asked once sends the notification `scopedFastapi/routesChanged`, without parameters, when they may be
others.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from scoped_fastapi_check.server.atlas import Atlas, Route
from scoped_fastapi_check.server.conversion import uri_of
from scoped_fastapi_check.server.locations import Locations, plain
from scoped_fastapi_check.server.navigation import handlers, tests_of

__all__ = ["ROUTES", "ROUTES_CHANGED", "routes_answer"]

ROUTES: Final = "scopedFastapi/routes"
ROUTES_CHANGED: Final = "scopedFastapi/routesChanged"


def routes_answer(atlases: Iterable[Atlas], locations: Locations) -> dict[str, Any]:
    """What the request is answered with."""

    def dependency(node: dict[str, Any], atlas: Atlas) -> dict[str, Any]:
        provider = atlas.providers.get((node["file"], node["line"]))
        return {
            "name": node["name"],
            "parameter": node["parameter"],
            "scope": node["scope"],
            "closes": node["closes"],
            "isShared": node["shared"],
            "location": None
            if provider is None
            else plain(locations.of_name(provider.place, provider.name)),
            "dependencies": [dependency(one, atlas) for one in node["dependencies"]],
        }

    def described(route: Route, atlas: Atlas) -> dict[str, Any]:
        document = route.document
        (location,) = handlers([route], locations)
        return {
            "title": route.title,
            "kind": route.kind,
            "methods": list(route.methods),
            "path": route.path,
            "handler": route.handler,
            "location": plain(location),
            "registered": plain(locations.of(route.registered)),
            "status": document["status"],
            "responseModel": document["response_model"],
            "isPossible": bool(document.get("possible")),
            "routers": [
                {
                    "name": one.name,
                    "prefix": one.prefix,
                    "location": plain(locations.of(one.place)),
                }
                for one in route.routers
            ],
            "dependencies": [dependency(one, atlas) for one in document["dependencies"]],
            "teardown": {
                "beforeResponse": document["teardown"]["before_response"],
                "afterResponse": document["teardown"]["after_response"],
            },
            "tests": [plain(one) for one in tests_of([route], atlas, locations)],
        }

    applications = [
        {
            "name": one["name"],
            "isApplication": one["is_application"],
            "folder": uri_of(Path(atlas.top)),
            "location": plain(locations.of(one["place"])),
            "routes": [described(route, atlas) for route in one["routes"]],
        }
        for atlas in atlases
        for one in atlas.applications
    ]
    return {"applications": applications}
