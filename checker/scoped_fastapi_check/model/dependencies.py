"""Finds where a module asks for dependencies: `= Depends(f)`, `Annotated[T, Depends(f)]`, lists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Alias, Call, Expression, Field, Parameter, Target
from scoped_fastapi_check.model.quoted import quoted_expression
from scoped_fastapi_check.model.resolution import MAX_STEPS, resolved_call

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names


_DEPENDENCY_MARKERS: Final = fullnames.DEPENDS | fullnames.SECURITY


@dataclass(eq=False)
class Marker:
    """A `Depends(...)` or `Security(...)` call, wherever it stands."""

    call: Call

    @cached_property
    def dependency(self) -> Expression | None:
        """What is depended on, or None where the type itself is: `Depends()`."""
        given = self.call.argument("dependency", 0)
        if given is None or (isinstance(given.node, ast.Constant) and given.node.value is None):
            return None
        return given


@dataclass(frozen=True, eq=False, slots=True)
class DependencySite:
    """A place that asks for a dependency, and what it is for (None where the value is not used)."""

    marker: Marker
    target: Target | None
    node: ast.expr | ast.stmt | ast.arg
    alias: Alias | None = None
    """The generic alias through which a parameter asks, if it does."""


def dependency_sites(module: Module, names: Names) -> Iterator[DependencySite]:
    """Every place in `module` that asks for a dependency, each once.

    A parameter whose annotation is the plain name of an alias is left out: the alias itself is
    such a place, in the module that defines it.
    """
    claimed: set[ast.Call] = set()
    for site in _declared_sites(module, names):
        claimed.add(site.marker.call.node)
        yield site
    for call in module.calls:
        if call.node not in claimed and (marker := as_marker(call, names)) is not None:
            yield DependencySite(marker, None, call.node)


def _declared_sites(module: Module, names: Names) -> Iterator[DependencySite]:
    for function in module.functions:
        for parameter in function.parameters:
            if (site := _declared_site(parameter, names)) is not None:
                yield site
    for field in module.fields:
        if (site := _declared_site(field, names)) is not None:
            yield site
    for alias in module.aliases:
        if (marker := annotated_marker(alias.value, names)) is not None:
            yield DependencySite(marker, alias, alias.node)


def _declared_site(target: Parameter | Field, names: Names) -> DependencySite | None:
    """The site that a declaration is, if exactly one marker decides what it gets."""
    by_default = None if target.default is None else find_marker(target.default, names)
    in_annotation, alias = None, None
    if target.annotation is not None:
        annotation = unquoted(target.annotation)
        in_annotation = annotated_marker(annotation, names)
        if in_annotation is None and isinstance(annotation.node, ast.Subscript):
            in_annotation, alias = _generic_alias(annotation, names)
    marker = in_annotation or by_default
    if marker is None or (in_annotation is not None and by_default is not None):
        return None  # FastAPI refuses both together.
    return DependencySite(marker, target, target.node, alias)


def annotated_marker(expression: Expression, names: Names) -> Marker | None:
    """The marker in `Annotated[T, ..., Depends(f)]`; FastAPI takes the last one."""
    node = unquoted(expression).node
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Tuple):
        return None
    if names.fullname(expression.sibling(node.value)) not in fullnames.ANNOTATED:
        return None
    for metadata in reversed(node.slice.elts[1:]):
        if (marker := find_marker(expression.sibling(metadata), names)) is not None:
            return marker
    return None


def _generic_alias(
    expression: Expression, names: Names
) -> tuple[Marker, Alias] | tuple[None, None]:
    """The marker of a generic alias that is used with its arguments: `Provided[User]`."""
    for _ in range(MAX_STEPS):
        if not isinstance(expression.node, ast.Subscript):
            break
        value = names.value(expression.sibling(expression.node.value))
        if value is None:
            break
        if (marker := annotated_marker(value, names)) is not None:
            aliases = value.scope.module.aliases
            return marker, next(alias for alias in aliases if alias.value.node is value.node)
        expression = value
    return None, None


def find_marker(expression: Expression, names: Names) -> Marker | None:
    """The marker that an expression is, or that the name it consists of is bound to."""
    found = resolved_call(expression, names)
    if not isinstance(found.node, ast.Call):
        return None
    return as_marker(Call(found.node, found.scope, is_decorator=False), names)


def as_marker(call: Call, names: Names) -> Marker | None:
    """The marker that a call makes, if it is one."""
    if not isinstance(call.node.func, ast.Name | ast.Attribute):
        return None
    fullname = names.fullname(call.callee)
    return Marker(call) if fullname in _DEPENDENCY_MARKERS else None


def unquoted(expression: Expression) -> Expression:
    """A string annotation as the expression that it holds, at the place of the string."""
    node = expression.node
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return expression
    inner = quoted_expression(node.value)
    if inner is None:
        return expression
    for part in ast.walk(inner):
        if isinstance(part, ast.expr | ast.keyword):
            ast.copy_location(part, node)
    return expression.sibling(inner)
