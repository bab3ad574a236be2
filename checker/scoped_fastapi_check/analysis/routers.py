"""Whether what registers a route is a router of FastAPI's."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, Steps, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.routes import WEBSOCKET_DECORATORS, WEBSOCKET_METHODS

if TYPE_CHECKING:
    from scoped_fastapi_check.model.routes import Registration

_ADDERS_OF_WEBSOCKETS: Final = {
    "websocket": ("add_api_websocket_route",),
    "websocket_route": ("add_websocket_route",),
}


def router_class(registration: Registration, *needs: str) -> Steps[str | None]:
    """Which router class the object is an instance of; None where it is no router, or unknown.

    A class that registers routes in a way of its own may change what the call says: `needs` are the
    parts of it that have to be as they are written, "path", "endpoint" and options by their names.
    """
    if registration.facts is not None:
        return registration.facts.base if registration.facts.knows(*needs) else None
    callee = registration.call.node.func
    method = callee.attr if isinstance(callee, ast.Attribute) else ""
    if method in WEBSOCKET_DECORATORS | WEBSOCKET_METHODS:
        inheriting = (method, *_ADDERS_OF_WEBSOCKETS.get(method, ()))
    else:
        inheriting = (method, "api_route", "add_api_route")
    return (yield from ask(InstanceOf(registration.router, fullnames.ROUTERS, inheriting)))
