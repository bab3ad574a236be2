"""`fastapi-response-type`: a response model that pydantic cannot make a field of.

FastAPI makes a field of each response model when a route is registered: of `response_model`, of the
return annotation where there is none, and of the models in `responses`. It refuses what pydantic
knows no schema for.
"""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterator
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    Question,
    SubclassOf,
    Unsupported,
    UnsupportedType,
    ask,
)
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RESPONSE_TYPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.forward_refs import has_quoted_types, is_resolved
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Call, Expression, Function, FunctionNode
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.response_options import (
    declared_models,
    declared_responses,
    is_no_dictionary,
)
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.no_body.status import route_status
from scoped_fastapi_check.rules.shared.edits import replaced
from scoped_fastapi_check.rules.shared.wording import written

REFUSED: Final = "FastAPI refuses to register the route"
MODULE: Final = "a module"
ADAPTER: Final = 'an object of "TypeAdapter"'


def check(context: Context) -> Iterator[Check]:
    """The checks of what each route declares, and of what it leaves to be inferred."""
    for registration in context.registrations:
        is_followed = registration.facts is not None
        if not registration.is_websocket and (
            is_followed or not _has_own_routes(context, registration)
        ):
            yield _check_model(context, registration)
            yield _check_annotation(context, registration)
            yield _check_responses(context, registration)
    for call in context.calls.passing("responses"):
        yield _check_shared(context, call)


def _has_own_routes(context: Context, registration: Registration) -> bool:
    """Whether a class of the user's may make the routes, in a way of its own."""
    value = context.names.value(registration.router)
    modules = {context.module} if value is None else {context.module, value.scope.module}
    return any(
        (isinstance(node, ast.keyword) and node.arg == "route_class")
        or (isinstance(node, ast.Attribute) and node.attr == "route_class")
        for module in modules
        if module.mentions("route_class")
        for node in ast.walk(module.tree)
    )


# `response_model=X`


def _check_model(context: Context, registration: Registration) -> Check:
    model = registration.call.keyword("response_model")
    if model is None or not (yield from _is_validated(context, registration)):
        return
    if (value := (yield from _value(context, model))) is not None:
        context.report(_no_type(model, "response_model", value))
    if value is not None or has_quoted_types(model.node):
        return
    found = yield from ask(Unsupported(model))
    if found is not None:
        text = " ".join(ast.unparse(model.node).split())
        context.report(_declared(model, f'response_model "{text}"', found))


# What is no type at all


def _value(context: Context, model: Expression) -> Generator[Question[Any], Any, str | None]:
    """What stands in the place of a type, if it certainly is none; FastAPI ignores an empty value."""
    found = resolve(model, context.names)
    match found.node:
        case ast.List(elts=[_, *_]) | ast.Set():
            return "a list" if isinstance(found.node, ast.List) else "a set"
        case ast.Tuple(elts=[_, *_]):
            return "a tuple"
        case ast.Dict(keys=[_, *_]):
            return "a dictionary"
        case ast.Constant(value=value) if value and not isinstance(value, str):
            return "a value"
        case ast.Call(func=called) if (
            context.names.fullname(found.sibling(called)) in fullnames.TYPE_ADAPTERS
        ):
            return ADAPTER
        case ast.Call(func=called) if context.names.is_class(found.sibling(called)):
            made = found.sibling(called)
            is_model = yield from ask(SubclassOf(made, (fullnames.BASE_MODEL, "builtins.type")))
            is_own = context.names.class_scope(made) is not None
            is_object = is_model == fullnames.BASE_MODEL or (is_model is None and is_own)
            return f'an object of "{ast.unparse(called)}"' if is_object else None
        case ast.Name() | ast.Attribute() if context.names.is_module(found):
            return MODULE
        case _:
            return None


def _no_type(model: Expression, name: str, value: str) -> Diagnostic:
    text = written(model.node)
    advice, fix = "declare a class, or a type made of one", None
    node = model.node
    if isinstance(node, ast.List | ast.Set) and len(node.elts) == 1:
        kind = "list" if isinstance(node, ast.List) else "set"
        meant = f"{kind}[{ast.unparse(node.elts[0])}]"
        advice = f'write "{meant}"'
        edit = replaced(model, meant)
        fix = None if edit is None else Fix(f'Write "{meant}"', (edit,))
    elif isinstance(node, ast.Call):
        is_adapter = value == ADAPTER and len(node.args) == 1
        meant = ast.unparse(node.args[0] if is_adapter else node.func)
        advice = f'write "{meant}"' + ("" if is_adapter else ", the class itself")
    elif isinstance(node, ast.Name | ast.Attribute) and value == MODULE:
        advice = "name a class that is in it"
    return Diagnostic.at(
        node,
        RESPONSE_TYPE,
        f'{name} "{text}" is {value}, not a type',
        f"{REFUSED}: {advice}",
        fix=fix,
    )


