"""Routes of an application that no request reaches: others before them match all that they do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from scoped_fastapi_check.application.flattening import Reached
from scoped_fastapi_check.application.routers import Mounted, Registered
from scoped_fastapi_check.application.values import BoundFunction, Function, Value, behind_wrappers
from scoped_fastapi_check.model.path_index import PathIndex
from scoped_fastapi_check.model.paths import PathParameter, Segment, hides, segments

# Many routes of one path would each be held against all of them.
_MOST_CANDIDATES = 200
_EVERYTHING = frozenset({"*"})


@dataclass(frozen=True, eq=False, slots=True)
class Pair:
    """A route that is never reached, and the one that answers in its place."""

    later: Reached
    earlier: Reached
    is_same_path: bool


def unreachable(routes: Iterable[Reached]) -> Iterator[Pair]:
    """Each route that is certain never to be asked, with the first one that hides it."""
    index: PathIndex[Reached] = PathIndex()
    for route in routes:
        if not _is_comparable(route):
            continue
        parts = _segments(route)
        for earlier in islice(index.candidates(parts), _MOST_CANDIDATES):
            pair = _pair(earlier, route, parts)
            if pair is not None:
                yield pair
                break
        if not route.is_possible:
            index.insert(parts, route)


def _is_comparable(route: Reached) -> bool:
    entry = route.entry
    if route.path is None:
        return False
    if isinstance(entry, Mounted):
        return entry.handler is not None and not entry.is_host
    return entry.is_comparable and entry.methods is not None and not _is_versioned(entry.handler)


def _is_versioned(handler: Value) -> bool:
    """Whether a decorator says for which version of an interface a handler is: others have its path."""
    node = handler.node if isinstance(handler, Function) else None
    if node is None or isinstance(node, ast.Lambda):
        return False
    return _says_version(node)


@lru_cache(maxsize=1024)
def _says_version(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    # Once for a handler, not for each of its routes.
    return any("version" in ast.unparse(_called(one)).lower() for one in node.decorator_list)


def _called(node: ast.expr) -> ast.expr:
    return node.func if isinstance(node, ast.Call) else node


def _segments(route: Reached) -> Sequence[Segment]:
    path = route.path or ""
    if isinstance(route.entry, Mounted):
        return segments(f"{path}/{{path:path}}")
    return segments(path)


def _pair(earlier: Reached, later: Reached, parts: Sequence[Segment]) -> Pair | None:
    if not _methods(later) <= _methods(earlier) and _methods(earlier) is not _EVERYTHING:
        return None
    if _handler(earlier) is not None and _handler(earlier) is _handler(later):
        return None
    if not _is_order_known(earlier, later):
        return None
    first = _segments(earlier)
    if isinstance(earlier.entry, Registered) and _is_same(first, parts):
        return None if isinstance(later.entry, Mounted) else Pair(later, earlier, True)
    if isinstance(later.entry, Mounted) and isinstance(earlier.entry, Mounted):
        is_same = later.path == earlier.path
        return Pair(later, earlier, False) if is_same or _hides_mount(earlier, later) else None
    if isinstance(later.entry, Mounted):
        return None
    return Pair(later, earlier, False) if hides(first, parts) else None


def _hides_mount(earlier: Reached, later: Reached) -> bool:
    return (later.path or "").startswith(f"{earlier.path}/") and "{" not in (earlier.path or "")


def _methods(route: Reached) -> frozenset[str]:
    if isinstance(route.entry, Mounted):
        return _EVERYTHING
    return route.entry.methods or frozenset()


def _handler(route: Reached) -> object:
    value: Value | None = route.entry.handler
    if isinstance(value, BoundFunction):
        value = value.function
    if not isinstance(value, Function):
        return None
    return behind_wrappers(value).node


def _is_same(first: Sequence[Segment], second: Sequence[Segment]) -> bool:
    """Whether two paths are one, up to the names of their parameters."""
    return len(first) == len(second) and all(
        one.convertor == other.convertor
        if isinstance(one, PathParameter) and isinstance(other, PathParameter)
        else one is not None and one == other
        for one, other in zip(first, second, strict=True)
    )


def _is_order_known(earlier: Reached, later: Reached) -> bool:
    """Whether one piece of code registers both, or what they are in: not two modules, each its own."""
    for one, other in zip(earlier.around.steps, later.around.steps, strict=False):
        if one.entry is not other.entry:
            return one.entry.origin == other.entry.origin
    return False
