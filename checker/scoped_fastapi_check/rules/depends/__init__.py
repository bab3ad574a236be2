"""`fastapi-depends`: a dependency that cannot provide what its parameter declares.

FastAPI hands over whatever a dependency returns and never looks at the declared type
(fastapi#4750).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scoped_fastapi_check.analysis.assignability import Fit, Fitting
from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import DEPENDS
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model.dependencies import DependencySite
from scoped_fastapi_check.model.graph import callee_of, made_in
from scoped_fastapi_check.model.module import Expression, Parameter, Target
from scoped_fastapi_check.model.placeholders import only_raises
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.depends.generic import generic_alias
from scoped_fastapi_check.rules.depends.uncallable import uncallable, without_type
from scoped_fastapi_check.rules.shared.edits import replaced, source_of
from scoped_fastapi_check.rules.shared.provision import (
    dependency_name,
    is_thrown_away,
    provision,
    target_name,
)
from scoped_fastapi_check.rules.shared.wording import adds_something, readable


def check(context: Context) -> Iterator[Check]:
    """One check for each place that asks for a dependency."""
    for site in context.dependency_sites:
        yield _check_site(context, site)
    for finding in without_type(context):
        context.report(finding)


def _check_site(context: Context, site: DependencySite) -> Check:
    if site.marker.dependency is None and site.marker.call.has_unpacking:
        return
    wrong = None
    if not _is_named_elsewhere(site):
        wrong = uncallable(context, site) or (yield from generic_alias(context, site))
    if wrong is not None:
        context.report(wrong)
        return
    found = yield from provision(site)
    if found is None or (
        found.fit is not Fit.NOT_CALLABLE
        and (is_thrown_away(site) or _never_returns(context, site))
    ):
        return
    if (describe := DESCRIPTIONS.get(found.fit)) is not None:
        reason = found.reason if adds_something(found.reason, found.given, found.wanted) else ""
        found = replace(found, given=readable(found.given), wanted=readable(found.wanted))
        wrong = replace(describe(site, found), reason=reason)
        if found.fit is Fit.DISJOINT and (advice := _factory_advice(context, site)):
            wrong = replace(wrong, note=advice)
        context.report(wrong)


def _is_named_elsewhere(site: DependencySite) -> bool:
    """Whether a `Depends()` stands by itself: where its name is used, a type is declared for it."""
    return site.marker.dependency is None and site.target is None


def _never_returns(context: Context, site: DependencySite) -> bool:
    """Whether a dependency only raises: an override provides what arrives, in its place."""
    dependency = site.marker.dependency
    callee = None if dependency is None else callee_of(dependency, context.names)
    return callee is not None and only_raises(callee.function)


def _factory_advice(context: Context, site: DependencySite) -> str:
    """What to do where the dependency is what makes one."""
    dependency = site.marker.dependency
    factory = None if dependency is None else context.names.function(dependency)
    if factory is None or made_in(factory) is None:
        return ""
    name = dependency_name(dependency)
    return f'FastAPI passes the function on, and never runs it: call "{name}(...)" here'


def _unrelated(site: DependencySite, found: Fitting) -> Diagnostic:
    assert site.target is not None
    name = dependency_name(site.marker.dependency)
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{name}" provides "{found.given}", but {target_name(site.target)} is declared as '
        f'"{found.wanted}"',
        f'FastAPI passes the "{found.given}" on without a check: declare that type, or depend '
        f'on something that provides "{found.wanted}"',
    )


def _maybe_none(site: DependencySite, found: Fitting) -> Diagnostic:
    assert site.target is not None
    name = dependency_name(site.marker.dependency)
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{name}" may provide None, but {target_name(site.target)} is declared as '
        f'"{found.wanted}"',
        f'FastAPI passes the None on without a check: declare "{found.wanted} | None", or raise '
        "an HTTPException in the dependency instead of providing None",
        fix=_optional(site.target),
    )


def _optional(target: Target) -> Fix | None:
    """`| None` at the declared type: what uses the value has to be ready for it."""
    annotation = target.annotation if isinstance(target, Parameter) else None
    if annotation is None:
        return None
    node = annotation.node
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) and node.slice.elts:
        annotation = annotation.sibling(node.slice.elts[0])  # Annotated[T, ...]
    text = source_of(annotation)
    if text is None or not isinstance(annotation.node, ast.Name | ast.Attribute | ast.Subscript):
        return None
    edit = replaced(annotation, f"{text} | None")
    return None if edit is None else Fix(f'Declare "{text} | None"', (edit,), is_safe=False)


def _not_callable(site: DependencySite, found: Fitting) -> Diagnostic:
    name = dependency_name(site.marker.dependency)
    dependency = site.marker.dependency
    if dependency is None:
        return Diagnostic.at(
            site.node,
            DEPENDS,
            f'"Depends()" takes the declared type "{found.given}" as the dependency, which cannot '
            "be called",
            'FastAPI refuses to register the route: pass the dependency, "Depends(function)", or '
            "declare a class",
        )
    advice = "pass a function, a class or another callable"
    fix = None
    if isinstance(dependency.node, ast.Call):
        function = dependency_name(dependency.sibling(dependency.node.func))
        advice = f'pass "{function}" itself, without calling it'
        fix = _uncalled(dependency, dependency.node)
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{name}" is given as a dependency, but it is "{found.given}", which cannot be called',
        f"FastAPI calls the dependency for every request: {advice}",
        fix=fix,
    )


def _uncalled(dependency: Expression, call: ast.Call) -> Fix | None:
    """The function itself in place of a call without arguments."""
    function = source_of(dependency.sibling(call.func))
    if function is None or call.args or call.keywords:
        return None
    edit = replaced(dependency, function)
    return None if edit is None else Fix(f'Pass "{function}" without calling it', (edit,))


DESCRIPTIONS: Final = {
    Fit.DISJOINT: _unrelated,
    Fit.MAYBE_NONE: _maybe_none,
    Fit.NOT_CALLABLE: _not_callable,
}
RULE: Final = Rule(DEPENDS, check)
