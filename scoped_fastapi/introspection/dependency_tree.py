"""The dependencies of a route as a tree, and the order in which they are closed."""

from collections.abc import Hashable
from typing import Any, cast

from fastapi.dependencies.models import Dependant

from ..callables import is_async_generator_function, is_generator_function, opens_something
from ..fastapi_internals import cache_key
from ..scopes import wrapped_call
from .places import describe

__all__ = ["dependency_tree"]


def dependency_tree(dependant: Dependant) -> dict[str, Any]:
    """Return the `dependencies` of a route, and its `teardown` in order.

    FastAPI opens what a dependency depends on before the dependency itself, each instance once, and
    closes them in reverse: those of the function scope before the response is sent, those of the
    request scope after it.
    """
    tree = _Tree()
    dependencies = [tree.add(node) for node in dependant.dependencies]
    opened = list(reversed(tree.opened))
    early = [node for node in opened if node["scope"] != "request"]
    late = [node for node in opened if node["scope"] == "request"]
    for number, node in enumerate([*early, *late], start=1):
        node["closes"] = number
    return {
        "dependencies": dependencies,
        "teardown": {
            "before_response": [node["name"] for node in early],
            "after_response": [node["name"] for node in late],
        },
    }


class _Tree:
    def __init__(self) -> None:
        self.opened: list[dict[str, Any]] = []
        self._seen: set[Hashable] = set()

    def add(self, dependant: Dependant) -> dict[str, Any]:
        below = [self.add(node) for node in dependant.dependencies]
        key = cache_key(dependant)
        call = cast("Any", dependant.call)
        wrapped = wrapped_call(call)
        scope = _scope(dependant)
        node: dict[str, Any] = {
            **describe(wrapped or call),
            "parameter": dependant.name,
            "scope": scope,
            "closes": None,
            "shared": dependant.use_cache and key in self._seen,
            "dependencies": below,
        }
        if scope is not None and not node["shared"]:
            self.opened.append(node)
        self._seen.add(key)
        return node


def _scope(dependant: Dependant) -> str | None:
    """Return the scope of what has to be closed; None where there is nothing to close."""
    call = cast("Any", dependant.call)
    wrapped = wrapped_call(call)
    if wrapped is not None:
        return "response" if opens_something(wrapped) else None
    if is_async_generator_function(call) or is_generator_function(call):
        return dependant.scope or "request"
    return None
