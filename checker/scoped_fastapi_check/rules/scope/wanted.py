"""A response-scoped dependency that is sent the response, where nobody has one to send.

Only the routes of the scoped routers send it. Everywhere else the generator goes on with None.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    InstanceOf,
    ProjectMentions,
    Steps,
    SubclassOf,
    ask,
)
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Node, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import as_parameter_marker
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import callee_of, dependency_of
from scoped_fastapi_check.model.lifetimes import is_response_scoped
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.shared.dependency_lists import entries
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Call, Function, Parameter
    from scoped_fastapi_check.model.routes import Registration
    from scoped_fastapi_check.rules.base import Context

_WORD: Final = "response_scoped_dependency"
_ADDING: Final = ("api_route", "add_api_route")
_SCOPED: Final = b"Scoped"
_ROUTE: Final = re.compile(rb"@\w+\.(?:get|post|put|patch|delete|api_route)\(")
_MAX_DEPTH: Final = 10
_WITH_SENT: Final = frozenset({"AsyncGenerator", "Generator"})


def check_wanted(context: Context) -> Iterator[Check]:
    """One check for each route and for each call of `open()`."""
    for registration in context.registrations:
        if registration.function is not None and registration.is_direct:
            yield _check_route(context, registration)
    for call in context.calls.of_method("include_router"):
        yield _check_inclusion(context, call)
    for call in context.calls.of_method("open"):
        assert isinstance(call.node.func, ast.Attribute)
        opened = call.callee.sibling(call.node.func.value)
        if (wanting := _wanting(context, opened)) is not None:
            context.report(_finding(call.node, opened, wanting, '"open()"'))


def _check_route(context: Context, registration: Registration) -> Check:
    if not (yield from ask(ProjectMentions(context.module, _WORD))):
        return
    found = list(_found_in(context, registration))
    if found and (where := (yield from _without_response(context, registration))):
        for node, dependency, function in found:
            context.report(_finding(node, dependency, function, where))


def _check_inclusion(context: Context, call: Call) -> Check:
    """`app.include_router(router, dependencies=[Depends(session)])` of a plain router."""
    given = call.argument("router", 0)
    made = None if given is None else context.names.value(given)
    if (
        made is None
        or call.keyword("dependencies") is None
        or not (yield from ask(ProjectMentions(context.module, _WORD)))
    ):
        return
    found = list(_among_listed(context, Expression(call.node, call.scope)))
    if found and _has_plain_routes_only(made):
        where = yield from _sent_by(context, made)
        for node, dependency, function in found if where else ():
            context.report(_finding(node, dependency, function, where))


def _has_plain_routes_only(router: Expression) -> bool:
    """Whether the module that makes a router registers routes, and none that may be sent a response."""
    text = router.scope.module.text or b""
    return _SCOPED not in text and b"route_class" not in text and _ROUTE.search(text) is not None


def _found_in(
    context: Context, registration: Registration
) -> Iterator[tuple[Node, Expression, Function]]:
    """The dependencies of a route that want the response, and where the route asks for them."""
    handler = registration.function
    assert handler is not None
    if handler.scope.module is context.module:
        for parameter in handler.parameters:
            for dependency, function in _behind(context, parameter, 0):
                yield parameter.node, dependency, function
    router = resolve(registration.router, context.names)
    for made in (Expression(registration.call.node, registration.call.scope), router):
        yield from _among_listed(context, made)


def _among_listed(
    context: Context, made: Expression
) -> Iterator[tuple[Node, Expression, Function]]:
    """The dependencies in the `dependencies=` of a call that want the response."""
    for entry in _listed(context, made):
        marker = as_parameter_marker(entry, context.names)
        listed = None if marker is None else marker.dependency
        if listed is not None and entry.scope.module is context.module:
            for inner, function in _reached(context, listed, 0):
                yield entry.node, inner, function


def _listed(context: Context, made: Expression) -> Iterator[Expression]:
    """The `dependencies=` of a route, or of its router."""
    keywords = made.node.keywords if isinstance(made.node, ast.Call) else []
    for keyword in keywords:
        if keyword.arg == "dependencies":
            yield from entries(context, made.sibling(keyword.value))


def _behind(
    context: Context, parameter: Parameter, depth: int
) -> Iterator[tuple[Expression, Function]]:
    marker = context.marker(parameter)
    dependency = None if marker is None else dependency_of(parameter, marker, context.names)
    if dependency is not None:
        yield from _reached(context, dependency, depth)


def _reached(
    context: Context, dependency: Expression, depth: int
) -> Iterator[tuple[Expression, Function]]:
    """The dependencies that want the response, among this one and those that it depends on."""
    if depth > _MAX_DEPTH:
        return
    if (function := _wanting(context, dependency)) is not None:
        yield dependency, function
    callee = callee_of(dependency, context.names)
    for parameter in () if callee is None else callee.parameters:
        yield from _behind(context, parameter, depth + 1)


def _wanting(context: Context, dependency: Expression) -> Function | None:
    """The generator function of a dependency, if it is not ready for None in the response's place."""
    if not is_response_scoped(dependency, context.names):
        return None
    callee = callee_of(dependency, context.names)
    if callee is None or not callee.function.is_generator:
        return None
    function = callee.function
    name = _sent_name(function)
    if name is None or _is_tested(function, name) or _may_be_none(context, function):
        return None
    nodes = [part for statement in function.node.body for part in ast.walk(statement)]
    is_used = any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        for node in nodes
    )
    return function if is_used else None


