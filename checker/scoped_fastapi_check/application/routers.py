"""Routers and applications as they are put together, and what is registered on them, in its order."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from scoped_fastapi_check.application.values import Class, Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: lines count from 1, columns from 0."""

    path: str
    line: int
    column: int

    @staticmethod
    def of(path: str, node: ast.expr | ast.stmt) -> Place:
        """The place of a node."""
        return Place(path, node.lineno, node.col_offset)


@dataclass(eq=False, slots=True, repr=False)
class Router(Value):
    """A router or an application.

    What is None is not known. `base` is the class of FastAPI's, Starlette's or our own that it is an
    instance of, `cls` the class of the project that it is made of, if it is one.
    """

    place: Place
    base: str
    cls: Class | None = None
    name: str = ""
    prefix: str | None = ""
    dependencies: Value | None = None
    dependency_scope: str | None = "request"
    """What `dependency_scope=` says; "request" where nothing is said, None where it is not known."""
    says_scope: bool = False
    route_class: Value | None = None
    """Another class than FastAPI's (or the scoped ones' own), UNKNOWN where it is not known."""
    tags: tuple[str, ...] | None = ()
    entries: list[Entry] = field(default_factory=list["Entry"])
    attributes: dict[str, Value] = field(default_factory=dict["str", "Value"])
    maker: str = ""
    """The function that makes it, if one does."""
    origin: str = ""
    """What was gone through when it was made, as for its entries."""
    doubts: tuple[int, ...] = ()
    """What is in doubt where it is made, so that more is noticed."""
    is_phantom: bool = False
    """A parameter that is declared to be a router: nobody knows which one."""
    is_reordered: bool = False
    """Whether its list of routes is changed by more than registrations."""
    is_open: bool = False
    """Whether code that is not read may have added to it, or included it elsewhere."""
    may_have_more: bool = False
    """Whether such code may have registered routes, and does not only serve it."""
    is_run: bool = False
    """Whether code serves it, or tries it."""
    is_used: bool = False
    """Whether it is used for anything but registrations: included, handed on, listed."""
    lifespan: Value | None = None
    events: list[Place] = field(default_factory=list[Place])
    middlewares: list[Middleware] = field(default_factory=list["Middleware"])
    exception_handlers: list[tuple[Value, Value, Place]] = field(
        default_factory=list["tuple[Value, Value, Place]"]
    )
    options: dict[str, Value] = field(default_factory=dict["str", "Value"])

    @property
    def is_application(self) -> bool:
        """Whether it is an application of FastAPI's or Starlette's."""
        return self.base in {"FastAPI", "ScopedFastAPI", "Starlette"}

    @property
    def is_fastapi(self) -> bool:
        """Whether FastAPI's registrations work on it."""
        return self.base in {"FastAPI", "ScopedFastAPI", "APIRouter", "ScopedRouter"}


@dataclass(frozen=True, eq=False, slots=True)
class Middleware:
    """A middleware of an application: its class or function, and what it is given."""

    callee: Value
    options: dict[str, Value]
    place: Place


@dataclass(eq=False, slots=True, repr=False)
class Registered:
    """A route on the router that it was registered on.

    `place` is the call that registers it; `site` is the decorator on the handler where a function of
    the project does it. `given` are the arguments as they were written, `options` as they came out
    of what routers and route classes of the project make of them.
    """

    place: Place
    site: Place
    router: Router
    kind: str
    """"http", "websocket" or "other" for what belongs to Starlette."""
    methods: frozenset[str] | None
    path: str | None
    """With the prefix of its router; None where it is not known."""
    handler: Value
    given: dict[str, Value]
    options: dict[str, Value]
    is_possible: bool
    is_complete: bool
    """Whether all options can be seen."""
    is_scoped: bool = False
    """Whether it is a route of ours, and not one of FastAPI's."""
    is_endpoint_kept: bool = True
    """Whether FastAPI is given the handler as it was registered."""
    has_own_route_class: bool = False
    may_read_path: bool = False
    """Whether its route class may take from the path what no parameter does."""
    is_comparable: bool = True
    """Whether its route class matches requests as FastAPI does."""
    path_given: Value | None = None
    """The path as it was handed to FastAPI's method, None where a route class makes another one."""
    is_named: bool = True
    """Whether the registration is written as a call of FastAPI's method, by its name."""
    is_twin: bool = False
    """Whether the registration makes several routes: this is not the first."""
    origin: str = ""


@dataclass(eq=False, slots=True, repr=False)
class Included:
    """A router that is included in another one."""

    place: Place
    router: Router
    prefix: str | None
    dependencies: Value | None
    tags: tuple[str, ...] | None
    is_possible: bool
    origin: str = ""
    is_uncalled: bool = False
    """Whether a function does it that nobody calls."""


@dataclass(eq=False, slots=True, repr=False)
class Mounted:
    """An application under a path or a host; `router` is None where it is none that is known."""

    place: Place
    path: str | None
    router: Router | None
    name: str | None
    is_possible: bool
    handler: Value | None = None
    is_host: bool = False
    origin: str = ""
    is_name_known: bool = True


@dataclass(eq=False, slots=True, repr=False)
class UnknownEntry:
    """Something that is added here and cannot be followed: a router that is not known."""

    place: Place
    origin: str = ""


# `origin` tells which module, or which function that nobody calls, was gone through when it was added:
# only of those with one origin the order is known.
Entry = Registered | Included | Mounted | UnknownEntry
