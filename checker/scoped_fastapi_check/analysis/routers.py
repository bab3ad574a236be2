"""Whether what registers a route is a router of FastAPI's."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import InstanceOf, Steps, ask
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.model.routes import Registration


def router_class(registration: Registration) -> Steps[str | None]:
    """Which router class the object is an instance of; None where it is no router, or unknown.

    A class that registers routes in a way of its own may change what the call says.
    """
    callee = registration.call.node.func
    method = callee.attr if isinstance(callee, ast.Attribute) else ""
    inheriting = (method, "api_route", "add_api_route")
    return (yield from ask(InstanceOf(registration.router, fullnames.ROUTERS, inheriting)))
