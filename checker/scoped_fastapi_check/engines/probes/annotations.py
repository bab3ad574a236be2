"""What annotations alone say of the type of a value: most of what a checker would be asked stands there.

Only what is certain is told: a class by its name, of a function that no decorator makes something else of.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    Declaration,
    Result,
    ReturnedValue,
    Value,
    Way,
)
from scoped_fastapi_check.engines.probes.values import annotation_of
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Alias, Expression, Field, Function, Parameter

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.symbols import Symbol

__all__ = ["are_the_same", "class_declared", "declared"]

_ITERATORS: Final = frozenset(
    f"typing.{kind}{name}"
    for kind in ("", "Async")
    for name in ("Generator", "Iterable", "Iterator")
)


def declared(value: Value | Declaration, names: SourceNames) -> Expression | None:
    """What is written for the type of a value, if anything is."""
    match value:
        case Result(function=function, way=way):
            return None if function is None else _taken(function, way, names)
        case ReturnedValue(function, statement) if statement.value is not None:
            return _of_call(Expression(statement.value, function.body), names)
        case Expression():
            return _of_call(value, names)
        case Parameter() | Alias() | Field() | Function():
            return annotation_of(value)
        case _:
            return None


def _taken(function: Function, way: Way, names: SourceNames) -> Expression | None:
    """What is taken of what a function is declared to return."""
    if way is Way.YIELDED and function.is_generator and not function.node.decorator_list:
        annotation = annotation_of(function)
        return None if annotation is None else _iterated(annotation, names)
    if way in {Way.AWAITED, Way.RESULT}:
        return _returned(function, is_awaited=way is Way.AWAITED)
    return None


def _of_call(value: Expression, names: SourceNames) -> Expression | None:
    """What is written for the type of a call, awaited or not."""
    is_awaited = isinstance(value.node, ast.Await)
    call = value.node.value if isinstance(value.node, ast.Await) else value.node
    function = names.function(value.sibling(call.func)) if isinstance(call, ast.Call) else None
    return None if function is None else _returned(function, is_awaited=is_awaited)


def _returned(function: Function, *, is_awaited: bool) -> Expression | None:
    """What a function that no decorator makes something else of is declared to return."""
    is_async = isinstance(function.node, ast.AsyncFunctionDef)
    if function.is_generator or function.node.decorator_list or is_async is not is_awaited:
        return None
    return annotation_of(function)


def _iterated(annotation: Expression, names: SourceNames) -> Expression | None:
    """The `T` of `Iterator[T]`."""
    annotation = declared_type(annotation, names)
    node = annotation.node
    if not isinstance(node, ast.Subscript):
        return None
    if names.fullname(annotation.sibling(node.value)) not in _ITERATORS:
        return None
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return annotation.sibling(parts[0]) if parts else None


def class_declared(annotation: Expression, names: SourceNames) -> Symbol | None:
    """The class that an annotation names, with arguments or without."""
    annotation = declared_type(annotation, names)
    node = annotation.node
    head = annotation.sibling(node.value) if isinstance(node, ast.Subscript) else annotation
    found = names.definition(head) if isinstance(head.node, ast.Name | ast.Attribute) else None
    return found if found is not None and _is_class(found) else None


def _is_class(symbol: Symbol) -> bool:
    """Whether a symbol is one class and nothing else."""
    if symbol.class_node is not None:
        return len(symbol.bindings) == 1
    is_built_in = symbol.fullname == f"builtins.{symbol.name}"
    return is_built_in and isinstance(getattr(builtins, symbol.name, None), type)


def are_the_same(one: Expression, other: Expression, names: SourceNames) -> bool:
    """Whether two annotations are certainly those of one type: every value of it fits itself."""
    one, other = declared_type(one, names), declared_type(other, names)
    match one.node, other.node:
        case ((ast.Name() | ast.Attribute()), (ast.Name() | ast.Attribute())):
            return _is_the_same_class(names.definition(one), names.definition(other))
        case ast.Constant(value=None), ast.Constant(value=None):
            return True
        case ast.Subscript(value=head, slice=inner), ast.Subscript(value=head2, slice=inner2):
            pairs = [(head, head2), (inner, inner2)]
        case ast.Tuple(elts=parts), ast.Tuple(elts=parts2) if len(parts) == len(parts2):
            pairs = list(zip(parts, parts2, strict=True))
        case ast.BinOp(left, ast.BitOr(), right), ast.BinOp(left2, ast.BitOr(), right2):
            pairs = [(left, left2), (right, right2)]
        case _:
            return False
    return all(are_the_same(one.sibling(a), other.sibling(b), names) for a, b in pairs)


def _is_the_same_class(one: Symbol | None, other: Symbol | None) -> bool:
    if one is None or other is None or one.fullname != other.fullname:
        return False
    if one.scope is None and other.scope is None:  # Of a package that is not read.
        return not one.is_module and not other.is_module
    return one.class_node is other.class_node and _is_class(one)
