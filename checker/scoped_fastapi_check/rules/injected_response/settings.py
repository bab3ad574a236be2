"""What is set on the injected response, and what else is done with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.rules.shared.registered import registered
from scoped_fastapi_check.rules.shared.request_functions import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Parameter
    from scoped_fastapi_check.model.names import Names

_COOKIES: Final = frozenset({"set_cookie", "delete_cookie"})
_STATUS: Final = "status"
_ATTRIBUTES: Final = {
    "status_code": _STATUS,
    "media_type": "media type",
    "background": "background task",
}
_HEADERS: Final = frozenset({"append", "setdefault", "update", "add_vary_header"})
# Helpers that call helpers.
_MAX_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that is set on a response: what it is, and where."""

    what: str
    node: ast.expr
    is_by_helper: bool = False
    """Whether a function of the project sets it, which is called with the response."""


def is_named_response(parameter: Parameter) -> bool:
    """Whether the annotation speaks of a response: FastAPI injects it by its class."""
    annotation = parameter.annotation
    return annotation is not None and "Response" in ast.unparse(annotation.node)


def settings_of(function: Function, name: str, names: Names, depth: int = 0) -> Iterator[Setting]:
    """The places at which something is set on a response of this name."""
    for node in own_nodes(function):
        match node:
            case ast.Expr(value=value) if (call := _call_with(value, name)) is not None:
                is_awaited = isinstance(value, ast.Await)
                call_here = Expression(call, function.body)
                what = _set_by_helper(call_here, name, names, is_awaited, depth)
                if what is not None:
                    yield Setting(what, call, is_by_helper=True)
            case ast.Call(func=ast.Attribute(value=value, attr=method)):
                if method in _COOKIES and is_name(value, name):
                    yield Setting("cookie", node)
                elif method in _HEADERS and _is_headers(value, name):
                    yield Setting("header", node)
            case ast.Subscript(value=value, ctx=ast.Store()) if _is_headers(value, name):
                yield Setting("header", node)
            case ast.Attribute(value=value, attr=attribute, ctx=ast.Store()) if (
                attribute in _ATTRIBUTES and is_name(value, name)
            ):
                yield Setting(_ATTRIBUTES[attribute], node)
            case _:
                pass


def _call_with(value: ast.expr, name: str) -> ast.Call | None:
    """A call, awaited or not, that is given the response."""
    call = value.value if isinstance(value, ast.Await) else value
    if not isinstance(call, ast.Call):
        return None
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return call if any(is_name(one, name) for one in given) else None


def _set_by_helper(
    call: Expression, name: str, names: Names, is_awaited: bool, depth: int
) -> str | None:
    """What a function sets on the response that it is called with, if it does nothing else with it."""
    assert isinstance(call.node, ast.Call)
    found = registered(call.sibling(call.node.func), names)
    if found is None or found.is_partial or not found.is_exact or depth >= _MAX_DEPTH:
        return None
    helper = found.function
    if helper.is_generator or isinstance(helper.node, ast.AsyncFunctionDef) is not is_awaited:
        return None
    own = helper.parameters[1:] if found.bound else helper.parameters
    by_name = {keyword.arg: keyword.value for keyword in call.node.keywords}
    taking = [
        parameter.name
        for index, parameter in enumerate(own)
        if is_name(by_name.get(parameter.name), name)
        or (index < len(call.node.args) and is_name(call.node.args[index], name))
    ]
    if len(taking) != 1 or helper.body.values.get(taking[0]) != [None]:
        return None
    settings = list(settings_of(helper, taking[0], names, depth + 1))
    if not settings or other_uses(helper, taking[0], settings):
        return None
    kinds = [setting.what for setting in settings]
    return _STATUS if _STATUS in kinds else kinds[0]


def is_name(node: ast.expr | None, name: str) -> bool:
    """Whether an expression is this name."""
    return isinstance(node, ast.Name) and node.id == name


def _is_headers(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "headers" and is_name(node.value, name)


def other_uses(function: Function, name: str, settings: list[Setting]) -> int:
    """How often the response is used in another way than to set something on it."""
    setting = {
        id(part)
        for one in settings
        for part in ast.walk(
            one.node.func if isinstance(one.node, ast.Call) and not one.is_by_helper else one.node
        )
    }
    return sum(
        isinstance(node, ast.Name) and node.id == name and id(node) not in setting
        for statement in function.node.body
        for node in ast.walk(statement)
    )
