"""`fastapi-injected-response`: what is set on the injected response, and lost with it.

FastAPI copies the headers, the cookies and the status of the `Response` that it injects to the one
that it makes from the returned value. Where the handler returns a response of its own, or raises an
exception, another response is sent, which knows nothing of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Steps, ask, gather
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.analysis.ways import Exit, Leaving, Ways
from scoped_fastapi_check.diagnostics.codes import INJECTED_RESPONSE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.module import Function, Parameter
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.request_functions import (
    handlers_here,
    is_called_by_hand,
    is_run_for_requests,
    own_nodes,
)
from scoped_fastapi_check.rules.shared.wording import written

_COOKIES: Final = frozenset({"set_cookie", "delete_cookie"})
_HEADERS: Final = frozenset({"append", "setdefault", "update", "add_vary_header"})


@dataclass(frozen=True, slots=True)
class _Setting:
    """Something that is set on a response: what it is, and where."""

    what: str
    node: ast.expr


def check(context: Context) -> Iterator[Check]:
    """One check for each parameter that may be the injected response."""
    if not context.module.mentions("Response"):
        return
    for function in context.module.functions:
        for parameter in function.parameters:
            if _is_named_response(parameter) and context.marker(parameter) is None:
                # What a dependency provides is a response of its own.
                yield _check_parameter(context, parameter)


def _is_named_response(parameter: Parameter) -> bool:
    """Whether the annotation speaks of a response: FastAPI injects it by its class."""
    annotation = parameter.annotation
    return annotation is not None and "Response" in ast.unparse(annotation.node)


def _check_parameter(context: Context, parameter: Parameter) -> Check:
    function, name = parameter.function, parameter.name
    if function.body.values.get(name) != [None]:
        return  # It is bound again.
    settings = list(_settings(function, name))
    used = _used(function, name, settings)
    bare = [statement for statement in function.returns if _is_name(statement.value, name)]
    if used - len(bare) > 0 or not (settings or bare):
        return  # It is handed on: whoever gets it may send it.
    if (yield from ask(InstanceOf(parameter, (fullnames.RESPONSE,)))) is None:
        return
    if not (yield from is_run_for_requests(context, function)):
        return
    if bare:
        if not any(setting.what == "status" for setting in settings):
            _check_returned(context, function, name, bare)
        return
    yield from _check_settings(context, function, name, settings)


def _check_settings(
    context: Context, function: Function, name: str, settings: list[_Setting]
) -> Check:
    ways = Ways(function.node)
    lost: list[Diagnostic] = []
    for setting in settings:
        statement = ways.statement_of(setting.node)
        exits = frozenset[Exit]() if statement is None else ways.after(statement)
        if not exits:
            continue
        sent = yield from gather(*(_sent(function, one) for one in sorted(exits, key=_place)))
        kinds = set(sent)
        if None not in kinds:
            lost.append(_lost(function, name, setting, kinds))
    # Who calls the function may catch what it raises, and have its response sent.
    if lost and not (yield from is_called_by_hand(context, function)):
        for diagnostic in lost:
            context.report(diagnostic)


def _place(exit_: Exit) -> int:
    return exit_.statement.lineno if exit_.statement is not None else 0


def _sent(function: Function, exit_: Exit) -> Steps[str | None]:
    """What is sent in place of the injected response; None where that may count."""
    if exit_.leaving is Leaving.RAISE:
        return "an exception is raised"
    statement = exit_.statement
    if not isinstance(statement, ast.Return) or statement.value is None:
        return None
    if isinstance(statement.value, PLAIN_VALUES):
        return None
    found = yield from returned_instance(function, statement, (fullnames.RESPONSE,))
    return None if found is None else "another response is returned"


def _check_returned(
    context: Context, function: Function, name: str, returned: list[ast.Return]
) -> None:
    """`return response` of the injected one, whose status nobody has set."""
    if function not in handlers_here(context):
        return
    for parameter in function.parameters:
        marker = context.marker(parameter)
        if marker is None:
            continue
        dependency = marker.dependency
        callee = None if dependency is None else callee_of(dependency, context.names)
        if callee is None or _may_take_response(callee.function):
            return  # It may have set the status of the very same response.
    for statement in returned:
        context.report(
            Diagnostic.at(
                statement,
                INJECTED_RESPONSE,
                f'the injected "{name}" is returned without a status',
                "FastAPI sends it as it is, with the status None, and the server breaks the "
                f'connection off: set "{name}.status_code", or return a response of your own',
            )
        )


def _may_take_response(function: Function) -> bool:
    """Whether a dependency may get the injected response, itself or through another one."""
    parts = [part for one in function.parameters for part in (one.annotation, one.default)]
    texts = [ast.unparse(part.node) for part in parts if part is not None]
    return any(word in text for text in texts for word in ("Response", "Depends", "Security"))


def _settings(function: Function, name: str) -> Iterator[_Setting]:
    """The places at which something is set on a response of this name."""
    for node in own_nodes(function):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=method)):
                if method in _COOKIES and _is_name(value, name):
                    yield _Setting("cookie", node)
                elif method in _HEADERS and _is_headers(value, name):
                    yield _Setting("header", node)
            case ast.Subscript(value=value, ctx=ast.Store()) if _is_headers(value, name):
                yield _Setting("header", node)
            case ast.Attribute(value=value, attr="status_code", ctx=ast.Store()) if _is_name(
                value, name
            ):
                yield _Setting("status", node)
            case _:
                pass


def _is_name(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_headers(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "headers" and _is_name(node.value, name)


def _used(function: Function, name: str, settings: list[_Setting]) -> int:
    """How often the response is used in another way than to set something on it."""
    setting = {
        id(part)
        for one in settings
        for part in ast.walk(one.node.func if isinstance(one.node, ast.Call) else one.node)
    }
    return sum(
        isinstance(node, ast.Name) and node.id == name and id(node) not in setting
        for statement in function.node.body
        for node in ast.walk(statement)
    )


def _lost(function: Function, name: str, setting: _Setting, kinds: set[str | None]) -> Diagnostic:
    said = sorted(filter(None, kinds))
    happens = " or ".join(said)
    advice = "set it on the response that you return"
    if said == ["an exception is raised"]:
        advice = 'raise the exception with "headers=...", or set it where no exception follows'
    shown = written(setting.node.func if isinstance(setting.node, ast.Call) else setting.node)
    return Diagnostic.at(
        setting.node,
        INJECTED_RESPONSE,
        f'the {setting.what} that "{shown}" sets is lost: on every way from here {happens}',
        f'FastAPI sends what is set on "{name}" only with the response that it makes itself from '
        f'what "{function.name}" returns: {advice}',
    )


RULE: Final = Rule(INJECTED_RESPONSE, check)
