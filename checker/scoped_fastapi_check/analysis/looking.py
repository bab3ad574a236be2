"""What only looks at something: evaluating it has no effect that anybody needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import (
    ancestors,
    called_function,
    class_of,
    declared_type,
    method,
    parameter_named,
)
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.walk import blocks_of, last_name, nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function, Scope
    from scoped_fastapi_check.model.names import Names

_MAX_DEPTH: Final = 4
# Of these, evaluating one may only fail as a whole, which nobody takes for an answer to the client.
_EXPRESSIONS: Final = (
    *(ast.Name, ast.Attribute, ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.Starred),
    *(ast.Compare, ast.BoolOp, ast.UnaryOp, ast.IfExp, ast.NamedExpr, ast.GeneratorExp),
    *(ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.SetComp),
)
# The last one is what type checkers know the others by.
_COMPARING: Final = frozenset(
    {"secrets.compare_digest", "hmac.compare_digest", "_hashlib.compare_digest"}
)
SAYING_YES_OR_NO: Final = _COMPARING | {
    f"builtins.{name}" for name in ("all", "any", "bool", "isinstance")
}
_FUNCTIONS: Final = (
    SAYING_YES_OR_NO
    | {f"builtins.{name}" for name in ("frozenset", "len", "list", "set", "str", "tuple")}
    | {"os.getenv"}
)
# They fail for what they do not like: where that is caught, and said to be a no, they are no check.
_REFUSING: Final = frozenset(
    {f"{package}.decode" for package in ("jwt", "jwt.api_jwt", "jose.jwt", "jwt.PyJWT")}
)
_REFUSED: Final = frozenset({"Exception", "InvalidTokenError", "JWTError", "PyJWTError"})
_OF_VALUES: Final = frozenset(
    {
        *("casefold", "encode", "endswith", "lower", "startswith", "strip", "upper"),
        *("get_secret_value", "intersection", "isdisjoint", "issubset", "issuperset", "split"),
    }
)
_OF_REQUESTS: Final = frozenset(
    {"cookies", "environ", "headers", "path_params", "query_params", "session"}
)
_DICTS: Final = frozenset(
    {"builtins.dict", "typing.Dict", "typing.Mapping", "collections.abc.Mapping"}
)


def is_log(statement: ast.stmt) -> bool:
    """Whether a statement writes something down, for people to read."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    return ast.unparse(statement.value.func).startswith(("log", "print", "self.log", "warnings."))


def only_looks(function: Function, names: Names, depth: int = 0) -> bool:
    """Whether to run a function does no more than to look at something."""
    return (
        not function.is_generator
        and is_as_written(function)
        and all(
            _is_pure(statement, function.body, names, depth)
            for statement in statements_of(function.node.body)
        )
        and _all_refusals_are_caught(function, names)
    )


