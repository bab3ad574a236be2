"""What is set on the injected response, and what else is done with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.rules.shared.request_functions import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Parameter

_COOKIES: Final = frozenset({"set_cookie", "delete_cookie"})
_ATTRIBUTES: Final = {
    "status_code": "status",
    "media_type": "media type",
    "background": "background task",
}
_HEADERS: Final = frozenset({"append", "setdefault", "update", "add_vary_header"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that is set on a response: what it is, and where."""

    what: str
    node: ast.expr


def is_named_response(parameter: Parameter) -> bool:
    """Whether the annotation speaks of a response: FastAPI injects it by its class."""
    annotation = parameter.annotation
    return annotation is not None and "Response" in ast.unparse(annotation.node)


def settings_of(function: Function, name: str) -> Iterator[Setting]:
    """The places at which something is set on a response of this name."""
    for node in own_nodes(function):
        match node:
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
        for part in ast.walk(one.node.func if isinstance(one.node, ast.Call) else one.node)
    }
    return sum(
        isinstance(node, ast.Name) and node.id == name and id(node) not in setting
        for statement in function.node.body
        for node in ast.walk(statement)
    )
