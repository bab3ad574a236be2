"""The functions of a module whose parameters FastAPI reads: handlers and dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.graph import callee_of, dependency_of
from scoped_fastapi_check.model.module import Parameter

if TYPE_CHECKING:
    from scoped_fastapi_check.model.dependencies import DependencySite
    from scoped_fastapi_check.model.graph import Callee
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.rules.base import Context


def dependency_at(context: Context, site: DependencySite) -> Expression | None:
    """What a site depends on: for `Depends()` the class that its parameter declares."""
    if site.marker.dependency is None and isinstance(site.target, Parameter):
        return dependency_of(site.target, site.marker, context.names)
    return site.marker.dependency


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
        if function not in found and not function.node.decorator_list:
            if any(context.marker(parameter) for parameter in function.parameters):
                found[function] = tuple(function.parameters)
    yield from found.items()


def _is_plain(context: Context, callee: Callee) -> bool:
    function = callee.function
    return function.scope.module is context.module and not function.node.decorator_list
