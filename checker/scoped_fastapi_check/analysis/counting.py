"""How much there is to check in a module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import gather
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.model.dependencies import dependency_sites
from scoped_fastapi_check.model.graph import parameter_marker
from scoped_fastapi_check.model.module import Alias, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.analysis.questions import Steps
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.model.routes import Registration

__all__ = ["Counts", "counts_in"]

_LINE: Final = "scoped-fastapi-counts: {} {}"
_READ: Final = re.compile(_LINE.format(r"(\d+)", r"(\d+)"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the rules found to look at."""

    routes: int = 0
    dependencies: int = 0

    def as_line(self) -> str:
        """These numbers as text, for `from_line`: the plugin has only mypy's notes to report them in."""
        return _LINE.format(self.routes, self.dependencies)

    @staticmethod
    def from_line(line: str) -> Counts | None:
        """The numbers in a line of text; None where it is another one."""
        found = _READ.fullmatch(line)
        return found and Counts(*map(int, found.groups()))


def counts_in(module: Module, names: Names, registrations: Iterable[Registration]) -> Steps[Counts]:
    """How many routes and dependencies there are in a module."""
    routers = yield from gather(*map(router_class, registrations))
    routes = sum(router is not None for router in routers)
    return Counts(routes, _count_dependencies(module, names))


def _count_dependencies(module: Module, names: Names) -> int:
    """How many dependencies are asked for: each use of an alias is one, its definition is none."""
    parameters = [parameter for function in module.functions for parameter in function.parameters]
    asked = sum(parameter_marker(parameter, names) is not None for parameter in parameters)
    others = [site.target for site in dependency_sites(module, names)]
    return asked + sum(not isinstance(target, Parameter | Alias) for target in others)
