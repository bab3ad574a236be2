"""The routes of an application with their whole paths, in the order in which they are looked through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoped_fastapi_check.application.routers import (
    Entry,
    Included,
    Mounted,
    Registered,
    Router,
)
from scoped_fastapi_check.application.values import Value

_MAX_DEPTH = 30
_MAX_ROUTES = 20_000


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


def flattened(router: Router) -> list[Reached]:
    """Everything that a router or an application leads to; mounted applications are one entry."""
    found: list[Reached] = []
    for reached in _reached(router, _inside(Around(), router)):
        found.append(reached)
        if len(found) > _MAX_ROUTES:
            break
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


def _reached(router: Router, around: Around) -> Iterator[Reached]:
    for entry in router.entries:
        steps = (*around.steps, Step(router, entry))
        possible = around.is_possible or bool(getattr(entry, "is_possible", False))
        inside = Around(
            around.prefix, around.dependencies, around.scope, around.tags, possible, steps
        )
        if isinstance(entry, Registered):
            path = _joined(around.prefix, entry.path)
            own = "" if entry.kind == "other" else router.prefix
            yield Reached(entry, path, _joined(around.prefix, own), inside, possible)
        elif isinstance(entry, Mounted):
            yield Reached(
                entry, _joined(around.prefix, entry.path), around.prefix, inside, possible
            )
        elif isinstance(entry, Included):
            if len(steps) > _MAX_DEPTH or any(step.router is entry.router for step in steps):
                continue
            outer = Around(
                _joined(_joined(around.prefix, _own_prefix(router)), entry.prefix),
                (*around.dependencies, entry.dependencies),
                around.scope,
                (*around.tags, *(entry.tags or ())),
                possible,
                steps,
            )
            yield from _reached(entry.router, _inside(outer, entry.router))


def _own_prefix(router: Router) -> str | None:
    """What a router puts before the paths of routers that it includes: its own prefix."""
    return router.prefix


def _joined(one: str | None, other: str | None) -> str | None:
    return None if one is None or other is None else one + other
