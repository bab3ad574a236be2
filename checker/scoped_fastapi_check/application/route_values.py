"""Values that have to do with a router: its methods, its routes, and what registers one."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.application.values import Class, Value

if TYPE_CHECKING:
    from scoped_fastapi_check.application.routers import Place, Router


@dataclass(eq=False, slots=True, repr=False)
class RouterMethod(Value):
    """A method of FastAPI's own on a router: `router.get`, `app.include_router`."""

    router: Router
    name: str


@dataclass(eq=False, slots=True, repr=False)
class RouteList(Value):
    """`router.routes`, and a method of it if one is named."""

    router: Router
    method: str = ""


@dataclass(eq=False, slots=True, repr=False)
class RouteDecorator(Value):
    """`router.get("/x")`, which is then called with a handler."""

    router: Router
    method: str
    arguments: dict[str, Value]
    is_complete: bool
    node: ast.Call
    place: Place


@dataclass(eq=False, slots=True, repr=False)
class RouteObject(Value):
    """The route that `APIRoute.__init__` is at work on."""

    router: Router
    cls: Class
    finish: RouteArguments


@dataclass(eq=False, slots=True, repr=False)
class RouteArguments:
    """What a route finally is; None until the last `__init__` was reached."""

    given: dict[str, Value] | None = None
    is_complete: bool = True
    is_possible: bool = False
    times: int = 0
