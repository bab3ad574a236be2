"""`fastapi-response-model`: what a handler returns can never satisfy its `response_model`.

FastAPI validates what a handler returns, from its attributes, and answers 500 where that fails. A
model may leave out what is returned, and may be of an unrelated class: only its fields count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    Lack,
    Misfit,
    Satisfaction,
    Satisfies,
    ask,
)
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import RESPONSE_MODEL
from scoped_fastapi_check.diagnostics.finding import Finding
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.placeholders import is_placeholder
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.no_body.status import route_status

# More missing fields than these are only counted.
_MAX_NAMES: Final = 4


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
    if function.node.returns is None or function.is_generator or is_placeholder(function):
        return
    if (yield from router_class(registration, "endpoint", "response_model")) is None:
        return
    if (yield from route_status(registration)) is not None:
        return  # No model at all is allowed there, and `fastapi-no-body` says so.
    found = yield from ask(Satisfies(function, model))
    if found.misfits:
        context.report(_finding(context, registration, function, model, found))


def _finding(
    context: Context,
    registration: Registration,
    function: Function,
    model: Expression,
    found: Satisfaction,
) -> Finding:
    here = function.scope.module is context.module
    node = function.node if here else registration.call.node
    name = " ".join(ast.unparse(model.node).split())
    first = found.misfits[0]
    if first.lack is Lack.NONE:
        message = (
            f'"{function.name}" may return None, but response_model "{name}" does not allow it'
        )
        note = (
            "FastAPI answers a None with a 500 error: raise an HTTPException instead of returning "
            f'None, or declare "response_model={name} | None"'
        )
    elif first.lack is Lack.FIELD:
        message, note = _missing(function, name, found)
    else:
        message, note = _other_shape(function, name, found.returned, first)
    return Finding.at(node, RESPONSE_MODEL, message, note)


def _missing(function: Function, model: str, found: Satisfaction) -> tuple[str, str]:
    owner = found.misfits[0].given
    names = [
        _dotted(misfit.path)
        for misfit in found.misfits
        if misfit.lack is Lack.FIELD and misfit.given == owner
    ]
    it, fields = (
        ("it", "the field a default") if len(names) == 1 else ("them", "the fields defaults")
    )
    return (
        f'"{function.name}" is declared to return "{found.returned}", but response_model '
        f'"{model}" requires {_listed(names)}, which "{owner}" does not have',
        "FastAPI validates what is returned and answers with a 500 error: return something that "
        f"has {it}, or give {fields}",
    )


def _other_shape(function: Function, model: str, returned: str, misfit: Misfit) -> tuple[str, str]:
    if place := _dotted(misfit.path):
        return (
            f'"{function.name}" is declared to return "{returned}", but response_model "{model}" '
            f'declares "{place}" as "{misfit.wanted}", which is "{misfit.given}" there',
            f'FastAPI cannot convert "{misfit.given}" to "{misfit.wanted}" and answers with a 500 '
            f'error: declare the field as "{misfit.given}", or convert it in a validator',
        )
    return (
        f'"{function.name}" is declared to return "{returned}", but its response_model is '
        f'"{model}"',
        "FastAPI cannot convert one to the other and answers with a 500 error: return what the "
        "model describes, or declare another model",
    )


def _dotted(path: tuple[str, ...]) -> str:
    """The fields on the way, and nothing for the items of the containers around them."""
    return ".".join(part for part in path if part != "[]")


def _listed(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    if len(quoted) > _MAX_NAMES:
        return ", ".join(quoted[:_MAX_NAMES]) + f" and {len(quoted) - _MAX_NAMES} more fields"
    return " and ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))


RULE: Final = Rule(RESPONSE_MODEL, check)
