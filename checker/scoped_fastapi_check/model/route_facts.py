"""What the application map says of the routes of one module, as the model and the rules see it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A route that never answers: `path` is its whole path, `by` the whole path of the other one.

    `handler` is the name of the other one's handler, empty for a mounted application, and `place`
    the file it is registered in, where that is another one; `file`, `line` (from 1) and `column`
    (from 0) are where the other one is registered. `application` is named where there are several.
    """

    path: str
    by: str
    handler: str
    place: str
    file: str
    line: int
    column: int
    is_same_path: bool
    methods: tuple[str, ...]
    application: str = ""


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """What is known of the route, or the routes, that one call registers.

    `changed` are the options that a class of the project sets, changes or drops; None: any of them.
    `prefixes` are all that may stand before the path as it is written, `taken` the names that the
    dependencies of routers and inclusions take from a path; None where not all of that is known.
    """

    base: str
    is_path_kept: bool
    is_endpoint_kept: bool
    changed: tuple[str, ...] | None
    prefixes: tuple[str, ...] | None
    taken: tuple[str, ...] | None
    scope: str | None
    """The scope of `yield` dependencies that do not say one; None where it is not always one, empty
    where no application is known to have the route."""
    is_own: bool
    """Whether a class of the project has a say in it."""
    unreachable: tuple[Unreachable, ...] = ()

    def knows(self, *needs: str) -> bool:
        """Whether a rule that needs these is right to believe what is written: options by name."""
        for need in needs:
            if need == "path":
                known = self.is_path_kept
            elif need == "endpoint":
                known = self.is_endpoint_kept
            else:
                known = self.changed is not None and need not in self.changed
            if not known:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Through:
    """A registration that a function of the project does, by a decorator or a call that names it.

    `method` is the place of the bound method among the arguments (a number or a keyword; empty where
    the function finds it by itself), `options`
    those that are handed on as they are: the names FastAPI knows them by, and their places. `is_router`
    tells that the router itself stands there, whose method `verb` does the same.
    """

    method: str
    verb: str
    options: tuple[tuple[str, str], ...]
    is_router: bool = False


@dataclass(frozen=True, order=True, slots=True)
class NamedRoute:
    """A name that `url_for` knows, and the path parameters that it has to be given."""

    name: str
    parameters: tuple[str, ...]


@dataclass(frozen=True, order=True, slots=True)
class LoginRoute:
    """A route as the page of its application's documentation sees it, both by their whole paths."""

    page: str
    path: str
    methods: tuple[str, ...]
    takes_form: bool
    """Whether it takes the form that the Authorize button sends."""


@dataclass(frozen=True, slots=True)
class UrlFacts:
    """What is known of the URLs of all applications; None where not all of it is.

    A request asks the outermost application for a name, also in one that is mounted: `outer_names`.
    """

    names: tuple[NamedRoute, ...] | None = None
    outer_names: tuple[NamedRoute, ...] | None = None
    logins: tuple[LoginRoute, ...] | None = None


@dataclass(frozen=True, slots=True)
class ModuleView:
    """What the map says of one module; places are lines (from 1) and columns (from 0) of calls."""

    routes: dict[tuple[int, int], RouteFacts] = field(
        default_factory=dict["tuple[int, int]", RouteFacts]
    )
    through: dict[tuple[int, int], Through] = field(
        default_factory=dict["tuple[int, int]", Through]
    )
    unused: tuple[tuple[int, int, str], ...] = ()
    """The routers that nothing includes: the calls that make them, and their names."""
    unheard: tuple[tuple[int, int, str], ...] = ()
    """The event handlers that never run, because their application certainly has a lifespan: the calls
    that register them, and its name."""
    default_scope: str | None = None
    """The scope of `yield` dependencies in all of the project, None where it is not always one."""

    urls: UrlFacts = UrlFacts()
    """Filled in for modules that ask for URLs only."""

    @property
    def digest(self) -> str:
        """Changes with what it says."""
        parts = (
            sorted(self.routes.items()),
            sorted(self.through.items()),
            self.unused,
            self.unheard,
            self.default_scope,
            self.urls,
        )
        return hashlib.sha256(repr(parts).encode(errors="replace")).hexdigest()[:32]


NOTHING: Final = ModuleView()
