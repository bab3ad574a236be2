"""The dependencies of a route as a tree."""

from collections.abc import Hashable
from typing import Any, cast

from fastapi.dependencies.models import Dependant

from ..callables import opens_something, yields
from ..fastapi_internals import cache_key
from ..scopes import wrapped_call
from .places import describe

__all__ = ["dependency_tree"]


def dependency_tree(dependant: Dependant) -> list[dict[str, Any]]:
    """Return the `dependencies` of a route; in which order they are closed follows from them."""
    tree = _Tree()
    return [tree.add(node) for node in dependant.dependencies]


class _Tree:
    def __init__(self) -> None:
        self._seen: set[Hashable] = set()

    def add(self, dependant: Dependant) -> dict[str, Any]:
        below = [self.add(node) for node in dependant.dependencies]
        key = cache_key(dependant)
        call = cast("Any", dependant.call)
        wrapped = wrapped_call(call)
        node: dict[str, Any] = {
            **describe(wrapped or call),
            "parameter": dependant.name,
            "scope": _scope(dependant),
            "closes": None,
            "shared": dependant.use_cache and key in self._seen,
            "dependencies": below,
        }
        self._seen.add(key)
        return node


def _scope(dependant: Dependant) -> str | None:
    """Return the scope of what has to be closed; None where there is nothing to close."""
    call = cast("Any", dependant.call)
    wrapped = wrapped_call(call)
    if wrapped is not None:
        return "response" if opens_something(wrapped) else None
    if yields(call):
        return dependant.scope or "request"
    return None
