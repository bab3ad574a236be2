"""`*args`, `**kwargs` and `self`: FastAPI asks the client for them, and no client knows of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, ask
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import callee_of, is_bound
from scoped_fastapi_check.model.method_decorators import is_as_written, is_static_method
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.rules.param.wrappers import wrapper_around
from scoped_fastapi_check.rules.shared.asked_functions import dependency_at, is_of_library
from scoped_fastapi_check.rules.shared.signatures import may_be_signed_anew
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Node
    from scoped_fastapi_check.model.dependencies import DependencySite
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.rules.base import Context

_SELF: Final = frozenset({"self", "cls"})
_FRAMEWORK: Final = (
    "FastAPI makes a required query parameter of it, and answers 422 to every request"
)


def check_variadic(context: Context) -> Iterator[Check]:
    """One check for each route and for each place that asks for a dependency."""
    for registration in context.registrations:
        yield _check_route(context, registration)
    for site in context.dependency_sites:
        yield _check_site(context, site)


def _check_route(context: Context, registration: Registration) -> Check:
    function = registration.function
    if function is None or function.scope.module is not context.module:
        return
    wrapper = None if registration.is_direct else wrapper_around(context, function)
    seen = function if registration.is_direct else wrapper
    if seen is None:
        return
    takes = _unknown_to_clients(seen)
    is_method = registration.is_direct and _is_method(context, registration, function)
    if not takes and not is_method:
        return
    if (yield from router_class(registration, "endpoint")) is None:
        return
    if wrapper is not None:
        at = takes[0] if wrapper.scope.module is context.module else function.node
        context.report(_wrapped(at, "handler", function, wrapper, takes[0]))
        return
    for argument in takes:
        context.report(_unnamed(argument, f'handler "{function.name}"', argument))
    if is_method:
        own = function.parameters[0]
        context.report(_self(own.node, f'handler "{function.name}" is a method, and', own.name))


def _is_method(context: Context, registration: Registration, function: Function) -> bool:
    """Whether FastAPI gets a method that nobody has bound to an object.

    Libraries for class-based views rewrite the methods of a class that they are given: by its decorator,
    by a base class, or in a call.
    """
    owner = function.scope.node
    if not isinstance(owner, ast.ClassDef) or not _is_unbound(function):
        return False
    if registration.handler is not None:  # `Views().index` has got its object.
        named = context.names.function(registration.handler)
        return named is function and not is_bound(registration.handler, function)
    if owner.decorator_list or owner.bases or owner.keywords:
        return False
    return not _is_handed_on(context, owner.name)


def _is_handed_on(context: Context, class_name: str) -> bool:
    """Whether a call gets a class, or an object of it, and so may register its methods in its own way."""
    names = {class_name}
    for name, values in context.module.scope.values.items():
        made = values[0] if len(values) == 1 else None
        if isinstance(made, ast.Call) and isinstance(made.func, ast.Name):
            names |= {name} if made.func.id == class_name else set()
    return not names.isdisjoint(context.once(_handed_on))


def _handed_on(context: Context) -> set[str]:
    """The names that calls get, in whatever they are given."""
    return {
        part.id
        for call in context.module.calls
        for argument in arguments_of(call.node)
        if not isinstance(argument, ast.Attribute)
        for part in ast.walk(argument)
        if isinstance(part, ast.Name)
    }


def _is_unbound(function: Function) -> bool:
    """Whether a method wants an object, or its class, which nothing says a request could give."""
    if not function.parameters or is_static_method(function):
        return False
    first = function.parameters[0]
    return first.name in _SELF and first.annotation is None and first.default is None


def _check_site(context: Context, site: DependencySite) -> Check:
    dependency = dependency_at(context, site)
    if dependency is None:
        return
    callee = callee_of(dependency, context.names)
    if callee is None:
        _check_lambda(context, dependency)
    if callee is None or is_of_library(callee.function):
        if _may_be_made(context, dependency):
            maker = yield from ask(InstanceOf(dependency, fullnames.SESSION_MAKERS))
            if maker is not None:
                context.report(_session_maker(dependency, maker))
        return
    function = callee.function
    if not is_as_written(function):
        _check_decorated(context, dependency, function)
        return
    is_here = function.scope.module is context.module
    name = f'dependency "{written(dependency.node)}"'
    for argument in _unknown_to_clients(function):
        context.report(_unnamed(argument if is_here else site.node, name, argument))
    if (
        isinstance(function.scope.node, ast.ClassDef)
        and _is_unbound(function)
        and not function.node.decorator_list
    ):
        first = function.parameters[0]
        if callee.parameters and callee.parameters[0] is first:
            message = f'dependency "{written(dependency.node)}" is a method, and'
            context.report(_self(dependency.node, message, first.name))


def _check_lambda(context: Context, dependency: Expression) -> None:
    made = resolve(dependency, context.names)
    if isinstance(made.node, ast.Lambda):
        at = None if made.scope.module is context.module else dependency.node
        for argument in _variadic(made.node.args):
            context.report(_unnamed(at or argument, "the lambda that is a dependency", argument))


def _check_decorated(context: Context, dependency: Expression, function: Function) -> None:
    """A dependency in front of which a decorator puts a function that hides its parameters."""
    wrapper = wrapper_around(context, function)
    takes = [] if wrapper is None or is_of_library(wrapper) else _unknown_to_clients(wrapper)
    if wrapper is not None and takes:
        at = takes[0] if wrapper.scope.module is context.module else dependency.node
        context.report(_wrapped(at, "dependency", function, wrapper, takes[0]))


def _may_be_made(context: Context, dependency: Expression) -> bool:
    """Whether an object may be a maker of sessions: the module that defines it has SQLAlchemy's names."""
    return isinstance(dependency.node, ast.Name | ast.Attribute) and context.names.reaches(
        dependency, ("sqlalchemy",)
    )


