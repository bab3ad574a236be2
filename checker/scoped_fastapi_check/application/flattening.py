"""The routes of an application with their whole paths, in the order in which they are looked through."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoped_fastapi_check.application.routers import (
    Entry,
    Included,
    Mounted,
    Registered,
    Router,
)
from scoped_fastapi_check.application.values import LONGEST_TEXT, Value

if TYPE_CHECKING:
    from scoped_fastapi_check.application.machine import Machine

_MAX_DEPTH = 30
_MAX_ROUTES = 20_000
# Routers that are included twice by each other double with each of them.
_MAX_ENTRIES = 200_000


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """A router on the way to a route, and the entry in it that leads on."""

    router: Router
    entry: Entry


@dataclass(frozen=True, eq=False, slots=True)
class Around:
    """What surrounds the entries of a router: None where it is not known."""

    prefix: str | None = ""
    dependencies: tuple[Value | None, ...] = ()
    scope: str | None = "request"
    tags: tuple[str, ...] = ()
    is_possible: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Reached:
    """A route, or a mount, as an application comes to it."""

    entry: Registered | Mounted
    path: str | None
    """The whole path, None where a part of it is not known."""
    before: str | None
    """What stands before the path that is registered."""
    around: Around
    is_possible: bool

    @property
    def dependencies(self) -> tuple[Value | None, ...]:
        """All `dependencies=` from the application down to the route."""
        own = self.entry.options.get("dependencies") if isinstance(self.entry, Registered) else None
        return (*self.around.dependencies, own)


class Flattened(list[Reached]):
    """What an application leads to; `is_complete` is False where that is more than is followed."""

    is_complete: bool = True


def flattened(machine: Machine, router: Router) -> Flattened:
    """Everything that a router or an application leads to; mounted applications are one entry."""
    found = machine.flattened.get(router)
    if found is None:
        found = machine.flattened[router] = _Walk(machine).through(router)
    return found


def _inside(around: Around, router: Router) -> Around:
    """What surrounds the entries of a router, with what it says itself."""
    scope = around.scope
    if router.says_scope or router.dependency_scope != "request":
        scope = router.dependency_scope
    return Around(
        around.prefix,
        (*around.dependencies, router.dependencies),
        scope,
        (*around.tags, *(router.tags or ())),
        around.is_possible,
        around.steps,
    )


class _Walk:
    """Goes through one application; all of a project share what may be gone through."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._found = Flattened()

    def through(self, router: Router) -> Flattened:
        self._go(router, _inside(Around(), router))
        return self._found

    def _go(self, router: Router, around: Around) -> None:
        for entry in router.entries:
            self._machine.entries += 1
            if len(self._found) >= _MAX_ROUTES or self._machine.entries > _MAX_ENTRIES:
                self._found.is_complete = False
                return
            steps = (*around.steps, Step(router, entry))
            possible = around.is_possible or bool(getattr(entry, "is_possible", False))
            inside = replace(around, is_possible=possible, steps=steps)
            if isinstance(entry, Registered):
                path = _joined(around.prefix, entry.path)
                own = "" if entry.kind == "other" else router.prefix
                before = _joined(around.prefix, own)
                self._found.append(Reached(entry, path, before, inside, possible))
            elif isinstance(entry, Mounted):
                path = _joined(around.prefix, entry.path)
                self._found.append(Reached(entry, path, around.prefix, inside, possible))
            elif isinstance(entry, Included):
                self._include(router, entry, inside)

    def _include(self, router: Router, entry: Included, around: Around) -> None:
        if any(step.router is entry.router for step in around.steps):
            return
        if len(around.steps) > _MAX_DEPTH:
            self._found.is_complete = False
            return
        prefix = _joined(_joined(around.prefix, _own_prefix(router)), entry.prefix)
        outer = replace(
            around,
            prefix=prefix,
            dependencies=(*around.dependencies, entry.dependencies),
            tags=(*around.tags, *(entry.tags or ())),
        )
        self._go(entry.router, _inside(outer, entry.router))


def _own_prefix(router: Router) -> str | None:
    """What a router puts before the paths of routers that it includes: its own prefix."""
    return router.prefix


def _joined(one: str | None, other: str | None) -> str | None:
    """Two parts of a path, None where one is not known or both are longer than a path is."""
    if one is None or other is None or len(one) + len(other) > LONGEST_TEXT:
        return None
    return one + other
