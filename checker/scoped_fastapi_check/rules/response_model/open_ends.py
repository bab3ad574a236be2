"""Handlers that end without a return where nothing is found: FastAPI validates the None."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.open_ends import (
    Asked,
    OpenEnd,
    is_finite,
    may_be_none,
    open_end,
)
from scoped_fastapi_check.analysis.questions import Check, ReturnSatisfies, Steps, ask
from scoped_fastapi_check.diagnostics.codes import RESPONSE_MODEL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.module import Expression, Function, Parameter
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.model.unions import union_members
from scoped_fastapi_check.model.walk import is_none_written
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.dependencies import parameters_below
from scoped_fastapi_check.rules.response_model.wording import in_words
from scoped_fastapi_check.rules.shared.wording import written

# Of these there are values enough for one that nobody has thought of.
_ANY_VALUE: Final = frozenset({"builtins.int", "builtins.str", "builtins.float", "uuid.UUID"})
_READ_FROM_URL: Final = frozenset({"Path", "Query", "Header", "Cookie"})
# What else `Query()` may be told says nothing of the values that are let through.
_HARMLESS: Final = frozenset({"default", "title", "description", "example", "examples"})


def check_end(
    context: Context, registration: Registration, function: Function, model: Expression
) -> Check:
    """The end of a handler that returns a value on another way."""
    end = open_end(function, context.names)
    if end is None or not (yield from is_finite(end, function)):
        return
    for asked in end.asked:
        if (yield from _may_be_missing(context, registration, function, end, asked)):
            nothing = ast.copy_location(ast.Return(None), end.statement)
            found = yield from ask(ReturnSatisfies(function, nothing, model))
            if found.mismatches:
                context.report(_forgotten(function, end, model))
            return


def _may_be_missing(
    context: Context, registration: Registration, function: Function, end: OpenEnd, asked: Asked
) -> Steps[bool]:
    """Whether nobody makes sure that there is what a condition asks for."""
    parameter = next((each for each in function.parameters if each.name == asked.name), None)
    if parameter is not None:
        is_free = _is_any_value if asked.is_compared else _may_count_as_nothing
        return is_free(context, parameter) and not any(
            each.name == asked.name for each in parameters_below(context, registration)
        )
    if asked.is_compared or isinstance(end.statement, ast.For):
        return False
    return (yield from may_be_none(asked, function))


def _is_any_value(context: Context, parameter: Parameter) -> bool:
    """Whether a client may send what it likes for a parameter."""
    declared = context.declaration(parameter)
    marker = declared.marker
    if declared.type is None or not declared.is_known or declared.has_other_metadata:
        return False
    if marker is not None and (
        marker.name not in _READ_FROM_URL
        or marker.call.has_unpacking
        or any(each.arg not in _HARMLESS for each in marker.call.node.keywords)
    ):
        return False
    return all(
        is_none_written(member.node) or context.names.fullname(member) in _ANY_VALUE
        for member in union_members(declared.type, context.names)
    )


def _may_count_as_nothing(context: Context, parameter: Parameter) -> bool:
    """Whether a client may leave out a parameter, so that it counts as nothing, or say no."""
    declared = context.declaration(parameter)
    if not declared.is_known or declared.marker is not None:
        return False
    if declared.type is not None and context.names.fullname(declared.type) == "builtins.bool":
        return True
    default = None if parameter.default is None else parameter.default.node
    return isinstance(default, ast.Constant) and not default.value


def _forgotten(function: Function, end: OpenEnd, model: Expression) -> Diagnostic:
    name = in_words(model)
    statement = end.statement
    return Diagnostic.at(
        statement,
        RESPONSE_MODEL,
        f'"{function.name}" returns None {_where(statement)}, but response_model "{name}" does not allow it',
        "FastAPI answers a None with a 500 error: raise an HTTPException at the end, or declare "
        f'"response_model={name} | None"',
    )


def _where(statement: ast.stmt) -> str:
    match statement:
        case ast.If(test=test, orelse=[]):
            return f'where "{written(test)}" does not hold'
        case ast.If():
            return "where none of its last conditions holds"
        case ast.Match():
            return "where none of its last cases is met"
        case _:
            return "where its last loop finds nothing"
