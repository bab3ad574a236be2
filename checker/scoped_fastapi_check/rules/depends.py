"""`fastapi-depends`: a dependency that cannot provide what its parameter declares.

FastAPI hands over whatever a dependency returns and never looks at the declared type
(fastapi#4750).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.codes import DEPENDS
from scoped_fastapi_check.findings import Finding
from scoped_fastapi_check.judge import Context, Rule
from scoped_fastapi_check.model.dependencies import DependencySite, dependency_sites
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.questions import Check, Fit, Provision
from scoped_fastapi_check.rules.provision import dependency_name, provision, target_name


def check(context: Context) -> Iterator[Check]:
    """One check for each place that asks for a dependency."""
    for site in dependency_sites(context.module, context.names):
        yield _check_site(context, site)


def _check_site(context: Context, site: DependencySite) -> Check:
    answer = yield from provision(site)
    if answer is None:
        return
    dependency, found = answer
    if found.fit is Fit.NOT_CALLABLE:
        context.report(_not_callable(site, dependency, found))
    elif found.fit is Fit.UNRELATED:
        context.report(_unrelated(site, dependency, found))
    elif found.fit is Fit.MAYBE_NONE:
        context.report(_maybe_none(site, dependency, found))


def _unrelated(site: DependencySite, dependency: Expression, found: Provision) -> Finding:
    assert site.target is not None
    name = dependency_name(dependency)
    return Finding.at(
        site.node,
        DEPENDS,
        f'"{name}" provides "{found.provided}", but {target_name(site.target)} is declared as '
        f'"{found.declared}"',
        f'FastAPI passes the "{found.provided}" on without a check: declare that type, or depend '
        f'on something that provides "{found.declared}"',
    )


def _maybe_none(site: DependencySite, dependency: Expression, found: Provision) -> Finding:
    assert site.target is not None
    name = dependency_name(dependency)
    return Finding.at(
        site.node,
        DEPENDS,
        f'"{name}" may provide None, but {target_name(site.target)} is declared as '
        f'"{found.declared}"',
        f'FastAPI passes the None on without a check: declare "{found.declared} | None", or raise '
        "an HTTPException in the dependency instead of providing None",
    )


def _not_callable(site: DependencySite, dependency: Expression, found: Provision) -> Finding:
    name = dependency_name(dependency)
    mend = "pass a function, a class or another callable"
    if isinstance(dependency.node, ast.Call):
        function = dependency_name(dependency.sibling(dependency.node.func))
        mend = f'pass "{function}" itself, without calling it'
    return Finding.at(
        site.node,
        DEPENDS,
        f'"{name}" is given as a dependency, but it is "{found.provided}", which cannot be called',
        f"FastAPI calls the dependency for every request: {mend}",
    )


RULE: Final = Rule(DEPENDS, check)
