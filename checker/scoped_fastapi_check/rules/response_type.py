"""`fastapi-response-type`: a response model that pydantic cannot make a field of.

FastAPI makes a field of each response model when a route is registered: of `response_model`, of the
return annotation where there is none, and of the models in `responses`. It refuses what pydantic
knows no schema for.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Generator, Iterator
from typing import Any, Final

from scoped_fastapi_check import fullnames
from scoped_fastapi_check.codes import RESPONSE_TYPE
from scoped_fastapi_check.findings import Finding
from scoped_fastapi_check.judge import Context, Rule
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.routes import Registration, registrations, router_class
from scoped_fastapi_check.questions import Check, Question, Refusal, Refuses, ask
from scoped_fastapi_check.rules.no_body.declarations import declared_model
from scoped_fastapi_check.rules.no_body.status import route_status

REFUSED: Final = "FastAPI refuses to register the route"


def check(context: Context) -> Iterator[Check]:
    """The checks of what each route declares, and of what it leaves to be inferred."""
    for registration in registrations(context.module, context.names):
        if not registration.is_websocket and not _has_own_routes(context, registration):
            yield _check_model(context, registration)
            yield _check_annotation(context, registration)
            yield _check_responses(context, registration)


def _has_own_routes(context: Context, registration: Registration) -> bool:
    """Whether a class of the user's may make the routes, in a way of its own."""
    value = context.names.value(registration.router)
    modules = {context.module} if value is None else {context.module, value.scope.module}
    return any(
        (isinstance(node, ast.keyword) and node.arg == "route_class")
        or (isinstance(node, ast.Attribute) and node.attr == "route_class")
        for module in modules
        for node in ast.walk(module.tree)
    )


# `response_model=X`


def _check_model(context: Context, registration: Registration) -> Check:
    model = registration.call.keyword("response_model")
    if model is None or not _is_complete(model) or not (yield from _is_judged(registration)):
        return
    found = yield from ask(Refuses(model))
    if found is not None:
        text = " ".join(ast.unparse(model.node).split())
        context.report(_declared(model, f'response_model "{text}"', found))


def _is_judged(registration: Registration) -> Generator[Question[Any], Any, bool]:
    """Whether this is a route, and one that may have a model at all (see `fastapi-no-body`)."""
    if (yield from router_class(registration)) is None:
        return False
    return (yield from route_status(registration)) is None


def _is_complete(model: Expression) -> bool:
    """Whether all of a model is known at once; FastAPI puts off what is in quotes."""
    return not any(
        isinstance(node, ast.Constant) and isinstance(node.value, str)
        for node in ast.walk(model.node)
    )


def _declared(model: Expression, name: str, found: Refusal) -> Finding:
    is_whole = found.part == found.whole
    contains = "is" if is_whole else f'contains "{found.part}", which is'
    return Finding.at(
        model.node,
        RESPONSE_TYPE,
        f"{name} {contains} no type that pydantic can validate",
        f'{REFUSED}: declare a pydantic model with the fields of "{found.part}"',
    )


# The return annotation


def _check_annotation(context: Context, registration: Registration) -> Check:
    function = registration.function
    if (
        function is None
        or function.node.returns is None
        or function.is_generator
        or not registration.is_direct
        or registration.call.has_unpacking
        or registration.call.keyword("response_model") is not None
        or not _is_resolved(function, function.node.returns)
        or not (yield from _is_judged(registration))
    ):
        return
    annotation = Expression(function.node.returns, function.scope)
    is_scoped = (yield from router_class(registration)) in fullnames.SCOPED_ROUTERS
    question = Refuses(annotation, is_annotation=True, without_responses=is_scoped)
    found = yield from ask(question)
    if found is not None:
        here = function.scope.module is context.module
        context.report(
            _inferred(function, function.node if here else registration.call.node, found)
        )


def _inferred(function: Function, node: ast.stmt | ast.Call, found: Refusal) -> Finding:
    name = f'"{function.name}" is declared to return "{found.whole}"'
    if found.is_response:
        return Finding.at(
            node,
            RESPONSE_TYPE,
            f'{name}, and pydantic cannot validate a union with the response class "{found.part}"',
            f'{REFUSED}: declare "response_model=None", or the model of the other part, or use a '
            "ScopedRouter, which leaves responses out of the model",
        )
    which = "which" if found.part == found.whole else f'and "{found.part}"'
    return Finding.at(
        node,
        RESPONSE_TYPE,
        f"{name}, {which} is no type that pydantic can validate",
        f"{REFUSED}, because it takes the annotation as the response model: declare a pydantic "
        'model with "response_model=", or "response_model=None"',
    )


def _is_resolved(function: Function, annotation: ast.expr) -> bool:
    """Whether FastAPI knows the names of an annotation when the route is registered.

    What is in quotes is looked up among the globals that are there by then, and put off otherwise.
    """
    tree = function.scope.module.tree
    if not _is_text(annotation) and not _postpones_annotations(tree):
        return not any(map(_is_text, ast.walk(annotation)))
    expression = unquoted(Expression(annotation, function.scope)).node
    known = _globals_before(tree, function.node.lineno)
    return all(
        not _is_text(node) and (not isinstance(node, ast.Name) or node.id in known)
        for node in ast.walk(expression)
    )


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _postpones_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in tree.body
    )


def _globals_before(tree: ast.Module, line: int) -> set[str]:
    """The names that a module certainly has bound when it gets to a line."""
    names = set(dir(builtins))
    for statement in tree.body:
        if statement.lineno >= line:
            break
        if isinstance(statement, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.add(statement.target.id)
    return names


# `responses={404: {"model": X}}`


def _check_responses(context: Context, registration: Registration) -> Check:
    given = registration.call.keyword("responses")
    if given is not None and not isinstance(given.node, ast.Dict):
        given = context.names.value(given)
    if given is None or not isinstance(given.node, ast.Dict):
        return
    for response in given.node.values:
        model = given.sibling(found) if (found := declared_model(response)) is not None else None
        if model is None or not _is_complete(model) or not (yield from _is_judged(registration)):
            continue
        refusal = yield from ask(Refuses(model))
        if refusal is not None and model.scope.module is context.module:
            name = f'model "{ast.unparse(model.node)}" of a response'
            context.report(_declared(model, name, refusal))


RULE: Final = Rule(RESPONSE_TYPE, check)