def _is_validated(
    context: Context, registration: Registration
) -> Generator[Question[Any], Any, bool]:
    """Whether this is a route, and one that may have a model at all (see `fastapi-no-body`)."""
    if (yield from router_class(registration, "endpoint", "response_model")) is None:
        return False
    return (yield from route_status(registration, context.fastapi)) is None


def _declared(model: Expression, name: str, found: UnsupportedType) -> Diagnostic:
    is_whole = found.part == found.whole
    contains = "is" if is_whole else f'contains "{found.part}", which is'
    return Diagnostic.at(
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
        or not is_resolved(function, function.node.returns)
        or not (yield from _is_validated(context, registration))
    ):
        return
    annotation = Expression(function.node.returns, function.scope)
    if context.names.fullname(declared_type(annotation, context.names)) in fullnames.NO_RETURN:
        found = UnsupportedType(written(annotation.node), written(annotation.node))
        context.report(_inferred(function, _place(context, registration, function), found))
        return
    is_scoped = (yield from router_class(registration)) in fullnames.SCOPED_ROUTERS
    question = Unsupported(annotation, is_annotation=True, without_responses=is_scoped)
    unsupported = yield from ask(question)
    if unsupported is not None:
        context.report(_inferred(function, _place(context, registration, function), unsupported))


def _place(
    context: Context, registration: Registration, function: Function
) -> FunctionNode | ast.Call:
    """Where the user would edit: the function, or what registers one of another module."""
    return function.node if function.scope.module is context.module else registration.call.node


def _inferred(function: Function, node: ast.stmt | ast.Call, found: UnsupportedType) -> Diagnostic:
    name = f'"{function.name}" is declared to return "{found.whole}"'
    if found.is_response:
        return Diagnostic.at(
            node,
            RESPONSE_TYPE,
            f'{name}, and pydantic cannot validate a union with the response class "{found.part}"',
            f'{REFUSED}: declare "response_model=None", or the model of the other part, or use a '
            "ScopedRouter, which leaves responses out of the model",
        )
    which = "which" if found.part == found.whole else f'and "{found.part}"'
    return Diagnostic.at(
        node,
        RESPONSE_TYPE,
        f"{name}, {which} is no type that pydantic can validate",
        f"{REFUSED}, because it takes the annotation as the response model: declare a pydantic "
        'model with "response_model=", or "response_model=None"',
    )


# `responses={404: {"model": X}}`


def _check_responses(context: Context, registration: Registration) -> Check:
    given = registration.call.keyword("responses")
    if given is not None and (yield from _is_validated(context, registration)):
        _check_whole(context, given)
        yield from _check_each(context, given)


def _check_whole(context: Context, responses: Expression) -> None:
    """A list of responses in the place of a dictionary."""
    found = resolve(responses, context.names)
    if isinstance(found.node, ast.List | ast.Set | ast.Tuple) and found.node.elts:
        kind = type(found.node).__name__.lower()
        context.report(
            Diagnostic.at(
                responses.node,
                RESPONSE_TYPE,
                f'the responses are "{written(found.node)}", which is a {kind}, not a dictionary',
                f"{REFUSED}: write '{{404: {{\"model\": ...}}}}', a dictionary by status",
            )
        )


def _check_shared(context: Context, call: Call) -> Check:
    """The responses of all routes of a router or an application."""
    given = call.keyword("responses")
    if given is None:
        return
    callee = call.node.func
    if isinstance(callee, ast.Attribute) and callee.attr == "include_router":
        router = call.callee.sibling(callee.value)
        found = yield from ask(InstanceOf(router, fullnames.ROUTERS, ("include_router",)))
    else:
        found = context.names.fullname(call.callee)
    if found in fullnames.ROUTERS:
        yield from _check_each(context, given)


def _check_each(context: Context, responses: Expression) -> Check:
    for key, response in declared_responses(responses, context.names):
        if is_no_dictionary(response, context.names) and key.scope.module is context.module:
            context.report(_no_dictionary(key, response))
    for _, model in declared_models(responses, context.names):
        if model.scope.module is not context.module:
            continue
        if (value := (yield from _value(context, model))) is not None:
            context.report(_no_type(model, "model of a response", value))
        if value is not None or has_quoted_types(model.node):
            continue
        unsupported = yield from ask(Unsupported(model))
        if unsupported is not None:
            name = f'model "{ast.unparse(model.node)}" of a response'
            context.report(_declared(model, name, unsupported))


def _no_dictionary(key: Expression, response: Expression) -> Diagnostic:
    text = written(response.node)
    meant, name = '{"description": "..."}', "description"
    fix = None
    if isinstance(response.node, ast.Name | ast.Attribute):
        meant, name = f'{{"model": {text}}}', "model"
        edit = replaced(response, meant)
        fix = None if edit is None else Fix(f"Write '{meant}'", (edit,))
    return Diagnostic.at(
        response.node,
        RESPONSE_TYPE,
        f'the response for {written(key.node)} is "{text}", which is no dictionary',
        f"{REFUSED}: write '{meant}', a dictionary with a \"{name}\"",
        fix=fix,
    )


RULE: Final = Rule(RESPONSE_TYPE, check)
