"""How much there is to check in a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.analysis.questions import gather
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.model.module import Alias, Parameter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.analysis.questions import Steps
    from scoped_fastapi_check.model.dependencies import DependencySite, Marker
    from scoped_fastapi_check.model.routes import Registration

__all__ = ["counts_in"]


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
