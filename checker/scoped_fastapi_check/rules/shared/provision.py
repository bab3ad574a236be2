"""What the rules about dependencies share: the question, and how both sides are named."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import Any

from scoped_fastapi_check.analysis.assignability import Fit, Fitting
from scoped_fastapi_check.analysis.dependency_result import provided
from scoped_fastapi_check.analysis.questions import Question
from scoped_fastapi_check.model.dependencies import DependencySite
from scoped_fastapi_check.model.module import Alias, Expression, Parameter, Target
from scoped_fastapi_check.model.value_flow import is_read
from scoped_fastapi_check.model.walk import is_none_written
from scoped_fastapi_check.rules.shared.wording import written


def provision(
    site: DependencySite,
) -> Generator[Question[Any], Any, Fitting | None]:
    """How the dependency of a site fits; None where there is nothing to say about this site."""
    dependency = site.marker.dependency
    if site.alias is not None:
        of_alias = yield from provided(dependency, site.alias)
        if of_alias.fit not in {Fit.FITS, Fit.UNKNOWN}:
            return None  # Wrong wherever it is used: reported once, at its definition.
    return (yield from provided(dependency, site.target))


def is_thrown_away(site: DependencySite) -> bool:
    """Whether a parameter says that its value is not wanted, and nobody reads it.

    It says so by its name, or by None as its type.
    """
    target = site.target
    if not isinstance(target, Parameter):
        return False
    if not target.name.startswith("_") and not _is_declared_none(target):
        return False
    function = target.function
    if len(function.body.values.get(target.name, ())) > 1:
        return True  # What is read is something else, or may be.
    return not is_read(target.name, function.node.body)


def _is_declared_none(parameter: Parameter) -> bool:
    node = None if parameter.annotation is None else parameter.annotation.node
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) and node.slice.elts:
        node = node.slice.elts[0]  # Annotated[None, ...]
    return is_none_written(node)


def dependency_name(dependency: Expression | None) -> str:
    """The dependency as the user writes it."""
    if dependency is None:
        return "Depends()"
    return written(dependency.node)


def target_name(target: Target) -> str:
    """What a target is called in a message."""
    if isinstance(target, Parameter):
        return f'parameter "{target.name}"'
    if isinstance(target, Alias):
        return f'alias "{target.name}"'
    return f'field "{target.name}"'
