"""The names of routes, and where forms are sent: what `url_for` and `tokenUrl` have to agree with."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

from scoped_fastapi_check.application.dependencies import Needed, Trees
from scoped_fastapi_check.application.flattening import Reached, flattened
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.routers import Mounted, Registered, Router, UnknownEntry
from scoped_fastapi_check.application.values import (
    BoundFunction,
    Class,
    Constant,
    External,
    Function,
    Instance,
    Made,
    Value,
    text_of,
)
from scoped_fastapi_check.application.views import is_test
from scoped_fastapi_check.model.paths import path_parameters
from scoped_fastapi_check.model.route_facts import LoginRoute, NamedRoute, UrlFacts
from scoped_fastapi_check.model.walk import last_name
from scoped_fastapi_check.project.documents import read_bytes

__all__ = ["urls_of"]

# The routes of FastAPI's own pages.
_OWN: tuple[str, ...] = ("openapi", "swagger_ui_html", "swagger_ui_redirect", "redoc_html")
_FORMS = frozenset({"OAuth2PasswordRequestForm", "OAuth2PasswordRequestFormStrict"})
# What the button sends, and a handler may take one by one.
_FIELDS = frozenset({"username", "password"})
# What is mounted and has no `routes`, in which Starlette would look for a name.
_WITHOUT_ROUTES = frozenset(
    {
        *("fastapi.staticfiles.StaticFiles", "starlette.staticfiles.StaticFiles"),
        *("fastapi.middleware.wsgi.WSGIMiddleware", "starlette.middleware.wsgi.WSGIMiddleware"),
        *("a2wsgi.WSGIMiddleware", "prometheus_client.make_asgi_app"),
    }
)
_APPLICATIONS = (b"FastAPI(", b"Starlette(", b"Router(")
_MAX_DEPTH = 10
_MAX_ENTRIES = 50_000


def urls_of(machine: Machine, top: str, path: str) -> UrlFacts:
    """What is known of the URLs of the applications that a module belongs to; else of all of them.

    Applications that are only there to try others do not count.
    """
    if is_test(os.path.basename(path)) and _makes_its_own(path):
        return UrlFacts()
    everything = [one for one in machine.routers if one.is_application]
    own = [one for one in everything if not is_test(os.path.relpath(one.place.path, top))]
    files = {one: _files(machine, one, set()) for one in own or everything}
    applications = [one for one, paths in files.items() if path in paths] or list(files)
    concerned = {path}.union(*(files[one] for one in applications))
    outer = _outermost(machine, own or everything, applications)
    reader = _Reader(machine)
    names: set[NamedRoute] = set()
    outer_names: set[NamedRoute] = set()
    logins: set[LoginRoute] = set()
    for application in applications:
        found = set(reader.names(application, 0))
        names |= found
        if application in outer:
            outer_names |= found
            logins.update(reader.logins(application, "", 0))
    is_complete = (
        bool(applications)
        and reader.is_complete
        and machine.is_complete
        and not any(place.path in concerned for place in machine.unfollowed)
    )
    return UrlFacts(
        names=tuple(sorted(names)) if is_complete else None,
        outer_names=tuple(sorted(outer_names)) if is_complete else None,
        logins=tuple(sorted(logins)) if is_complete else None,
    )


def _makes_its_own(path: str) -> bool:
    """Whether a module may make applications of its own: tests do in functions that nobody here calls."""
    try:
        text = read_bytes(Path(path))
    except OSError:
        return False
    return any(word in text for word in _APPLICATIONS)


def _files(machine: Machine, application: Router, seen: set[Router]) -> set[str]:
    """The files in which an application, its routers and its routes are written."""
    seen.add(application)
    found = {application.place.path}
    for reached in flattened(machine, application):
        found.add(reached.entry.place.path)
        found.update(step.router.place.path for step in reached.around.steps)
        if isinstance(reached.entry, Registered):
            found.add(reached.entry.site.path)
        elif reached.entry.router is not None and reached.entry.router not in seen:
            found |= _files(machine, reached.entry.router, seen)
    return found


def _outermost(
    machine: Machine, everything: list[Router], applications: list[Router]
) -> frozenset[Router]:
    """The applications that a server may start: those that no other one mounts, or that something runs."""
    mounted = {
        reached.entry.router
        for application in everything
        for reached in flattened(machine, application)
        if isinstance(reached.entry, Mounted) and reached.entry.router is not application
    }
    found = frozenset(one for one in applications if one.is_run or one not in mounted)
    return found or frozenset(applications)


class _Reader:
    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._trees = Trees(machine)
        self._entries = 0
        self.is_complete = True

    def _flattened(self, application: Router) -> Iterator[Reached]:
        found = flattened(self._machine, application)
        self._entries += len(found)
        # Applications that mount each other twice double with each of them.
        is_much = self._entries > _MAX_ENTRIES
        if is_much or not found.is_complete:
            self.is_complete = False
        return iter(() if is_much else found)

    def names(self, application: Router, depth: int) -> Iterator[NamedRoute]:
        """The names that `url_for` finds in an application, with what they are to be given."""
        self._look_for_unknown(application, set())
        for own in _OWN:
            yield NamedRoute(own, ())
        for reached in self._flattened(application):
            entry = reached.entry
            if reached.path is None:
                self.is_complete = False
            parameters = tuple(sorted({part.name for part in path_parameters(reached.path or "")}))
            if isinstance(entry, Registered):
                name = _name_of(entry.options.get("name"), entry.handler)
                if name is None:
                    self.is_complete = False
                else:
                    yield NamedRoute(name, parameters)
            else:
                yield from self._mounted(entry, parameters, depth)

    def _mounted(
        self, entry: Mounted, parameters: tuple[str, ...], depth: int
    ) -> Iterator[NamedRoute]:
        before = f"{entry.name}:" if entry.name else ""
        self.is_complete &= entry.is_name_known
        if entry.name:
            yield NamedRoute(entry.name, tuple(sorted({*parameters, "path"})))
        if entry.router is not None and depth < _MAX_DEPTH:
            for inner in self.names(entry.router, depth + 1):
                together = tuple(sorted({*parameters, *inner.parameters}))
                yield NamedRoute(f"{before}{inner.name}", together)
        elif not entry.name and not _has_no_routes(entry.handler):
            # Something that may have names of its own, and that is looked through.
            self.is_complete = False

    def logins(self, application: Router, before: str, depth: int) -> Iterator[LoginRoute]:
        """The routes of an application, as the form of the documentation's page may be sent to them."""
        page = application.options.get("docs_url")
        docs = "/docs" if page is None else text_of(page)
        is_open = any(name in application.options for name in ("servers", "root_path"))
        if isinstance(page, Constant) and page.value is None:
            return  # There is no page with a button.
        for reached in self._flattened(application):
            entry = reached.entry
            if reached.path is None or docs is None or is_open:
                self.is_complete = False
            elif isinstance(entry, Registered):
                yield LoginRoute(
                    page=f"{before}{docs}",
                    path=f"{before}{reached.path}",
                    methods=tuple(sorted(entry.methods or ())),
                    takes_form="POST" in (entry.methods or ()) and self._takes_form(entry),
                )
            elif entry.router is not None and depth < _MAX_DEPTH:
                # Another host has the same paths.
                below = before if entry.is_host else f"{before}{reached.path}"
                yield from self.logins(entry.router, below, depth + 1)

    def _takes_form(self, entry: Registered) -> bool:
        return _has_form(self._trees.called(entry.handler))

    def _look_for_unknown(self, router: Router, seen: set[Router]) -> None:
        if router in seen:
            return
        seen.add(router)
        # Who knows which routes such a one has.
        self.is_complete &= not (router.is_phantom or router.is_reordered or router.may_have_more)
        for entry in router.entries:
            if isinstance(entry, UnknownEntry):
                self.is_complete = False
            elif not isinstance(entry, Registered | Mounted):
                self._look_for_unknown(entry.router, seen)


