"""The functions of a module whose parameters FastAPI reads: handlers and dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.graph import callee_of, declared_type
from scoped_fastapi_check.model.module import Alias

if TYPE_CHECKING:
    from scoped_fastapi_check.model.dependencies import DependencySite
    from scoped_fastapi_check.model.graph import Callee
    from scoped_fastapi_check.model.module import Expression, Function, Parameter
    from scoped_fastapi_check.rules.base import Context


def dependency_at(context: Context, site: DependencySite) -> Expression | None:
    """What a site depends on: for `Depends()` the class that is declared beside it."""
    if site.marker.dependency is not None or site.target is None:
        return site.marker.dependency
    target = site.target
    annotation = target.value if isinstance(target, Alias) else target.annotation
    return None if annotation is None else declared_type(annotation, context.names)


def dependency_parameters(context: Context) -> Iterator[tuple[Function, tuple[Parameter, ...]]]:
    """Each dependency that stands in the module, and the parameters that FastAPI sees of it.

    A function of which another module makes a dependency is known by the markers that it has itself.
    What is decorated may have other parameters.
    """
    found: dict[Function, tuple[Parameter, ...]] = {}
    for site in context.dependency_sites:
        dependency = dependency_at(context, site)
        callee = None if dependency is None else callee_of(dependency, context.names)
        if callee is not None and _is_plain(context, callee):
            found.setdefault(callee.function, callee.parameters)
    for function in context.module.functions:
        if function in found or function.node.decorator_list:
            continue
        if any(context.marker(parameter) for parameter in function.parameters):
            found[function] = tuple(function.parameters)
    yield from found.items()


def _is_plain(context: Context, callee: Callee) -> bool:
    function = callee.function
    return function.scope.module is context.module and not function.node.decorator_list


def is_of_library(function: Function) -> bool:
    """Whether a function stands in a library: what is wrong with it is not for its user to change."""
    return function.scope.module.is_of_library
