"""The scopes of a route's dependencies: what they become, and which combinations are refused."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from fastapi import params
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_dependant, get_parameterless_sub_dependant
from fastapi.exceptions import DependencyScopeError

from .callables import name_of, opens_something, yields
from .fastapi_internals import copy_dependant
from .params import Scope

__all__ = [
    "Natives",
    "ResponseScoped",
    "check_dependencies",
    "check_scopes",
    "has_response_scoped",
    "natives_below",
    "with_scopes",
    "wrapped_call",
]

# The scopes of the generators in a tree that FastAPI opens itself.
Natives: TypeAlias = frozenset[Scope]


class ResponseScoped:
    """A dependency that is closed before the response is sent, around the one it was made of."""

    dependency: Callable[..., Any]


def wrapped_call(call: object) -> Callable[..., Any] | None:
    """Return what `call` wraps if it is response-scoped, else None."""
    return call.dependency if isinstance(call, ResponseScoped) else None


def has_response_scoped(dependant: Dependant) -> bool:
    """Whether any dependency in the tree below is response-scoped."""
    return any(
        wrapped_call(node.call) is not None or has_response_scoped(node)
        for node in dependant.dependencies
    )


def natives_below(
    dependant: Dependant, overrides: Mapping[Callable[..., Any], Callable[..., Any]] | None = None
) -> Natives:
    """Return the scopes of the generators in the tree below that FastAPI opens itself.

    With `overrides` the tree is as FastAPI will make it for a request.
    """
    found: set[Scope] = set()
    for node in dependant.dependencies:
        override = overrides.get(node.call) if overrides and node.call is not None else None
        if override is not None:
            node = get_dependant(path=node.path or "", call=override, scope=node.scope)
        if node.call is not None and _opened_by_fastapi(node.call):
            found.add(node.scope or "request")
        found |= natives_below(node, overrides)
    return frozenset(found)


def with_scopes(
    dependant: Dependant, default: Scope | None, unless: Collection[Any] = ()
) -> Dependant:
    """Return the tree below `dependant` with the scopes that its dependencies have on this route.

    A `yield` dependency that does not say gets `default`, `unless` it is one of those. A
    response-scoped one has a scope of its own, whatever is said, so that it is one instance however
    it is asked for. What does not change is not copied.
    """
    if not dependant.dependencies:
        return dependant
    dependencies: list[Dependant] = []
    same = True
    for node in dependant.dependencies:
        changed = _with_scope(with_scopes(node, default, unless), default, unless)
        same = same and changed is node
        dependencies.append(changed)
    return dependant if same else copy_dependant(dependant, dependencies=dependencies)


def _with_scope(node: Dependant, default: Scope | None, unless: Collection[Any]) -> Dependant:
    scope = node.scope
    if wrapped_call(node.call) is not None:
        scope = None
    elif default is None or scope is not None or node.call is None or node.call in unless:
        return node
    elif _opened_by_fastapi(node.call):
        scope = default
    return node if scope == node.scope else copy_dependant(node, scope=scope)


def check_scopes(dependant: Dependant, place: Callable[[], str]) -> None:
    """Refuse a request-scoped generator that depends on what is closed before the response is sent.

    It would use the value after it was closed. FastAPI refuses it where one is a parameter of the
    other; a plain function in between makes no difference to what happens.

    Raises:
        DependencyScopeError: there is one; the message names the chain and the `place`.
    """
    for node in dependant.dependencies:
        if node.call is not None and node.scope != "function" and _opened_by_fastapi(node.call):
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
        if _closes_early(child.call, child.scope):
            yield [node.call, child.call]
        else:
            for chain in _chains_to_response_scoped(child):
                yield [node.call, *chain]


def _closes_early(call: Callable[..., Any], scope: Scope | None) -> bool:
    wrapped = wrapped_call(call)
    if wrapped is not None:
        return opens_something(wrapped)
    return scope == "function" and _opened_by_fastapi(call)


def _opened_by_fastapi(call: Callable[..., Any]) -> bool:
    return wrapped_call(call) is None and yields(call)
