"""Functions of the project that declare nothing of what they return: their own returns tell it.

`def build(): return {"id": "x"}`, and `return build()` in a handler. Checkers infer more or less of it, and
none of them which keys a dictionary has.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.response_models.annotations import says_nothing
from scoped_fastapi_check.analysis.response_models.returned_values import (
    AnyOf,
    Anything,
    Choice,
    Filled,
    Items,
    Leaf,
    Made,
    NoneValue,
    Record,
    Uncalled,
)
from scoped_fastapi_check.analysis.ways import Leaving
from scoped_fastapi_check.model.graph import (
    dependency_of,
    method,
    parameter_marker,
    parameter_named,
)
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.analysis.response_models.returned_values import Value
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names

__all__ = ["followed_function", "returned_by", "seen_from"]


def followed_function(call: Expression, names: Names) -> Function | None:
    """The function that is called, or awaited, if what it returns is to be read from its own returns.

    A method may be another one in a class that derives from that of the object, and a name that is bound again may be
    that of another function by then: `build = cached(build)`.
    """
    node = call.node
    is_awaited = isinstance(node, ast.Await)
    node = node.value if isinstance(node, ast.Await) else node
    if not isinstance(node, ast.Call):
        return None
    function = call.sibling(node.func)
    found = _method_of_exact(function, names)
    called = found or names.function(function)
    if (
        called is None
        or called.is_generator
        or called.node.decorator_list
        or called.scope.module.is_of_library
        or (found is None and isinstance(called.scope.node, ast.ClassDef))
        or _is_bound_again(call.sibling(node.func), called, names)
        or isinstance(called.node, ast.AsyncFunctionDef) is not is_awaited
        or not says_nothing(called, names)
    ):
        return None
    return called


def _method_of_exact(named: Expression, names: Names) -> Function | None:
    """The method of an object that is certainly of a class, and of none that derives from it.

    It is made where it is called, kept in a name that has no other value, or made by FastAPI for `Depends()`.
    """
    node = named.node
    if not isinstance(node, ast.Attribute):
        return None
    owner = named.sibling(node.value)
    cls = _class_made(owner, names)
    scope = None if cls is None else names.class_scope(cls)
    if scope is None or _is_made_otherwise(scope):
        return None
    modules = {named.scope.module, scope.module}
    is_set = any(
        isinstance(each.target.node, ast.Attribute) and each.target.node.attr == node.attr
        for module in modules
        for each in module.assignments
    )
    return None if is_set else method(scope, node.attr, names)


def _class_made(owner: Expression, names: Names) -> Expression | None:
    parameter = parameter_named(owner)
    if parameter is not None:
        marker = parameter_marker(parameter, names)
        made = None if marker is None else dependency_of(parameter, marker, names)
        is_bound_again = len(parameter.function.body.values.get(parameter.name, ())) > 1
        return None if is_bound_again else made
    if names.is_declared(owner):
        return None
    value = resolve(owner, names)
    return value.sibling(value.node.func) if isinstance(value.node, ast.Call) else None


def _is_made_otherwise(scope: Scope) -> bool:
    """Whether an object of a class may be one of another class, or have other methods."""
    if {"__new__", "__getattribute__"} & scope.values.keys():
        return True
    node = scope.node
    return isinstance(node, ast.ClassDef) and bool(node.decorator_list or node.keywords)


def _is_bound_again(name: Expression, function: Function, names: Names) -> bool:
    """Whether the name of a function is that of something else, too: where it stands, or where it is called."""
    own = function.node.name
    bound = [function.scope.values.get(own, ())]
    if isinstance(name.node, ast.Name):
        scope = name.scope.binding(name.node.id)
        bound.append(() if scope is None else scope.values[name.node.id])
    return any(len(values) > 1 for values in bound) or any(
        isinstance(target.node, ast.Attribute)
        and target.node.attr == own
        and names.function(target) is function
        for target in (each.target for each in name.scope.module.assignments)
    )


def returned_by(function: Function, names: Names) -> Sequence[ast.Return] | None:
    """The returns of a function by which it is left, with one of nothing for its end; None without a value."""
    exits = ways_through(function, names).exits()
    left_by = {exit_.statement for exit_ in exits}
    found = [statement for statement in function.returns if statement in left_by]
    if not any(statement.value for statement in found):
        return None
    if any(exit_.leaving is Leaving.END for exit_ in exits):
        found.append(ast.copy_location(ast.Return(None), function.node))
    return found


def seen_from(statement: ast.stmt, values: Sequence[Value], *, is_declared: bool) -> Value | None:
    """What a call gives where it stands; None where a checker may know more of it.

    Which of several returns it comes to, the arguments of the call decide.
    """
    seen = [_seen(value, statement) for value in values]
    is_one = len(seen) == 1
    if any(isinstance(each, Anything) for each in seen):
        return None
    if not is_one and not all(isinstance(each, NoneValue | Record | Items) for each in seen):
        return None  # One of them may be a response.
    if is_declared and not any(
        isinstance(each, Record | Items) and _has_record(each) for each in seen
    ):
        return None
    return seen[0] if is_one else AnyOf(seen)


def _has_record(value: Value) -> bool:
    if isinstance(value, Items):
        return any(map(_has_record, value.parts))
    return isinstance(value, Record)


def _seen(value: Value, statement: ast.stmt) -> Value:
    """A value as far as the source says what it is: its names mean something else elsewhere."""
    match value:
        case Leaf(node=ast.Constant() as node):
            return Leaf(node, statement)
        case Leaf(makes=made, around=()) if made is not None:
            return Made(made)
        case Filled(cls=cls):
            return Made(cls)
        case Record(items):
            return Record({key: _seen(item, statement) for key, item in items.items()})
        case Items(container, parts):
            return Items(container, [_seen(part, statement) for part in parts])
        case Choice(parts) | AnyOf(parts):
            return AnyOf([_seen(part, statement) for part in parts])
        case NoneValue() | Uncalled() | Made():
            return value
        case _:
            return Anything()
