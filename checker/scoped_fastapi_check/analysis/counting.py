"""How much there is to check in a module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import gather
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.model.module import Alias, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.analysis.questions import Steps
    from scoped_fastapi_check.model.dependencies import DependencySite, Marker
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


def counts_in(
    registrations: Iterable[Registration],
    markers: Iterable[Marker | None],
    sites: Iterable[DependencySite],
) -> Steps[Counts]:
    """How many routes and dependencies there are: `markers` are those of all parameters of a module.

    Each use of an alias is one dependency, its definition is none.
    """
    routers = yield from gather(*map(router_class, registrations))
    asked = sum(marker is not None for marker in markers)
    others = sum(not isinstance(site.target, Parameter | Alias) for site in sites)
    return Counts(sum(router is not None for router in routers), asked + others)
