"""Where a module uses a `Depends(...)` or `Query(...)` as if it were the value that it stands for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.direct_calls import is_of_fastapi, marker_call
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.value_flow import own_nodes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Function, Module
    from scoped_fastapi_check.model.names import Names

# What a marker has itself: of a `Depends`, and of the others, which are fields of pydantic's.
_OF_DEPENDS: Final = frozenset({"dependency", "use_cache", "scope", "scopes", "max_concurrency"})
# Functions of Python's own that no marker can be given to.
_TAKING: Final = frozenset(
    {
        *("next", "anext", "iter", "aiter", "len", "list", "tuple", "set", "sorted", "frozenset"),
        *("int", "float", "abs", "round", "sum", "any", "all", "reversed", "enumerate"),
    }
)
# And those of which no argument may be one: they compare, or count.
_TAKING_ALL: Final = frozenset({"min", "max", "range"})
_ASKS: Final = frozenset({"isinstance", "hasattr", "getattr", "type", "id", "repr", "print"})


@dataclass(frozen=True, eq=False, slots=True)
class MarkerUse:
    """A marker, and where something is done with it; `name` is what it is bound to there."""

    marker: Expression
    use: ast.expr
    name: str = ""


def uses_in_functions(module: Module, names: Names) -> Iterator[MarkerUse]:
    """Markers that functions of the module use: made right there, or bound to a name of theirs."""
    if not _may_be_used(module, names):
        return
    for function in module.functions:
        nodes = list(own_nodes(function.node.body))
        found: set[str] = set()
        for node in nodes:
            for operand in operands(node):
                value = operand.value if isinstance(operand, ast.NamedExpr) else operand
                if isinstance(value, ast.Call):
                    marker = marker_call(Expression(value, function.body), names)
                    if marker is value:
                        yield MarkerUse(Expression(value, function.body), value)
                elif isinstance(value, ast.Name) and value.id not in found:
                    local = local_marker(function, value.id, names)
                    if local is not None and not is_asked_for(value.id, nodes):
                        found.add(value.id)
                        yield MarkerUse(local, value, value.id)


def _may_be_used(module: Module, names: Names) -> bool:
    """Whether a function makes a marker, or may name one that the module has made: hardly any does."""
    of_module = {id(value) for values in module.scope.values.values() for value in values}
    return any(
        id(call.node) in of_module or _is_in_function(call.scope)
        for call in module.calls
        if names.fullname(call.callee) in fullnames.MARKERS
    )


def _is_in_function(scope: Scope) -> bool:
    return any(not isinstance(each.node, ast.Module | ast.ClassDef) for each in scope.chain())


def uses_of_attributes(module: Module, names: Names) -> Iterator[MarkerUse]:
    """Markers that a method binds to an attribute of its object, `self.db = Depends(get_db)`."""
    for assignment in module.assignments:
        target, made = assignment.target.node, assignment.value
        if not isinstance(target, ast.Attribute) or not isinstance(made.node, ast.Call):
            continue
        function = module.function_of(made.scope)
        if (
            function is None
            or not isinstance(function.scope.node, ast.ClassDef)
            or not function.parameters
            or not _is_own(target, function.parameters[0].name, target.attr)
            or marker_call(made, names) is not made.node
        ):
            continue
        use = use_in(function.scope, target.attr)
        if use is not None and _is_bound_once(module, function.scope, target.attr):
            yield MarkerUse(made, use, ast.unparse(target))


def _is_bound_once(module: Module, owner: Scope, attribute: str) -> bool:
    """Whether objects of a class are given one value alone for an attribute, by the module."""
    bound = 0
    for assignment in module.assignments:
        target = assignment.target.node
        function = module.function_of(assignment.target.scope)
        other = None if function is None else function.scope
        is_of_other = (
            function is not None
            and other is not owner
            and other is not None
            and isinstance(other.node, ast.ClassDef)
            and bool(function.parameters)
            and _is_own(target, function.parameters[0].name, attribute)
        )
        bound += isinstance(target, ast.Attribute) and target.attr == attribute and not is_of_other
    return bound == 1


def local_marker(function: Function, name: str, names: Names) -> Expression | None:
    """The marker that a name is always bound to in a function, or in what stands around it."""
    for scope in function.body.chain():
        if name not in scope.values:
            continue
        value = scope.single_value(name)
        if not isinstance(value, ast.Call):
            return None
        expression = Expression(value, scope)
        return expression if marker_call(expression, names) is value else None
    return None


def operands(node: ast.AST) -> list[ast.expr]:
    """What a node works with, where a marker can only be wrong."""
    match node:
        case ast.Attribute(value=value, attr=attribute) if not _is_known(attribute):
            return [value]
        case ast.Subscript(value=value) | ast.Await(value=value):
            return [value]
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _TAKING:
            return [first]
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as given) if name in _TAKING_ALL:
            return given
        case ast.Call(func=called):
            return [called]
        case ast.For(iter=values) | ast.AsyncFor(iter=values) | ast.comprehension(iter=values):
            return [values]
        case ast.BinOp(left=left, op=ast.Mod()):
            return [left]  # `"%s" % marker` shows it.
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[values]):
            return [values]
        case ast.Compare(left=left, ops=ops, comparators=others) if not any(
            isinstance(one, ast.Is | ast.IsNot | ast.Eq | ast.NotEq | ast.In | ast.NotIn)
            for one in ops
        ):
            return [left, *others]
        case ast.withitem(context_expr=value):
            return [value]
        case ast.UnaryOp(op=ast.USub(), operand=value):
            return [value]
        case _:
            return _taken_apart(node)


def _taken_apart(node: ast.AST) -> list[ast.expr]:
    """What a node takes apart, counts with or formats."""
    match node:
        case ast.Slice(lower=lower, upper=upper, step=step):
            return [bound for bound in (lower, upper, step) if bound is not None]
        case ast.FormattedValue(value=value, conversion=-1, format_spec=ast.JoinedStr()):
            return [value]
        case ast.Assign([ast.Tuple() | ast.List()], value) | ast.YieldFrom(value):
            return [value]
        case ast.Starred(value=value, ctx=ast.Load()) | ast.keyword(arg=None, value=value):
            return [value]
        case _:
            return []


def _is_known(attribute: str) -> bool:
    """Whether a marker has an attribute, or may have it: who asks for a private one knows what it is."""
    return attribute in _KNOWN_ATTRIBUTES or attribute.startswith("_")


def is_asked_for(name: str, nodes: list[ast.AST]) -> bool:
    """Whether the function asks what a name is, and so is prepared for a marker."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _ASKS
        and any(isinstance(argument, ast.Name) and argument.id == name for argument in node.args)
        for node in nodes
    )


