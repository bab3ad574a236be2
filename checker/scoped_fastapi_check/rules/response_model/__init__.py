"""`fastapi-response-model`: what a handler returns can never satisfy its `response_model`.

FastAPI validates what a handler returns, from its attributes, and answers 500 where that fails. A
model may leave out what is returned, and may be of an unrelated class: only its fields count. What a
handler is declared to return is looked at first; where that says nothing, what it returns.
"""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    Lack,
    ProjectGives,
    Question,
    ReturnSatisfies,
    Satisfaction,
    Satisfies,
    Steps,
    ask,
)
from scoped_fastapi_check.analysis.response_models.annotations import (
    never_returns_a_value,
    says_nothing,
)
from scoped_fastapi_check.analysis.response_models.called import comes_from_a_wrong_declaration
from scoped_fastapi_check.analysis.response_models.set_attributes import without_set
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RESPONSE_MODEL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.placeholders import is_placeholder
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.no_body.status import route_status
from scoped_fastapi_check.rules.response_model.open_ends import check_end
from scoped_fastapi_check.rules.response_model.wording import (
    OfDeclaration,
    OfStatement,
    described,
    in_words,
)
from scoped_fastapi_check.rules.return_.exceptions import returned_exception
from scoped_fastapi_check.rules.return_.tuples import returned_status
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned
from scoped_fastapi_check.rules.shared.return_statements import (
    only_responds,
    reached,
    trusts_constants,
)


def check(context: Context) -> Iterator[Check]:
    """One check for each route that declares a response model."""
    for registration in context.registrations:
        if not registration.is_websocket:
            yield _check_registration(context, registration)


def _check_registration(context: Context, registration: Registration) -> Check:
    model = registration.call.keyword("response_model")
    function = registration.function
    if model is None or function is None or not registration.is_direct:
        return
    if function.is_generator or is_placeholder(function):
        return
    if (yield from router_class(registration, "endpoint", "response_model")) is None:
        return
    if (yield from route_status(registration, context.fastapi)) is not None:
        return  # No model at all is allowed there, and `fastapi-no-body` says so.
    if function.node.returns is not None:
        found = yield from ask(Satisfies(function, model))
        found = yield from _without_set(context, function, model, found)
        if found.mismatches:
            if not (yield from _is_declared_wrongly(context, function, model, found)):
                context.report(_declared(context, registration, function, model, found))
            return
    if function.scope.module is not context.module:
        return
    if says_nothing(function, context.names):
        yield from _check_returns(context, function, model, [*reached(function, context.names)])
        yield from check_end(context, registration, function, model)
    else:
        made = [
            each
            for each in reached(function, context.names)
            if _makes_object(each, function, context)
        ]
        yield from _check_returns(context, function, model, made)


def _is_declared_wrongly(
    context: Context, function: Function, model: Expression, found: Satisfaction
) -> Steps[bool]:
    """Whether what is returned does satisfy the model, whatever is declared."""
    if (yield from only_responds(function, context.names)):
        return True
    is_none = found.mismatches[0].lack is Lack.NONE and not found.mismatches[0].path
    if is_none or function.scope.module is not context.module:
        return False
    for statement in reached(function, context.names):
        trusts = yield from trusts_constants(function, statement)
        answer = yield from ask(ReturnSatisfies(function, statement, model, trusts))
        if answer.is_certain or (yield from comes_from_a_wrong_declaration(function, statement)):
            return True
    return False


def _makes_object(statement: ast.Return, function: Function, context: Context) -> bool:
    """Whether a statement returns a call of a class: what is declared may be a base of the object's."""
    match statement.value:
        case ast.Call(func=ast.Name() | ast.Attribute() as called):
            return context.names.class_scope(Expression(called, function.body)) is not None
        case _:
            return False


def _check_returns(
    context: Context, function: Function, model: Expression, statements: Iterable[ast.Return]
) -> Check:
    """Each return statement on its own, where the annotation does not tell what comes of it."""
    for statement in statements:
        trusts = yield from trusts_constants(function, statement)
        found = yield from ask(ReturnSatisfies(function, statement, model, trusts))
        found = yield from _without_set(context, function, model, found)
        if (
            found.mismatches
            and not (yield from _is_another_mistake(context, function, statement))
            and not (yield from comes_from_a_wrong_declaration(function, statement))
        ):
            message, note = described(OfStatement(function, statement, found), model, found)
            context.report(Diagnostic.at(statement, RESPONSE_MODEL, message, note))
    if not function.returns and (yield from never_returns_a_value(function, context.names)):
        nothing = ast.copy_location(ast.Return(None), function.node)
        found = yield from ask(ReturnSatisfies(function, nothing, model))
        if found.mismatches:
            name = in_words(model)
            message = f'"{function.name}" returns nothing, but its response_model is "{name}"'
            note = (
                "FastAPI validates the None and answers with a 500 error: return what the model "
                'describes, or take "response_model" away'
            )
            context.report(Diagnostic.at(function.node, RESPONSE_MODEL, message, note))


def _without_set(
    context: Context, function: Function, model: Expression, found: Satisfaction
) -> Generator[Question[Any], Any, Satisfaction]:
    """What is found, but for attributes that the function sets, or the project sets on a class."""
    left = without_set(found.mismatches, function.node)
    if left and (yield from _sets_defaults(context, model)):
        left = tuple(each for each in left if each.lack is not Lack.FIELD)
    for mismatch in left:
        owner = mismatch.given.partition("[")[0].rpartition(".")[2]
        if mismatch.lack is Lack.FIELD and owner.isidentifier() and owner != "dict":
            home, name = mismatch.home, mismatch.path[-1]
            given = ProjectGives(context.module, owner, name, home, mismatch.is_exact)
            is_given = yield from ask(given)
            left = tuple(each for each in left if each is not mismatch or not is_given)
    return replace(found, mismatches=left)


def _sets_defaults(context: Context, model: Expression) -> Generator[Question[Any], Any, bool]:
    """Whether the project changes the fields of a model: `Model.model_fields["x"].default = 1`."""
    names = {node.id for node in ast.walk(model.node) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(model.node) if isinstance(node, ast.Attribute)}
    texts = (f"{name}.model_fields[" for name in sorted(names))
    return (yield from is_any_mentioned(context, texts))


def _is_another_mistake(
    context: Context, function: Function, statement: ast.Return
) -> Generator[Question[Any], Any, bool]:
    """Whether `fastapi-return` reports a statement: `return HTTPException()`, `return body, 404`."""
    if (yield from returned_status(function, statement, context.names)) is not None:
        return True
    return (yield from returned_exception(function, statement)) is not None


def _declared(
    context: Context,
    registration: Registration,
    function: Function,
    model: Expression,
    found: Satisfaction,
) -> Diagnostic:
    here = function.scope.module is context.module
    node = function.node if here else registration.call.node
    message, note = described(OfDeclaration(function, found), model, found)
    return Diagnostic.at(node, RESPONSE_MODEL, message, note)


RULE: Final = Rule(RESPONSE_MODEL, check)
