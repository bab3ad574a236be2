"""How much there is to check in a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.model.dependencies import dependency_sites
from scoped_fastapi_check.model.graph import parameter_marker
from scoped_fastapi_check.model.module import Alias, Parameter

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names


def count_dependencies(module: Module, names: Names) -> int:
    """How many dependencies are asked for: each use of an alias is one, its definition is none."""
    parameters = [parameter for function in module.functions for parameter in function.parameters]
    asked = sum(parameter_marker(parameter, names) is not None for parameter in parameters)
    others = [site.target for site in dependency_sites(module, names)]
    return asked + sum(not isinstance(target, Parameter | Alias) for target in others)
