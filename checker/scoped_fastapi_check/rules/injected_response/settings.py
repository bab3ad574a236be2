"""What is set on the injected response, and what else is done with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import nodes_outside
from scoped_fastapi_check.rules.shared.handed_over import called_by, given, is_name, taken_by

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


@dataclass(frozen=True, eq=False, slots=True)
class Injected:
    """The injected response in a function, by the names that the function has for it and its headers."""

    function: Function
    names: frozenset[str]
    headers: frozenset[str]
    body: tuple[ast.stmt, ...]
    """The statements in which the names mean it."""

    def is_it(self, node: ast.AST | None) -> bool:
        """Whether an expression is the response."""
        return isinstance(node, ast.Name) and node.id in self.names

    def is_headers(self, node: ast.AST | None) -> bool:
        """Whether an expression is its headers."""
        match node:
            case ast.Attribute(owner, "headers"):
                return self.is_it(owner)
            case ast.Name(name):
                return name in self.headers
            case _:
                return False

    def is_naming(self, node: ast.AST) -> bool:
        """Whether a statement only gives the response, or its headers, a name."""
        match node:
            case ast.Assign([ast.Name(name)], value) | ast.AnnAssign(ast.Name(name), _, value):
                return (name in self.names and self.is_it(value)) or (
                    name in self.headers and self.is_headers(value)
                )
            case _:
                return False


def is_named_response(parameter: Parameter) -> bool:
    """Whether an annotation speaks of a response: FastAPI injects it by its class."""
    annotation = parameter.annotation
    return annotation is not None and "Response" in ast.unparse(annotation.node)


def injected(function: Function, name: str) -> Injected | None:
    """The response that a parameter is; None where its name may mean another one."""
    values = function.body.values
    if values.get(name) != [None]:
        body = _before_another(function, name)
        return None if body is None else Injected(function, frozenset({name}), frozenset(), body)
    names, headers = {name}, set[str]()
    for other, bound in values.items():
        match bound:
            case [ast.Name(given_name)] if given_name == name:
                names.add(other)
            case [ast.Attribute(ast.Name(given_name), "headers")] if given_name == name:
                headers.add(other)
            case _:
                pass
    whole = tuple(function.node.body)
    return Injected(function, frozenset(names), frozenset(headers), whole)


def _before_another(function: Function, name: str) -> tuple[ast.stmt, ...] | None:
    """The statements before the only one that gives another response the name, for all that follows."""
    if len(function.body.values.get(name, ())) != 2:
        return None
    for position, statement in enumerate(function.node.body):
        match statement:
            case ast.Assign([ast.Name(bound)], ast.expr() as value) | ast.AnnAssign(
                ast.Name(bound), _, ast.expr() as value
            ) if bound == name:
                uses = any(is_name(name)(node) for node in ast.walk(value))
                return None if uses else tuple(function.node.body[:position])
            case _:
                pass
    return None


def settings_of(response: Injected, names: Names, depth: int = 0) -> Iterator[Setting]:
    """The places at which something is set on a response."""
    is_it, is_headers = response.is_it, response.is_headers
    for node in nodes_outside(response.body):
        match node:
            case ast.Expr(value=value) if (call := called_by(value)) and given(call, is_it):
                statement = Expression(value, response.function.body)
                what = _set_by_helper(response, statement, names, depth)
                if what is not None:
                    yield Setting(what, call, is_by_helper=True)
            case ast.Call(func=ast.Attribute(value=value, attr=method)):
                if method in _COOKIES and is_it(value):
                    yield Setting("cookie", node)
                elif method in _HEADERS and is_headers(value):
                    yield Setting("header", node)
            case ast.Subscript(value=value, ctx=ast.Store()) if is_headers(value):
                yield Setting("header", node)
            case ast.Attribute(value=value, attr=attribute, ctx=ast.Store()) if (
                attribute in _ATTRIBUTES and is_it(value)
            ):
                yield Setting(_ATTRIBUTES[attribute], node)
            case _:
                pass


def _set_by_helper(
    response: Injected, statement: Expression, names: Names, depth: int
) -> str | None:
    """What a function sets on the response that it is called with, if it does nothing else with it."""
    found = taken_by(statement, response.is_it, names) if depth < _MAX_DEPTH else None
    taken = None if found is None else injected(*found)
    if taken is None:
        return None
    settings = list(settings_of(taken, names, depth + 1))
    if not settings or other_uses(taken, settings):
        return None
    kinds = [setting.what for setting in settings]
    return _STATUS if _STATUS in kinds else kinds[0]


def other_uses(response: Injected, settings: list[Setting]) -> int:
    """How often the response is used in another way than to set something on it."""
    setting = {
        id(part)
        for one in settings
        for part in ast.walk(
            one.node.func if isinstance(one.node, ast.Call) and not one.is_by_helper else one.node
        )
    }
    nodes = [node for statement in response.body for node in ast.walk(statement)]
    naming = {id(part) for node in nodes if response.is_naming(node) for part in ast.walk(node)}
    return sum(
        isinstance(node, ast.Name)
        and node.id in response.names | response.headers
        and id(node) not in setting | naming
        for node in nodes
    )