def _sent_name(function: Function) -> str | None:
    """What a function binds the response to, `response = yield session`."""
    for statement in function.node.body:
        for node in ast.walk(statement):
            match node:
                case ast.Assign([ast.Name(name)], ast.Yield()):
                    return name
                case ast.AnnAssign(ast.Name(name), value=ast.Yield()):
                    return name
                case ast.NamedExpr(ast.Name(name), ast.Yield()):
                    return name
                case _:
                    continue
    return None


def _is_tested(function: Function, name: str) -> bool:
    """Whether a function looks whether there is a response, in a condition or by its class."""
    nodes = [node for statement in function.node.body for node in ast.walk(statement)]
    return any(
        _speaks(node, name)
        or any(isinstance(part, ast.Name) and part.id == name for part in _tested_by(node))
        for node in nodes
    )


def _tested_by(node: ast.AST) -> list[ast.expr]:
    """What a node finds out something about."""
    match node:
        case (
            ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) | ast.Assert(test=test)
        ):
            return [test]
        case ast.BoolOp(values=tests):
            return tests
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
        case ast.UnaryOp(op=ast.Not(), operand=test) | ast.Match(subject=test):
            return [test]
        case ast.Call(func=ast.Name("isinstance" | "hasattr" | "getattr"), args=arguments):
            return arguments
        case _:
            return []


def _speaks(node: ast.AST, name: str) -> bool:
    """Whether a block catches what comes of a missing response."""
    if not isinstance(node, ast.Try) or not node.handlers:
        return False
    return any(
        isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == name
        for statement in node.body
        for part in ast.walk(statement)
    )


def _may_be_none(context: Context, function: Function) -> bool:
    """Whether the annotation says that there may be no response."""
    if function.node.returns is None:
        return False
    annotation = unquoted(Expression(function.node.returns, function.scope))
    node = annotation.node
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Tuple):
        return False
    head = (context.names.fullname(annotation.sibling(node.value)) or "").rpartition(".")[2]
    if head not in _WITH_SENT or len(node.slice.elts) < 2:
        return False
    sent = node.slice.elts[1]
    return any(
        (isinstance(part, ast.Constant) and part.value is None)
        or (isinstance(part, ast.Name | ast.Attribute) and _is_optional(part))
        for part in ast.walk(sent)
    )


def _is_optional(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return name in {"Optional", "Any", "object"}


def _without_response(context: Context, registration: Registration) -> Steps[str]:
    """Where a route is that sends no response to its dependencies; empty where it does, or may."""
    made = context.names.value(registration.router)
    if made is None or not isinstance(made.node, ast.Call):
        return ""
    if registration.is_websocket:
        router = yield from ask(InstanceOf(made, fullnames.ROUTERS, _ADDING))
        return "" if router is None else "a websocket"
    return (yield from _sent_by(context, made))


def _sent_by(context: Context, made: Expression) -> Steps[str]:
    """What a router is, if it sends no response to the dependencies of its routes; empty where it does, or may."""
    router = yield from ask(InstanceOf(made, fullnames.ROUTERS, _ADDING))
    if router is None or not isinstance(made.node, ast.Call):
        return ""
    options = {keyword.arg: keyword.value for keyword in made.node.keywords}
    if None in options or _sets_route_class(context):
        return ""
    route_class = options.get("route_class")
    if route_class is not None:
        given = SubclassOf(made.sibling(route_class), (fullnames.SCOPED_ROUTE, fullnames.ROUTE))
        found = yield from ask(given)
        return f'the route class "{ast.unparse(route_class)}"' if found == fullnames.ROUTE else ""
    called = written(made.node.func)
    return "" if router in fullnames.SCOPED_ROUTERS else f'a plain "{called}"'


def _sets_route_class(context: Context) -> bool:
    return any(
        isinstance(assignment.target.node, ast.Attribute)
        and assignment.target.node.attr == "route_class"
        for assignment in context.module.assignments
    )


def _finding(node: Node, dependency: Expression, function: Function, where: str) -> Diagnostic:
    name = written(dependency.node)
    return Diagnostic.at(
        node,
        SCOPE,
        f'"{name}" needs the response, but {where} sends it none',
        f'"{function.name}" gets None at its yield and fails after the handler: use a "ScopedRouter", or '
        'declare "Response | None" and handle the None',
        related=[Related.at(function, "the dependency")],
    )
