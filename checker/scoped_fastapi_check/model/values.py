"""Where the value of a parameter goes: into arguments, closures and generators.

What is read from it (`user.id`, the result of a call, a list) is another value.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression, Function

if TYPE_CHECKING:
    from scoped_fastapi_check.judge import Names

# Local names may be bound to each other.
_MAX_DEPTH: Final = 10
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Value:
    """The value of one parameter, inside of its function."""

    def __init__(self, name: str, function: Function, names: Names) -> None:
        self._name = name
        self._function = function
        self._names = names

    @property
    def is_bound_once(self) -> bool:
        """Whether the name means the parameter everywhere in the function."""
        return len(self._function.body.values.get(self._name, [])) == 1

    def is_called_here(self, node: ast.expr) -> bool:
        """Whether the function itself calls this object, `await tasks()`."""
        called = (
            part.func
            for statement in self._function.node.body
            for part in ast.walk(statement)
            if isinstance(part, ast.Call)
        )
        return any(ast.dump(func) == ast.dump(node) for func in called)

    def is_carried_by(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether who is passed `node` gets at the value later on."""
        if depth > _MAX_DEPTH:
            return False
        match node:
            case ast.Name():
                return node.id == self._name or self._is_behind(node, depth)
            case ast.Lambda():
                return self._name in free_names(node)
            case ast.Call() if self._is_partial(node):
                parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            case ast.Tuple() | ast.List() | ast.Set():
                parts = node.elts
            case ast.Dict():
                parts = node.values
            case ast.Starred() | ast.NamedExpr():
                parts = [node.value]
            case ast.IfExp():
                parts = [node.body, node.orelse]
            case _:
                return False
        return any(self.is_carried_by(part, depth + 1) for part in parts)

    def is_called_later(self, node: ast.expr) -> bool:
        """Whether a callable needs the value when it is called: also a method of the value."""
        if isinstance(node, ast.Attribute):
            while isinstance(node, ast.Attribute):
                node = node.value
            return isinstance(node, ast.Name) and node.id == self._name
        return self.is_carried_by(node)

    def is_read_by(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether iterating over `node` uses the value."""
        if depth > _MAX_DEPTH:
            return False
        match node:
            case ast.Name():
                if node.id == self._name:
                    return True
                value = self._local_value(node)
                return value is not None and self.is_read_by(value, depth + 1)
            case ast.IfExp():
                return any(self.is_read_by(part, depth + 1) for part in (node.body, node.orelse))
            case ast.GeneratorExp():
                return self._name in _names_used_lazily(node)
            case ast.Call():
                return self._is_read_by_call(node)
            case _:
                return False

    def _is_read_by_call(self, node: ast.Call) -> bool:
        """Whether a call makes a generator that uses the value."""
        function = called_function(Expression(node, self._function.body), self._names)
        if function is None or not function.is_generator or function.node.decorator_list:
            return False
        if self._captures(function, set()):
            return True
        if isinstance(node.func, ast.Attribute) and self.is_called_later(node.func):
            return True
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        return any(self.is_carried_by(argument) for argument in arguments)

    def _is_behind(self, node: ast.Name, depth: int) -> bool:
        """Whether another name of the function leads to the value."""
        function = self._names.function(Expression(node, self._function.body))
        if function is not None:
            return self._captures(function, set())
        value = self._local_value(node)
        return value is not None and self.is_carried_by(value, depth + 1)

    def _local_value(self, node: ast.Name) -> ast.expr | None:
        return self._function.body.single_value(node.id)

    def _captures(self, function: Function, seen: set[Function]) -> bool:
        """Whether a function that is defined inside uses the value, itself or through others."""
        if function.scope is not self._function.body or function in seen:
            return False
        seen.add(function)
        free = free_names(function.node)
        if self._name in free:
            return True
        others = (
            other
            for other in function.scope.module.functions
            if other.scope is function.scope and other.name in free
        )
        return any(self._captures(other, seen) for other in others)

    def _is_partial(self, node: ast.Call) -> bool:
        called = Expression(node.func, self._function.body)
        return self._names.fullname(called) == fullnames.PARTIAL


def loaded_names(nodes: Iterable[ast.AST]) -> set[str]:
    """Every name that is looked up somewhere in these nodes."""
    return {
        part.id
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load)
    }


def free_names(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    """The names that a function looks up outside of itself, its defaults included."""
    arguments = function.args
    defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
    body = function.body if isinstance(function.body, list) else [function.body]
    bound = {argument.arg for argument in ast.walk(arguments) if isinstance(argument, ast.arg)}
    used: set[str] = set()
    for node in _own_nodes(body):
        if isinstance(node, _FUNCTIONS):
            used |= free_names(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
    return loaded_names(defaults) | (used - bound)


def _own_nodes(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of a function, without what is inside of functions in it."""
    for node in nodes:
        yield node
        if not isinstance(node, _FUNCTIONS):
            yield from _own_nodes(ast.iter_child_nodes(node))


def _names_used_lazily(node: ast.GeneratorExp) -> set[str]:
    """What a generator expression looks up when it is iterated over: not its first iterable."""
    first, *others = node.generators
    lazy: list[ast.expr] = [node.elt, *first.ifs]
    for other in others:
        lazy += [other.iter, *other.ifs]
    targets = {
        part.id
        for generator in node.generators
        for part in ast.walk(generator.target)
        if isinstance(part, ast.Name)
    }
    return loaded_names(lazy) - targets
