"""The types that the snippets of the unit tests show without a type checker: what is declared."""

from __future__ import annotations

import ast

from scoped_fastapi_check.analysis.questions import Way
from scoped_fastapi_check.analysis.types import Instance, OneOf, Tuple, Unknown
from scoped_fastapi_check.engines.probes.builtin_classes import known_class
from scoped_fastapi_check.engines.probes.names import SourceNames
from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes
from scoped_fastapi_check.engines.probes.written_types import Made, Type, Written
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.module import Expression, Function

UNKNOWN = Made(Unknown())
_ITERATORS = ("typing.Iterator", "typing.AsyncIterator", "typing.Iterable", "typing.AsyncIterable")
_DISPLAYS = {
    ast.List: "list",
    ast.ListComp: "list",
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.Set: "set",
    ast.JoinedStr: "str",
}


def instance(name: str, *arguments: Type) -> Type:
    """An object of a built-in class, or of one of `typing`."""
    cls = known_class(name if "." in name else f"builtins.{name}")
    return UNKNOWN if cls is None else Made(Instance(cls, arguments))


class Inference:
    """Types of expressions, by what is declared and by what is written out."""

    def __init__(self, names: SourceNames, types: SourceTypes) -> None:
        self._names = names
        self._types = types

    def of(self, expression: Expression) -> Type:
        """The type of an expression; unknown where nothing is declared."""
        node = expression.node
        match node:
            case ast.Constant(value=None):
                return Written(expression)
            case ast.Constant(value=value):
                return instance(type(value).__name__)
            case ast.Tuple(elts=items):
                cls = known_class("builtins.tuple")
                assert cls is not None
                return Made(Tuple([self.of(expression.sibling(item)) for item in items], cls))
            case ast.IfExp(body=body, orelse=other):
                return Made(OneOf([self.of(expression.sibling(part)) for part in (body, other)]))
            case ast.Await(value=ast.Call() as call):
                return self.of(expression.sibling(call))
            case ast.Call():
                return self._call(expression, node)
            case ast.Name() | ast.Attribute():
                return self._named(expression)
            case _:
                name = _DISPLAYS.get(type(node))
                return UNKNOWN if name is None else instance(name)

    def _call(self, expression: Expression, node: ast.Call) -> Type:
        called = expression.sibling(node.func)
        if self._names.class_scope(called) is not None:
            return Written(called)
        function = self._names.function(called)
        return UNKNOWN if function is None else self.declared(function)

    def _named(self, expression: Expression) -> Type:
        function = expression.scope.module.function_of(expression.scope)
        for parameter in () if function is None else function.parameters:
            if isinstance(expression.node, ast.Name) and parameter.name == expression.node.id:
                given = parameter.annotation
                return UNKNOWN if given is None else Written(given)
        value = self._names.value(expression)
        if value is not None:
            return self.of(value)
        node = expression.node
        if isinstance(node, ast.Attribute):
            owner = self.of(expression.sibling(node.value))
            if not isinstance(self._types.shape(owner), Unknown):
                return self._types.attribute(owner, node.attr) or UNKNOWN
        return UNKNOWN

    def declared(self, function: Function) -> Type:
        """What a function is declared to return."""
        returns = function.node.returns
        return UNKNOWN if returns is None else Written(Expression(returns, function.scope))

    def result(self, called: Expression, way: Way) -> Type:
        """What calling something gives, taken in one of the ways."""
        if self._names.class_scope(called) is not None:
            return Written(called)
        callee = callee_of(called, self._names, behind_factories=False)
        if callee is None:
            return UNKNOWN
        declared = self.declared(callee.function)
        shape = self._types.shape(declared)
        if way in {Way.YIELDED, Way.UNWRAPPED} and isinstance(shape, Instance):
            for base in _ITERATORS:
                if shape.cls.derives_from(base) and shape.arguments:
                    return shape.arguments[0]
        return declared
