"""What the rules about dependencies share: the question, and how both sides are named."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import Any

from scoped_fastapi_check.model.dependencies import DependencySite
from scoped_fastapi_check.model.module import Alias, Expression, Parameter, Target
from scoped_fastapi_check.questions import Provides, Provision, Question, ask

# Longer expressions are shortened in messages.
_MAX_WIDTH = 40


def provision(
    site: DependencySite,
) -> Generator[Question[Any], Any, tuple[Expression, Provision] | None]:
    """The dependency of a site and how it fits; None where the type itself is the dependency."""
    dependency = site.marker.dependency
    if dependency is None:
        return None
    return dependency, (yield from ask(Provides(dependency, site.target)))


def dependency_name(dependency: Expression) -> str:
    """The dependency as the user writes it."""
    text = " ".join(ast.unparse(dependency.node).split())
    return text if len(text) <= _MAX_WIDTH else f"{text[: _MAX_WIDTH - 3]}..."


def target_name(target: Target) -> str:
    """What a target is called in a message."""
    if isinstance(target, Parameter):
        return f'parameter "{target.name}"'
    if isinstance(target, Alias):
        return f'alias "{target.name}"'
    return f'field "{target.name}"'
