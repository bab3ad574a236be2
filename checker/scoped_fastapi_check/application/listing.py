"""The routes of applications as documents, told from the source: the same that live ones tell."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.dependencies import Needed, Trees
from scoped_fastapi_check.application.expressions import evaluate
from scoped_fastapi_check.application.flattening import Reached, flattened
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.routers import (
    Mounted,
    Place,
    Registered,
    Router,
    UnknownEntry,
)
from scoped_fastapi_check.application.teardown import with_teardown
from scoped_fastapi_check.application.unfollowed import unfollowed
from scoped_fastapi_check.application.values import (
    BoundFunction,
    Class,
    Constant,
    External,
    Function,
    Instance,
    Made,
    Value,
    Written,
    behind_wrappers,
)
from scoped_fastapi_check.application.views import is_test
from scoped_fastapi_check.model.walk import is_none_written

# Applications that mount each other twice double with each of them.
_MAX_ENTRIES = 20_000
_TOO_MUCH = "leads to more routes than are followed"
_STATUS = re.compile(r"HTTP_(\d{3})_")
_REDIRECTS = frozenset({"RedirectResponse"})


@dataclass(frozen=True)
class Listed:
    """One application, or the routers alone, with the documents of its routes."""

    name: str
    file: str
    line: int
    routes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    skipped: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


class Listing:
    """Lists what a machine has found below a folder.

    `seen` is called with each route and its document; an exception of it ends the listing.
    """

    def __init__(
        self,
        machine: Machine,
        top: str,
        seen: Callable[[Reached, dict[str, Any]], None] | None = None,
    ) -> None:
        self._machine = machine
        self._top = top
        self._seen = seen
        self._trees = Trees(machine)
        self._entries = 0

    def applications(self) -> list[Listed]:
        """Every application that is not part of another one; those of tests where there are no others."""
        routers = [one for one in self._machine.routers if one.is_application]
        mounted = {
            entry.router
            for router in routers
            for entry in (one.entry for one in flattened(self._machine, router))
            if isinstance(entry, Mounted) and entry.router is not router
        }
        found: dict[object, Router] = {}
        for router in routers:
            if router not in mounted and router.entries:
                found.setdefault(router.place, router)
        own = [one for one in found.values() if not self._is_test(one)]
        return [self._listed(one, self._name(one)) for one in own or found.values()]

    def routers(self) -> list[Listed]:
        """The routers that no other one includes."""
        return [
            self._listed(one, self._name(one))
            for one in self._machine.routers
            if not one.is_application and one.entries and not one.is_used
        ]

    def skipped(self) -> list[dict[str, Any]]:
        """What looks like a registration and could not be followed."""
        return [_skipped(place, reason) for place, reason in unfollowed(self._machine)]

    def _is_test(self, router: Router) -> bool:
        return is_test(os.path.relpath(router.place.path, self._top))

    def _name(self, router: Router) -> str:
        module = self._machine.modules.name(router.place.path)
        return f"{module}:{router.maker}()" if router.maker else f"{module}:{router.name or '?'}"

    def _listed(self, router: Router, name: str) -> Listed:
        listed = Listed(name, router.place.path, router.place.line)
        listed.routes.extend(self._routes(router, "", (), listed))
        return listed

    def _routes(
        self,
        router: Router,
        prefix: str | None,
        around: tuple[Router, ...],
        listed: Listed,
        is_possible: bool = False,
    ) -> Iterator[dict[str, Any]]:
        self._note_unknown(router, listed)
        found = flattened(self._machine, router)
        if not found.is_complete:
            listed.skipped.append(_skipped(router.place, _TOO_MUCH))
        for reached in found:
            self._entries += 1
            if self._entries > _MAX_ENTRIES:
                listed.skipped.append(_skipped(reached.entry.place, _TOO_MUCH))
                return
            entry = reached.entry
            if is_possible:
                reached = replace(reached, is_possible=True)
            path = None if prefix is None or reached.path is None else prefix + reached.path
            if isinstance(entry, Registered):
                row = self._route(reached, entry, path)
                if self._seen is not None:
                    self._seen(reached, row)
                yield row
            elif entry.router is not None and entry.router.entries and entry.router not in around:
                host = f"//{entry.path}" if entry.is_host else ""
                inner = path if not entry.is_host else f"{prefix or ''}{host}"
                outside = (*around, router)
                yield from self._routes(entry.router, inner, outside, listed, reached.is_possible)
            elif entry.handler is not None:
                mount = self._row("mount", path, [], entry.handler)
                mount["possible"] = reached.is_possible
                if self._seen is not None:
                    self._seen(reached, mount)
                yield mount

    def _note_unknown(self, router: Router, listed: Listed) -> None:
        seen: set[Router] = set()
        waiting = [router]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            for entry in current.entries:
                if isinstance(entry, UnknownEntry):
                    reason = "includes a router that could not be followed"
                    note = _skipped(entry.place, reason)
                    if note not in listed.skipped:
                        listed.skipped.append(note)
                elif not isinstance(entry, Registered | Mounted):
                    waiting.append(entry.router)

    def _row(
        self, kind: str, path: str | None, methods: list[str], handler: Value
    ) -> dict[str, Any]:
        return {
            "kind": kind,
            "methods": methods,
            "path": "?" if path is None else path,
            "handler": self._described(handler),
            "status": None,
            "response_model": None,
            "stream_item": None,
            "dependencies": [],
            "teardown": {"before_response": [], "after_response": []},
        }

    def _route(self, reached: Reached, entry: Registered, path: str | None) -> dict[str, Any]:
        kind = "websocket" if entry.methods == frozenset({"WEBSOCKET"}) else "http"
        methods = sorted(entry.methods or ()) if kind == "http" else []
        row = self._row(kind, path, methods, entry.handler)
        row["possible"] = reached.is_possible
        row["registered"] = self._registered(entry)
        if entry.kind == "other":
            return row
        if kind == "http":
            row["status"] = self._status(entry)
            row["response_model"] = self._model(entry)
        return with_teardown({**row, "dependencies": self._tree(reached, entry)})

    def _registered(self, entry: Registered) -> dict[str, Any]:
        """The lines that a route is written on, from its decorator to the end of its handler."""
        site = entry.site
        function = function_of(entry.handler)
        last = site.line
        if function is not None and function.path == site.path:
            last = max(last, function.node.end_lineno or last)
        return {"file": site.path, "line": site.line, "last_line": last}

    def _tree(self, reached: Reached, entry: Registered) -> list[dict[str, Any]]:
        needed: list[Needed] = []
        for value in reached.dependencies:
            needed += self._trees.listed(value) or []
        function = function_of(entry.handler)
        if function is not None:
            skipped = 1 if isinstance(entry.handler, BoundFunction) else 0
            for name, marker, _ in self._trees.signature(function, skipped)[0]:
                found = self._trees.needed(marker, name)
                needed += [] if found is None else [found]
        default = reached.around.scope if entry.kind == "http" else "request"
        tree = _Tree(self._machine, default or "request")
        return [tree.add(one) for one in needed]

    def _status(self, entry: Registered) -> int | None:
        given = self._read(entry.options.get("status_code"))
        if given is None or (isinstance(given, Constant) and given.value is None):
            response = self._read(entry.options.get("response_class"))
            name = framework.kind(response) if response is not None else None
            return 307 if name in _REDIRECTS else 200
        if isinstance(given, Constant) and isinstance(given.value, int):
            return given.value
        if isinstance(given, External) and (found := _STATUS.search(given.fullname)):
            return int(found[1])
        return None

    def _read(self, value: Value | None) -> Value | None:
        if isinstance(value, Written):
            return evaluate(self._machine, value.node, value.frame)
        return value

    def _model(self, entry: Registered) -> str | None:
        given = entry.options.get("response_model")
        node = given.node if isinstance(given, Written | Constant) else None
        if isinstance(given, Constant) and given.value is None:
            return None
        text = entry.given.get("response_model")
        if node is None and text is not None:
            node = getattr(text, "node", None)
        function = function_of(entry.handler)
        if node is None and function is not None and not isinstance(function.node, ast.Lambda):
            node = function.node.returns
            if node is not None and entry.is_scoped:
                node = self._without_responses(node, function)
            if node is None or is_none_written(node) or self._is_response(node, function):
                return None
        return None if node is None else _text(node)

    def _without_responses(self, node: ast.expr, function: Function) -> ast.expr | None:
        """What a route of ours makes a model of: a union without the responses in it."""
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.BitOr):
            return node
        left = self._without_responses(node.left, function)
        right = self._without_responses(node.right, function)
        parts = [
            one for one in (left, right) if one is not None and not self._is_response(one, function)
        ]
        return (
            ast.BinOp(parts[0], ast.BitOr(), parts[1])
            if len(parts) == 2
            else next(iter(parts), None)
        )

    def _is_response(self, node: ast.expr, function: Function) -> bool:
        if not isinstance(node, ast.Name | ast.Attribute):
            return False
        made = evaluate(self._machine, node, function.frame)
        roots = made.roots() if isinstance(made, Class) else (made,)
        return any((framework.kind(root) or "").endswith("Response") for root in roots)

    def _described(self, handler: Value) -> dict[str, Any]:
        function = function_of(handler)
        if function is not None:
            place = function.path, function.node.lineno
            module = self._machine.modules.name(function.path)
            return {"name": function.name, "module": module, "file": place[0], "line": place[1]}
        name = "?"
        if isinstance(handler, Router):
            name = handler.name or handler.base
        elif isinstance(handler, Class | Instance):
            name = (handler if isinstance(handler, Class) else handler.cls).name
        elif isinstance(handler, Made | External):
            full = handler.fullname if isinstance(handler, External) else handler.callee.fullname
            name = full.rpartition(".")[2]
        return {"name": name, "module": None, "file": None, "line": None}


class _Tree:
    """Turns what is needed into documents, where one instance may serve several."""

    def __init__(self, machine: Machine, default: str) -> None:
        self._machine = machine
        self._default = default
        self._seen: set[object] = set()

    def add(self, needed: Needed) -> dict[str, Any]:
        """The document of one, and of all that it needs."""
        below = [self.add(one) for one in needed.below]
        scope = needed.scope
        if scope == "request" and needed.says_scope is None:
            scope = self._default
        key = (id(needed.key), scope)
        module = None if needed.path is None else self._machine.modules.name(needed.path)
        node: dict[str, Any] = {
            "name": needed.name,
            "module": module,
            "file": needed.path,
            "line": needed.line,
            "parameter": needed.parameter,
            "scope": scope,
            "closes": None,
            "shared": needed.use_cache and key in self._seen,
            "dependencies": below,
        }
        self._seen.add(key)
        return node


def _skipped(place: Place, reason: str) -> dict[str, Any]:
    return {"file": place.path, "line": place.line, "reason": reason}


def function_of(value: Value) -> Function | None:
    """The function that a handler is, None for everything else."""
    if isinstance(value, BoundFunction):
        value = value.function
    return behind_wrappers(value) if isinstance(value, Function) else None


def _text(node: ast.expr) -> str:
    """A type as it is written, without quotes around it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return " ".join(ast.unparse(node).split())