def statements_of(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a block and of those in it, without texts, and logs ahead of a `return False`."""
    end = len(body) - 1
    if _says_no(body[-1]):
        while end > 0 and is_log(body[end - 1]):
            end -= 1
    for statement in (*body[:end], body[-1]):
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        if not is_text:
            yield statement
        for block in blocks_of(statement):
            yield from statements_of(block)


def _says_no(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Return) else None
    return isinstance(value, ast.Constant) and value.value is False


def _is_pure(statement: ast.stmt, scope: Scope, names: Names, depth: int) -> bool:
    """Whether a statement itself, without the blocks in it, only looks."""
    asked: list[ast.expr | None] = []
    match statement:
        case ast.Return(value=value):
            asked = [value]
        case ast.If(test=test):
            asked = [test]
        case ast.Expr(value=ast.Call() as value):
            asked = [value]
        case ast.Assign(targets=targets, value=value):
            asked = [*targets, value]
        case ast.AnnAssign(target=target, value=value):
            asked = [target, value]
        case ast.For(target=target, iter=iterated):
            asked = [target, iterated]
        case ast.Match(subject=subject, cases=cases):
            asked = [subject, *(case.guard for case in cases)]
        case _:
            return isinstance(statement, ast.Pass | ast.Break | ast.Continue | ast.Try)
    stored = (ast.Name, ast.Tuple)
    return all(
        isinstance(node, stored)
        if isinstance(getattr(node, "ctx", None), ast.Store)
        else is_pure_expression(node, scope, names, depth)
        for node in asked
        if node is not None
    )


def _all_refusals_are_caught(function: Function, names: Names) -> bool:
    """Whether what fails for what it does not like stands where that is caught."""
    caught = {
        id(node)
        for block in nodes_in(function.node)
        if isinstance(block, ast.Try) and any(map(_catches_refusals, block.handlers))
        for statement in block.body
        for node in nodes_in(statement)
    }
    return all(
        id(node) in caught
        for node in nodes_in(function.node)
        if isinstance(node, ast.Call)
        and names.fullname(Expression(node.func, function.body)) in _REFUSING
    )


def _catches_refusals(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or last_name(kind) in _REFUSED for kind in kinds)


def is_pure_expression(node: ast.expr, scope: Scope, names: Names, depth: int = 0) -> bool:
    """Whether to evaluate an expression only looks at something."""
    parts = [part for part in nodes_in(node) if isinstance(part, ast.expr)]
    return all(_is_pure_part(Expression(part, scope), names, depth) for part in parts)


def _is_pure_part(part: Expression, names: Names, depth: int) -> bool:
    match part.node:
        case ast.Call() as call:
            return _is_pure_call(part, call, names, depth)
        case ast.Await(value=value):
            return isinstance(value, ast.Call)
        case ast.Attribute(value=ast.Name() | ast.Attribute() as owner, attr=name):
            return _is_pure_attribute(part.sibling(owner), name, names)
        case ast.Subscript(value=owner, slice=ast.Constant()):
            return _is_dict(part.sibling(owner), names)
        case node:
            return isinstance(node, _EXPRESSIONS)


def _is_pure_call(call: Expression, node: ast.Call, names: Names, depth: int) -> bool:
    fullname = names.fullname(call.sibling(node.func))
    if fullname in _FUNCTIONS or fullname in _REFUSING:
        return True
    match node.func:
        case ast.Attribute(attr=name) if name in _OF_VALUES:
            return True
        case ast.Attribute(ast.Attribute(attr=part), "get") if part in _OF_REQUESTS:
            return True
        case ast.Attribute(owner, "get") if _is_dict(call.sibling(owner), names):
            return True
        case _:
            called = called_function(call, names)
            return (
                called is not None
                and depth < _MAX_DEPTH
                and not called.scope.module.is_of_library
                and only_looks(called, names, depth + 1)
            )


def _is_dict(owner: Expression, names: Names) -> bool:
    """Whether a name is that of what a token says, or of a parameter that is declared as a dictionary."""
    value = resolve(owner, names)
    if isinstance(value.node, ast.Call):
        return names.fullname(value.sibling(value.node.func)) in _REFUSING
    parameter = parameter_named(value)
    if parameter is None or parameter.annotation is None:
        return False
    declared = declared_type(parameter.annotation, names)
    if isinstance(declared.node, ast.Subscript):
        declared = declared.sibling(declared.node.value)
    return names.fullname(declared) in _DICTS


def _is_pure_attribute(owner: Expression, name: str, names: Names) -> bool:
    """Whether to read an attribute does no more than that: a property may do anything."""
    try:
        scope = _class_behind(owner, names)
    except LookupError:
        return False
    found = None if scope is None else method(scope, name, names)
    # What a library reads on demand, as `request.headers`, is not for a guard to check.
    if found is None or found.scope.module.is_of_library or not found.node.decorator_list:
        return True
    return all(
        isinstance(statement, ast.Return)
        and not any(isinstance(node, ast.Call) for node in nodes_in(statement))
        for statement in statements_of(found.node.body)
    )


def _class_behind(owner: Expression, names: Names) -> Scope | None:
    """The project's class of an object, None where it is of another one.

    It is a LookupError where an object of the project's holds something of which nothing is said.
    """
    node = owner.node
    scope = class_of(owner, names)
    if scope is not None or not isinstance(node, ast.Attribute):
        return scope
    holder = _class_behind(owner.sibling(node.value), names)
    if holder is None or holder.module.is_of_library:
        return None
    for place in ancestors(holder, names):
        for statement in getattr(place.node, "body", ()):
            match statement:
                case ast.AnnAssign(target=ast.Name(name), annotation=declared) if name == node.attr:
                    return names.class_scope(declared_type(Expression(declared, place), names))
                case ast.FunctionDef(name=name, returns=ast.expr() as declared) if (
                    name == node.attr
                ):
                    outside = place.parent or place
                    return names.class_scope(declared_type(Expression(declared, outside), names))
                case _:
                    pass
    raise LookupError(node.attr)
