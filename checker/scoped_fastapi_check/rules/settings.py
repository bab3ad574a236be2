"""`fastapi-settings`: settings as a dependency whose fields the client can set.

FastAPI reads the signature of what it depends on. That of a settings class has every field, so each
of them is a query parameter, and what a client gives there goes before the environment.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.dependency_result import behind_partials
from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import SETTINGS
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import ancestors
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.asked_functions import dependency_at
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.dependencies import DependencySite
    from scoped_fastapi_check.model.module import Field, Scope
    from scoped_fastapi_check.model.names import Names

_PACKAGES: Final = frozenset({"pydantic", "pydantic_settings"})
# Which field a message shows, if a class has several.
_SECRETS: Final = re.compile(r"admin|key|password|secret|token|dsn|url")
_HOOK: Final = "settings_customise_sources"
_INIT_SOURCE: Final = "init_settings"


def check(context: Context) -> Iterator[Check]:
    """One check for each place that depends on a class."""
    for site in context.dependency_sites:
        dependency = dependency_at(context, site)
        if dependency is not None:
            dependency = resolve(behind_partials(dependency, context.names), context.names)
        if dependency is not None and context.names.is_class(dependency):
            yield _check_site(context, site, dependency)


def _check_site(context: Context, site: DependencySite, dependency: Expression) -> Check:
    scope = context.names.class_scope(dependency)
    if scope is None:
        return
    classes = [
        place
        for place in ancestors(scope, context.names)
        if place.module.name.partition(".")[0] not in _PACKAGES
    ]
    field = _first_field(classes, context.names)
    if field is None or any(_takes_nothing(place) for place in classes):
        return
    settings = tuple(name for name in fullnames.SETTINGS if context.names.exists(name))
    if any(_is_of_v1(place, context.names) for place in classes) or (
        settings and (yield from ask(SubclassOf(dependency, settings))) is not None
    ):
        context.report(_finding(site, dependency, field))


def _is_of_v1(scope: Scope, names: Names) -> bool:
    """Whether a class is built on the settings of `pydantic.v1`, which not every engine reads."""
    outside = scope.parent
    if outside is None or not isinstance(scope.node, ast.ClassDef):
        return False
    bases = (names.fullname(Expression(base, outside)) for base in scope.node.bases)
    return any(base == fullnames.PYDANTIC_V1_SETTINGS for base in bases)


def _takes_nothing(scope: Scope) -> bool:
    """Whether a class has an `__init__` of its own, or leaves what it is called with aside."""
    functions = scope.module.functions_in
    if functions(scope, "__init__"):
        return True
    return any(
        not any(
            isinstance(node, ast.Name)
            and node.id == _INIT_SOURCE
            and isinstance(node.ctx, ast.Load)  # `del init_settings`
            for statement in function.node.body
            for node in ast.walk(statement)
        )
        for function in functions(scope, _HOOK)
    )


def _first_field(classes: list[Scope], names: Names) -> Field | None:
    """A field of a class or of what it derives from: one that no client should set, if there is one."""
    fields = [
        field
        for scope in classes
        for field in scope.module.fields
        if field.annotation.scope is scope and _is_field(field, names)
    ]
    secret = (field for field in fields if _SECRETS.search(field.name.lower()))
    return next(secret, fields[0] if fields else None)


def _is_field(field: Field, names: Names) -> bool:
    """Whether pydantic makes a field of an annotated name."""
    annotation = field.annotation
    if isinstance(annotation.node, ast.Subscript):
        annotation = annotation.sibling(annotation.node.value)
    is_class_variable = names.fullname(annotation) in fullnames.CLASS_VAR
    return not field.name.startswith("_") and field.name != "model_config" and not is_class_variable


def _finding(site: DependencySite, dependency: Expression, field: Field) -> Diagnostic:
    name = written(dependency.node)
    return Diagnostic.at(
        site.node,
        SETTINGS,
        f'"{name}" is a settings class, of which FastAPI makes every field a query parameter',
        f'A client that sends "?{field.name}=..." overrides the environment: depend on a function '
        f'that returns "{name}()"',
    )


RULE: Final = Rule(SETTINGS, check)