@dataclass(frozen=True, eq=False, slots=True)
class MadeByHand:
    """A call that makes an object of a class of which an attribute is a marker that it uses."""

    call: Call
    owner: Scope
    attribute: str
    marker: ast.Call


def made_by_hand(module: Module, names: Names) -> Iterator[MadeByHand]:
    """Objects whose class has a marker for an attribute, and methods that use it.

    Libraries for class-based views put what a marker stands for into the objects that they make: of a
    class that is decorated, derived, or handed to them.
    """
    for call in module.calls:
        if call.is_decorator or not isinstance(call.node.func, ast.Name | ast.Attribute):
            continue
        if not names.is_class(call.callee) or is_of_fastapi(call.callee, names):
            continue
        if not names.reaches(call.callee, fullnames.MARKER_PACKAGES):
            continue
        scope = names.class_scope(call.callee)
        if scope is not None and (found := _used_attribute(scope, names)) is not None:
            yield MadeByHand(call, scope, *found)


def _used_attribute(scope: Scope, names: Names) -> tuple[str, ast.Call] | None:
    """An attribute of a class that is a marker, and that a method uses as its value."""
    node = scope.node
    if not isinstance(node, ast.ClassDef) or node.decorator_list or node.bases or node.keywords:
        return None
    for name in scope.values:
        value = scope.single_value(name)
        if not isinstance(value, ast.Call):
            continue
        marker = marker_call(Expression(value, scope), names)
        if marker is value and _is_used(scope, name):
            return name, value
    return None


def _is_used(scope: Scope, attribute: str) -> bool:
    """Whether methods use `self.attribute`, and none of them gives it another value."""
    for function in scope.module.functions:
        if function.scope is not scope or not function.parameters:
            continue
        own = function.parameters[0].name
        for node in ast.walk(function.node):
            if _is_own(node, own, attribute) and isinstance(getattr(node, "ctx", None), ast.Store):
                return False
    return use_in(scope, attribute) is not None


def use_in(scope: Scope, attribute: str) -> ast.expr | None:
    """Where a method of a class does something with `self.attribute`."""
    for function in scope.module.functions:
        if function.scope is not scope or not function.parameters:
            continue
        own = function.parameters[0].name
        for node in ast.walk(function.node):
            for value in operands(node):
                if _is_own(value, own, attribute):
                    return value
    return None


def _is_own(node: ast.AST, own: str, attribute: str) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == attribute
        and isinstance(node.value, ast.Name)
        and node.value.id == own
    )


_KNOWN_ATTRIBUTES: Final = _OF_DEPENDS | {
    *("alias", "annotation", "default", "default_factory", "description", "metadata", "title"),
    *("deprecated", "embed", "examples", "include_in_schema", "in_", "media_type", "get_default"),
    *("is_required", "json_schema_extra", "validation_alias", "openapi_examples"),
}
