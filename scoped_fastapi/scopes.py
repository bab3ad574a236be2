"""The scopes of a route's dependencies: what they become, and which combinations are refused."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from fastapi import params
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from fastapi.exceptions import DependencyScopeError

from .callables import is_async_generator_function, is_generator_function, name_of
from .dependencies import wrapped_call
from .fastapi_internals import copy_dependant
from .params import Scope

__all__ = [
    "DefaultScope",
    "check_dependencies",
    "check_scopes",
    "default_scope_of",
    "has_response_scoped",
    "with_scopes",
]


def has_response_scoped(dependant: Dependant) -> bool:
    """Whether any dependency in the tree below is closed before the response is sent."""
    for node in dependant.dependencies:
        if node.scope == "function" or wrapped_call(node.call) is not None:
            return True
        if has_response_scoped(node):
            return True
    return False


class DefaultScope:
    """A dependency that does nothing but carry a router's default scope to what it includes.

    The dependencies of an inclusion are the one thing that FastAPI hands to the routes of every
    router in between.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope: Scope = scope

    async def __call__(self) -> None:
        """Do nothing, on a route that is not a `ScopedRoute`."""


def default_scope_of(dependant: Dependant) -> Scope | None:
    """Return the default scope that the nearest including router has for this route."""
    scope: Scope | None = None
    for node in dependant.dependencies:
        if isinstance(node.call, DefaultScope):
            scope = node.call.scope
    return scope


def with_scopes(dependant: Dependant, default: Scope | None) -> Dependant:
    """Return the tree below `dependant` with the scopes that its dependencies have on this route.

    A `yield` dependency that does not say gets `default`. A response-scoped one has a scope of its
    own, whatever is said, so that it is one instance however it is asked for. What does not change
    is not copied.
    """
    if not dependant.dependencies:
        return dependant
    dependencies: list[Dependant] = []
    same = True
    for node in dependant.dependencies:
        if isinstance(node.call, DefaultScope):
            same = False
            continue
        changed = _with_scope(with_scopes(node, default), default)
        same = same and changed is node
        dependencies.append(changed)
    return dependant if same else copy_dependant(dependant, dependencies=dependencies)


def _with_scope(node: Dependant, default: Scope | None) -> Dependant:
    scope = node.scope
    if wrapped_call(node.call) is not None:
        scope = None
    elif default is not None and scope is None and node.call is not None and _yields(node.call):
        scope = default
    return node if scope == node.scope else copy_dependant(node, scope=scope)


def check_scopes(dependant: Dependant, place: Callable[[], str]) -> None:
    """Refuse a request-scoped generator that depends on a response-scoped value.

    It would use the value after it was closed. FastAPI refuses it where one is a parameter of the
    other; a plain function in between makes no difference to what happens.

    Raises:
        DependencyScopeError: there is one; the message names the chain and the `place`.
    """
    for node in dependant.dependencies:
        if node.call is not None and node.scope != "function" and _yields(node.call):
            for chain in _chains_to_response_scoped(node):
                names = " -> ".join(name_of(call) for call in chain)
                raise DependencyScopeError(
                    f"The dependency {name_of(node.call)!r} of {place()} has a scope of "
                    f'"request": it is closed after the response is sent. It depends on '
                    f"{name_of(chain[-1])!r}, which is closed before ({names}). "
                    f'Give {name_of(node.call)!r} the scope "function", '
                    "or wrap it with response_scoped_dependency."
                )
        check_scopes(node, place)


def check_dependencies(dependencies: Sequence[params.Depends], default: Scope | None) -> None:
    """Check the dependencies of an inclusion, whose routes FastAPI only makes when they are used.

    Raises:
        DependencyScopeError: as `check_scopes`.
    """
    nodes = [get_parameterless_sub_dependant(depends=depends, path="") for depends in dependencies]
    check_scopes(with_scopes(Dependant(dependencies=nodes), default), lambda: "the inclusion")


def _chains_to_response_scoped(node: Dependant) -> Iterator[list[Callable[..., Any]]]:
    if node.call is None:
        return
    for child in node.dependencies:
        if child.call is None:
            continue
        if child.scope == "function" or wrapped_call(child.call) is not None:
            yield [node.call, child.call]
        else:
            for chain in _chains_to_response_scoped(child):
                yield [node.call, *chain]


def _yields(call: Callable[..., Any]) -> bool:
    return wrapped_call(call) is None and (
        is_async_generator_function(call) or is_generator_function(call)
    )
