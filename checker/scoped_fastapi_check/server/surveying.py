"""Makes the picture that hover, symbols, lenses and the others are answered from.

It reads the application map, and so it works in the checking thread, when nobody waits for a check.
"""

from __future__ import annotations

import ast
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.application.dependencies import Trees
from scoped_fastapi_check.application.files import files_around
from scoped_fastapi_check.application.listing import Listed, Listing, function_of
from scoped_fastapi_check.application.machine import Deferred, Imported, Machine
from scoped_fastapi_check.application.project_map import map_around
from scoped_fastapi_check.application.routers import Included, Registered
from scoped_fastapi_check.application.values import (
    Class,
    Frame,
    Function,
    Instance,
    ModuleValue,
    Subscript,
    Value,
)
from scoped_fastapi_check.project.fingerprints import digest_of
from scoped_fastapi_check.server.atlas import Alias, Atlas, Passed, Place, Provider, Route, Target
from scoped_fastapi_check.server.client_calls import TestFiles
from scoped_fastapi_check.server.path_tree import PathTree
from scoped_fastapi_check.server.source_lines import SourceLines

if TYPE_CHECKING:
    from scoped_fastapi_check.application.flattening import Reached
    from scoped_fastapi_check.application.project_map import ProjectMap
    from scoped_fastapi_check.server.atlas import ClientCall, Override

__all__ = ["InterruptedSurveyError", "Surveyor"]

_GENERATORS: Final = frozenset(
    {"Generator", "Iterator", "Iterable", "AsyncGenerator", "AsyncIterator", "AsyncIterable"}
)


# The calls and overrides in tests.
Asked = tuple[list["ClientCall"], list["Override"]]


class InterruptedSurveyError(Exception):
    """Something more urgent has come up."""