def _unknown_to_clients(function: Function) -> list[ast.arg]:
    """The `*args` and `**kwargs` of a function, if they do not say where their value comes from."""
    if may_be_signed_anew(function):
        return []
    return _variadic(function.node.args)


def _variadic(arguments: ast.arguments) -> list[ast.arg]:
    return [
        argument
        for argument in (arguments.vararg, arguments.kwarg)
        if argument is not None and not isinstance(argument.annotation, ast.Subscript)
    ]


def _unnamed(node: Node, who: str, argument: ast.arg) -> Diagnostic:
    return Diagnostic.at(
        node,
        PARAM,
        f'{who} takes any number of arguments as "{argument.arg}", which no request can give',
        f'{_FRAMEWORK} without "?{argument.arg}=...": name the parameters that are meant',
    )


def _wrapped(
    node: Node, role: str, function: Function, wrapper: Function, argument: ast.arg
) -> Diagnostic:
    """What stands around a function hides its parameters."""
    return Diagnostic.at(
        node,
        PARAM,
        f'"{wrapper.name}" stands in for the {role} "{function.name}", and takes any number of '
        f'arguments as "{argument.arg}"',
        f'FastAPI does not see the parameters of "{function.name}", and answers 422 to every request '
        f'without "?{argument.arg}=...": decorate "{wrapper.name}" with "functools.wraps"',
        related=[Related.at(wrapper, "the function that FastAPI calls")],
    )


def _self(node: Node, who: str, name: str) -> Diagnostic:
    return Diagnostic.at(
        node,
        PARAM,
        f"{who} nothing binds it to an object",
        f'FastAPI takes "{name}" for a required query parameter, and answers 422 to every request: '
        "name the method of an object, or make it a function",
    )


def _session_maker(dependency: Expression, maker: str) -> Diagnostic:
    name = written(dependency.node)
    argument = "kw" if maker.endswith("scoped_session") else "local_kw"
    return Diagnostic.at(
        dependency.node,
        PARAM,
        f'dependency "{name}" takes any number of arguments as "{argument}", which no request can give',
        f'{_FRAMEWORK} without "?{argument}=...": depend on a function that yields "{name}()", and '
        "closes it",
    )
