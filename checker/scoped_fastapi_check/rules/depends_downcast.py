"""`fastapi-depends-downcast`: a dependency that provides a wider type than is declared.

Off by default: applications that narrow by convention (a factory declared at a base class, a union
of which each route takes its part) would otherwise hear of every use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scoped_fastapi_check.analysis.assignability import Fit
from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import DEPENDS_DOWNCAST
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.dependencies import DependencySite
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.provision import (
    dependency_name,
    is_thrown_away,
    provision,
    target_name,
)
from scoped_fastapi_check.rules.shared.wording import readable


def check(context: Context) -> Iterator[Check]:
    """One check for each place that asks for a dependency and declares a type for it."""
    for site in context.dependency_sites:
        yield _check_site(context, site)


def _check_site(context: Context, site: DependencySite) -> Check:
    if is_thrown_away(site):
        return
    found = yield from provision(site)
    if found is not None:
        found = replace(found, given=readable(found.given), wanted=readable(found.wanted))
    if found is not None and found.fit is Fit.WIDER and site.target is not None:
        name = dependency_name(site.marker.dependency)
        given, wanted = f'"{found.given}"', f'the "{found.wanted}"'
        if (
            found.given == found.wanted
        ):  # Classes of two modules that a checker shows by their names.
            given, wanted = f"another {given}", "the one"
        finding = Diagnostic.at(
            site.node,
            DEPENDS_DOWNCAST,
            f'"{name}" provides {given}, which is wider than {wanted} that '
            f"{target_name(site.target)} declares",
            f'FastAPI passes on any "{found.given}" without a check: declare that type, or narrow '
            "it in the dependency",
        )
        context.report(replace(finding, reason=found.reason))


RULE: Final = Rule(DEPENDS_DOWNCAST, check)