class Surveyor:
    """Makes the atlases of a folder; what has not changed is kept."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Machine, Asked, Atlas]] = {}
        self._tests: dict[str, TestFiles] = defaultdict(TestFiles)
        self._lines = SourceLines()

    def survey(
        self, folder: Path, checked: Iterable[Path], is_urgent: Callable[[], bool]
    ) -> tuple[Atlas, ...]:
        """The atlases of all projects in a folder. Raises `InterruptedSurveyError` as soon as that is urgent."""
        around = {path.parent / "_.py" for path in checked} or {
            (folder if os.path.isdir(folder) else folder.parent) / "_.py"
        }
        tops = {files_around(path).top: path for path in sorted(around)}
        for top in self._known.keys() - tops.keys():
            del self._known[top]
        return tuple(self._of(top, map_around(path), is_urgent) for top, path in tops.items())

    def _of(self, top: str, project: ProjectMap, is_urgent: Callable[[], bool]) -> Atlas:
        machine = project.machine
        asked = self._tests[top].read(top, project.files.stamps)
        known = self._known.get(top)
        if known is not None and known[0] is machine and known[1] == asked:
            return known[2]
        place = partial(self._lines.place, project.files.stamps)
        atlas = _Survey(machine, top, place, is_urgent).made(*asked)
        self._known[top] = machine, asked, atlas
        return atlas


class _Survey:
    def __init__(
        self,
        machine: Machine,
        top: str,
        place: Callable[[str, int, int], Place],
        is_urgent: Callable[[], bool],
    ) -> None:
        self._machine = machine
        self._top = top
        self._place_at = place
        self._is_urgent = is_urgent
        self._trees = Trees(machine)
        self._routes: list[Route] = []
        self._classes: dict[tuple[str, int], tuple[Class, Function | None]] = {}
        self._listed: list[tuple[Reached, dict[str, Any]]] = []
        self._functions = {
            (function.path, function.node.lineno): function for function in machine.functions
        }

    def made(self, calls: list[ClientCall], overrides: list[Override]) -> Atlas:
        listing = Listing(self._machine, self._top, self._note)
        applications = [
            self._application(one, is_application=True) for one in listing.applications()
        ]
        if not applications:
            self._listed.clear()
            applications = [
                self._application(one, is_application=False) for one in listing.routers()
            ]
        paths = PathTree()
        for route in self._routes:
            paths.add(route.path, route)
        aliases = dict(self._aliases())
        atlas = Atlas(
            self._top,
            tuple(applications),
            tuple(self._routes),
            self._providers(aliases.values()),
            aliases,
            {path: dict(_names(frame)) for path, frame in self._machine.frames.items()},
            overrides=tuple(overrides),
            paths=paths,
        )
        asked: dict[Route, list[ClientCall]] = defaultdict(list)
        for call in calls:
            self._pause()
            for route in atlas.matching(call.method, call.path):
                asked[route].append(call)
        atlas.calls.update({route: tuple(found) for route, found in asked.items()})
        # What lenses and trees show of it: most edits leave that as it is.
        shown = [
            (route.title, route.handler, route.place, route.registered, len(asked.get(route, ())))
            for route in self._routes
        ]
        trees = [
            (route.document["dependencies"], route.document["status"]) for route in self._routes
        ]
        return replace(atlas, digest=digest_of([repr(shown), repr(trees)]))

    # Routes

    def _note(self, reached: Reached, row: dict[str, Any]) -> None:
        self._pause()
        self._listed.append((reached, row))

    def _pause(self) -> None:
        if self._is_urgent():
            raise InterruptedSurveyError

    def _application(self, listed: Listed, *, is_application: bool) -> dict[str, Any]:
        """The routes of an application; they were noted while it was listed."""
        rows = {id(row): row for row in listed.routes}
        routes = [
            self._route(listed.name, reached, row)
            for reached, row in self._listed
            if id(row) in rows
        ]
        self._routes += routes
        return {
            "name": listed.name,
            "place": Place(listed.file, listed.line),
            "is_application": is_application,
            "routes": routes,
        }

    def _route(self, application: str, reached: Reached, row: dict[str, Any]) -> Route:
        entry = reached.entry
        handler = row["handler"]
        function = None if entry.handler is None else function_of(entry.handler)
        site = entry.site if isinstance(entry, Registered) else entry.place
        return Route(
            application,
            row["path"],
            tuple(row["methods"]),
            row["kind"],
            handler["name"],
            None if function is None else _place_of(function.path, function.node, function.name),
            self._place_at(site.path, site.line, site.column),
            tuple(self._passed(reached)),
            row,
        )

    def _passed(self, reached: Reached) -> Iterator[Passed]:
        prefix: str | None = ""
        for step in reached.around.steps:
            router = step.router
            given = "?" if prefix is None else prefix
            own = "?" if router.prefix is None else router.prefix
            place = self._place_at(router.place.path, router.place.line, router.place.column)
            yield Passed(router.name or router.base, f"{given}{own}", place)
            prefix = step.entry.prefix if isinstance(step.entry, Included) else ""

    # Dependencies

    def _providers(self, aliases: Iterable[Alias]) -> dict[tuple[str, int], Provider]:
        routes: dict[tuple[str, int], dict[Route, None]] = defaultdict(dict)
        scopes: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
        names: dict[tuple[str, int], str] = {}
        for route in self._routes:
            self._pause()
            waiting = list(route.document["dependencies"])
            while waiting:
                node = waiting.pop()
                waiting += node["dependencies"]
                if node["file"] is None:
                    continue
                node["line"] = self._line(node)
                key = node["file"], node["line"]
                names[key] = node["name"]
                routes[key][route] = None
                if node["scope"] is not None:
                    scopes[key][node["scope"]] = None
        for alias in aliases:
            if alias.provider is not None and alias.provider not in names:
                names[alias.provider] = self._name(alias.provider)
        return {
            key: Provider(
                name,
                self._place(key, name),
                self._provides(key, name),
                tuple(scopes[key]),
                tuple(routes[key]),
            )
            for key, name in names.items()
        }

    def _line(self, node: dict[str, Any]) -> int:
        """Where a dependency is defined: a class, not the method of it that is called."""
        line: int = node["line"]
        function = self._functions.get((node["file"], line))
        owner = None if function is None else function.owner
        if owner is None or owner.name != node["name"]:
            return line
        self._classes[owner.frame.path, owner.node.lineno] = owner, function
        return owner.node.lineno

    def _name(self, key: tuple[str, int]) -> str:
        function = self._functions.get(key)
        return "?" if function is None else function.name

    def _place(self, key: tuple[str, int], name: str) -> Place:
        function = self._functions.get(key)
        if key in self._classes:
            return _place_of(key[0], self._classes[key][0].node, name)
        if function is None:
            return Place(*key, len("class "), len(name))
        return _place_of(function.path, function.node, function.name)

    def _provides(self, key: tuple[str, int], name: str) -> str:
        function = self._functions.get(key)
        if key in self._classes:
            function = self._classes[key][1]
        if function is None or function.name == "__init__":
            return name
        if isinstance(function.node, ast.Lambda) or function.node.returns is None:
            return ""
        return _provided(function.node.returns)

    def _aliases(self) -> Iterator[tuple[tuple[str, str], Alias]]:
        for path, frame in self._machine.frames.items():
            for name, value in list(frame.names.items()):
                if not isinstance(value, Subscript) or value.frame.path != path:
                    continue
                needed = self._trees.annotated(value)
                if needed is None:
                    continue
                is_placed = needed.path is not None and needed.line is not None
                key = (needed.path or "", needed.line or 0) if is_placed else None
                place = Place(path, value.node.lineno, 0, len(name))
                text = " ".join(ast.unparse(value.node).split())
                yield (path, name), Alias(name, place, text, key, needed.says_scope)


def _place_of(path: str, node: ast.AST, name: str) -> Place:
    """The place of the name in a definition."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    match node:
        case ast.FunctionDef():
            column += len("def ")
        case ast.AsyncFunctionDef():
            column += len("async def ")
        case ast.ClassDef():
            column += len("class ")
        case _:
            pass
    return Place(path, line, column, len(name))


def _provided(returns: ast.expr) -> str:
    """What is handed in: what a generator yields, not the generator."""
    if isinstance(returns, ast.Constant) and isinstance(text := returns.value, str):
        try:
            returns = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError):
            return text
    if isinstance(returns, ast.Subscript):
        base = returns.value
        name = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
        if name in _GENERATORS:
            inner = returns.slice
            returns = inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
    return " ".join(ast.unparse(returns).split())


def _names(frame: Frame) -> Iterator[tuple[str, Target]]:
    for name, value in frame.names.items():
        target = _target(value)
        if target is not None:
            yield name, target


def _target(value: Value) -> Target | None:
    match value:
        case Imported(path=path, name=str(name)):
            return path, name
        case ModuleValue(path=path, is_folder=False):
            return path
        case Function():
            return value.path, value.node.lineno
        case Class():
            return value.frame.path, value.node.lineno
        case Deferred(value=Value() as made):
            return _target(made)
        case Instance(cls=cls):
            return cls.frame.path, cls.node.lineno
        case _:
            return None
