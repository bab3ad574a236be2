"""Parameters of dependencies: FastAPI reads them as it reads those of a handler."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import (
    as_parameter_marker,
)
from scoped_fastapi_check.model.dependencies import DependencySite
from scoped_fastapi_check.model.graph import Callee, callee_of, dependency_of
from scoped_fastapi_check.model.module import Expression, Function, Parameter
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.defaults import REFUSED
from scoped_fastapi_check.rules.param.field_defaults import finding, with_fields
from scoped_fastapi_check.rules.param.fields import Problem, no_field
from scoped_fastapi_check.rules.shared.request_functions import is_run_for_requests


def check_dependencies(context: Context, handlers: set[Function]) -> Iterator[Check]:
    """One check for each function of the module that is depended on in it."""
    found: dict[Function, Callee] = {}
    for site in context.dependency_sites:
        dependency = _dependency(context, site)
        callee = None if dependency is None else _plain_callee(context, dependency)
        if callee is not None and callee.function.scope.module is context.module:
            found.setdefault(callee.function, callee)
    for function, callee in found.items():
        if function not in handlers:
            yield _check_fields(context, callee)
    for function in context.module.functions if context.module.mentions("Field") else ():
        if function not in handlers and function not in found:
            yield _check_elsewhere(context, function)


def _check_elsewhere(context: Context, function: Function) -> Check:
    """A function of which only other modules make a dependency."""
    parameters = list(with_fields(context, function.parameters))
    if parameters and (yield from is_run_for_requests(context, function)):
        _report_fields(context, parameters)


def _report_fields(context: Context, parameters: Iterable[Parameter]) -> None:
    for parameter in parameters:
        name = f'parameter "{parameter.name}" of the dependency "{_name(parameter.function)}"'
        context.report(finding(parameter, name))


def _check_fields(context: Context, callee: Callee) -> Check:
    _report_fields(context, with_fields(context, callee.parameters))
    for parameter in callee.parameters:
        declared = context.declaration(parameter)
        if declared.is_known and not (declared.marker and declared.marker.is_dependency):
            problem = yield from no_field(callee.function, declared, context.names)
            if problem is not None:
                report(context, parameter, parameter.node, problem)


def report(
    context: Context, parameter: Parameter, node: ast.arg | ast.expr, problem: Problem
) -> None:
    """Report what is wrong with a parameter of a dependency."""
    of = f'parameter "{parameter.name}" of the dependency "{_name(parameter.function)}" '
    message = of + problem.says
    context.report(Diagnostic.at(node, PARAM, message, f"{REFUSED}: {problem.advice}"))


def _name(function: Function) -> str:
    """What a dependency is called: for FastAPI a class is what its `__init__` takes."""
    owner = function.scope.node
    if function.name == "__init__" and isinstance(owner, ast.ClassDef):
        return owner.name
    return function.name


def parameters_below(context: Context, registration: Registration) -> Iterator[Parameter]:
    """The parameters of all dependencies of a route, each once."""
    function = registration.function
    waiting = [] if function is None else _asked_by(context, function.parameters)
    waiting += _listed(context, registration)
    seen: set[Function] = set()
    while waiting:
        callee = _plain_callee(context, waiting.pop())
        if callee is not None and callee.function not in seen:
            seen.add(callee.function)
            yield from callee.parameters
            waiting += _asked_by(context, callee.parameters)


def _asked_by(
    context: Context, parameters: list[Parameter] | tuple[Parameter, ...]
) -> list[Expression]:
    found: list[Expression] = []
    for parameter in parameters:
        marker = context.marker(parameter)
        dependency = None if marker is None else dependency_of(parameter, marker, context.names)
        if dependency is not None:
            found.append(dependency)
    return found


def _listed(context: Context, registration: Registration) -> list[Expression]:
    """What the `dependencies=[...]` of a route name, as far as they are written out."""
    given = registration.call.keyword("dependencies")
    given = None if given is None else resolve(given, context.names)
    if given is None or not isinstance(given.node, ast.List | ast.Tuple):
        return []
    markers = (
        as_parameter_marker(given.sibling(entry), context.names) for entry in given.node.elts
    )
    return [
        marker.dependency
        for marker in markers
        if marker is not None and marker.dependency is not None
    ]


def _dependency(context: Context, site: DependencySite) -> Expression | None:
    if site.marker.dependency is None and isinstance(site.target, Parameter):
        return dependency_of(site.target, site.marker, context.names)
    return site.marker.dependency


def _plain_callee(context: Context, dependency: Expression) -> Callee | None:
    """The function behind a dependency, if FastAPI sees all of its parameters, and no others."""
    made = resolve(dependency, context.names)
    if isinstance(made.node, ast.Call):
        called = context.names.fullname(made.sibling(made.node.func))
        if called in {fullnames.PARTIAL, None}:
            return None
    callee = callee_of(dependency, context.names)
    return None if callee is None or callee.function.node.decorator_list else callee
