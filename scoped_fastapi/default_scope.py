"""The scope that a router or an application gives to `yield` dependencies that do not say."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import params
from fastapi.dependencies.models import Dependant
from fastapi.requests import HTTPConnection

from .fastapi_internals import copy_dependant, running_route
from .params import Scope
from .scopes import with_scopes

__all__ = ["default_scope_of", "settle", "settled", "with_default_scope"]


class DefaultScope:
    """The first dependency of a router that has a default scope, which says what it is.

    The dependencies of a router are the one thing that FastAPI hands to the routes of every router
    that is included anywhere below, websockets too. A `ScopedRoute` reads the scope when its handler
    is built. For a route of FastAPI's own, the first request does what the scope asks for.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope: Scope = scope

    async def __call__(self, connection: HTTPConnection) -> None:
        """Settle the scopes of what FastAPI is about to open on a route of its own."""
        route = running_route(connection.scope)
        if route is not None:
            settle(route.dependant)


def with_default_scope(
    dependencies: Sequence[Any] | None, scope: Scope | None
) -> Sequence[Any] | None:
    """Return the `dependencies` for a router with this `dependency_scope`."""
    if scope is None:
        return dependencies
    return [params.Depends(DefaultScope(scope)), *(dependencies or [])]


def default_scope_of(dependant: Dependant) -> Scope | None:
    """Return the default scope of the nearest router around this route that has one."""
    scope: Scope | None = None
    for node in dependant.dependencies:
        if isinstance(node.call, DefaultScope):
            scope = node.call.scope
    return scope


def settled(dependant: Dependant, default: Scope | None = None) -> Dependant:
    """Return the tree of a route with its scopes, and without what carries a default scope.

    `default` wins over the default scope of a router.
    """
    default = default or default_scope_of(dependant)
    nodes = [node for node in dependant.dependencies if not isinstance(node.call, DefaultScope)]
    if len(nodes) != len(dependant.dependencies):
        dependant = copy_dependant(dependant, dependencies=nodes)
    return with_scopes(dependant, default)


def settle(dependant: Dependant) -> None:
    """Give the tree of a route that FastAPI is running its scopes, for this request and all others.

    FastAPI is going through the list of dependencies now, hence it is changed in place, and its
    successor no longer has what carries the default. What stands before that was opened already:
    it keeps its scope, wherever else the route asks for it.
    """
    nodes = dependant.dependencies
    default = default_scope_of(dependant)
    if default is None:
        return
    first = next(index for index, node in enumerate(nodes) if isinstance(node.call, DefaultScope))
    opened = [*_calls(nodes[:first])]
    nodes[first:] = with_scopes(Dependant(dependencies=nodes[first:]), default, opened).dependencies
    dependant.dependencies = [node for node in nodes if not isinstance(node.call, DefaultScope)]


def _calls(nodes: list[Dependant]) -> Iterator[Any]:
    for node in nodes:
        yield node.call
        yield from _calls(node.dependencies)