def _name_of(given: Value | None, handler: Value) -> str | None:
    """The name of a route: the one that is given, else that of its handler."""
    name = text_of(given)
    if name is not None:
        return name
    if given is not None and not (isinstance(given, Constant) and given.value is None):
        return None
    if isinstance(handler, BoundFunction):
        handler = handler.function
    return handler.name if isinstance(handler, Function) else None


def _has_no_routes(mounted: Value | None) -> bool:
    """Whether what is mounted is no router, so that no name leads into it: files, a function."""
    match mounted:
        case Made(External(fullname)):
            return fullname in _WITHOUT_ROUTES
        case Instance(cls):
            lineage = cls.lineage()
            names = {name for one in lineage for name in one.frame.names}
            bases = [base for one in lineage for base in one.bases if not isinstance(base, Class)]
            return "routes" not in names and all(
                isinstance(base, External) and base.fullname in _WITHOUT_ROUTES for base in bases
            )
        case _:
            return isinstance(mounted, Function)


def _has_form(needed: Needed) -> bool:
    cls = needed.key
    bases = [last_name(base) for base in cls.bases] if isinstance(cls, ast.ClassDef) else []
    is_form = not _FORMS.isdisjoint((needed.name, *bases))
    if isinstance(cls, ast.FunctionDef | ast.AsyncFunctionDef):
        is_form = is_form or set(_form_fields(cls.args)) >= _FIELDS
    return is_form or any(_has_form(below) for below in needed.below)


def _form_fields(arguments: ast.arguments) -> Iterator[str]:
    """The parameters that are fields of a form, one by one: `username: str = Form()`."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [*[None] * (len(positional) - len(arguments.defaults)), *arguments.defaults]
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    for argument, default in (*zip(positional, defaults, strict=True), *named):
        for part in (argument.annotation, default):
            for node in () if part is None else ast.walk(part):
                if isinstance(node, ast.Call) and last_name(node.func) == "Form":
                    yield argument.arg
