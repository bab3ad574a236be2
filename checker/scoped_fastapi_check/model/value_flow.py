"""Where the value of a parameter goes: into arguments, closures and generators.

What is read from it (`user.id`, the result of a call, a list) is another value.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import arguments_of, nodes_outside, parts_of
from scoped_fastapi_check.model.wrapper_objects import chain_of, made_holder, readings_of
from scoped_fastapi_check.model.yielded_values import method_of_given

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.model.wrapper_objects import Holder

# Local names may be bound to each other.
_MAX_DEPTH: Final = 10
_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Value:
    """The value of one parameter, inside of its function.

    Where the parameter is a `holder` of the value, only what certainly leads to it counts.
    """

    def __init__(
        self, name: str, function: Function, names: Names, holder: Holder | None = None
    ) -> None:
        self._name = name
        self._function = function
        self._names = names
        self._holder = holder

    @property
    def is_bound_once(self) -> bool:
        """Whether the name means the parameter everywhere in the function."""
        return len(self._function.body.values.get(self._name, [])) == 1

    def is_called_here(self, node: ast.expr) -> bool:
        """Whether the function itself calls this object, `await tasks()`."""
        return any(ast.dump(func) == ast.dump(node) for func in self._called())

    def is_run_here(self, call: ast.Call) -> bool:
        """Whether the function calls what a call makes, at once or by a name it gives it."""
        bound = self._function.body.values
        return any(
            func is call
            or (isinstance(func, ast.Name) and any(one is call for one in bound.get(func.id, ())))
            for func in self._called()
        )

    def _called(self) -> Iterator[ast.expr]:
        for statement in self._function.node.body:
            for part in ast.walk(statement):
                if isinstance(part, ast.Call):
                    yield part.func

    def is_carried_by(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether who is passed `node` gets at the value later on."""
        if depth > _MAX_DEPTH:
            return False
        match node:
            case ast.Name() if node.id == self._name:
                return self._holder is None
            case ast.Name():
                return self._is_behind(node, depth)
            case ast.Lambda():
                return self._is_needed_in(node)
            case ast.Call() if self._is_partial(node):
                parts = arguments_of(node)
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
            base, reading = chain_of(node)
            holder = self._holder_behind(base)
            if holder is not None:
                return holder.is_used_by(reading, self._names)
            return self._holder is None and isinstance(base, ast.Name) and base.id == self._name
        return self.is_carried_by(node)

    def is_used_in_body(self) -> bool:
        """Whether the function does something with the value itself."""
        return any(self._is_named_in(statement) for statement in self._function.node.body)

    def _is_named_in(self, node: ast.AST) -> bool:
        if self._holder is None:
            return self._name in loaded_names((node,))
        return any(
            self._holder.is_used_by(reading, self._names)
            for reading in readings_of(self._name, node)
        )

    def _is_needed_in(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
        """Whether a function that is defined inside needs the value when it is called."""
        return self._name in free_names(function) and self._is_named_in(function)

    def _holder_behind(self, node: ast.expr) -> Holder | None:
        """The object that holds the value, where an expression is one: `Exporter(session)`."""
        if isinstance(node, ast.Name):
            if node.id == self._name:
                return self._holder
            value = self._local_value(node)
            return self._holder_behind(value) if isinstance(value, ast.Call) else None
        if not isinstance(node, ast.Call):
            return None
        arguments = arguments_of(node)
        given = {
            id(argument): self._holder
            for argument in arguments
            if isinstance(argument, ast.Name) and argument.id == self._name
        }
        call = Expression(node, self._function.body)
        return made_holder(call, given, self._names) if given else None

    def is_read_by(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether iterating over `node` uses the value."""
        if depth > _MAX_DEPTH:
            return False
        match node:
            case ast.Name():
                if node.id == self._name:
                    return self._holder is None
                value = self._local_value(node)
                return value is not None and self.is_read_by(value, depth + 1)
            case ast.IfExp():
                return any(self.is_read_by(part, depth + 1) for part in (node.body, node.orelse))
            case ast.GeneratorExp():
                return self._is_read_by_generator(node)
            case ast.Call():
                return self._is_read_by_call(node)
            case _:
                return False

    def _is_read_by_generator(self, node: ast.GeneratorExp) -> bool:
        if self._holder is None and self._name in _names_used_lazily(node):
            return True
        # The first iterable is looked up at once, but a generator only begins to run later.
        first = node.generators[0].iter
        return isinstance(first, ast.Call) and self.is_read_by(first)

    def _is_read_by_call(self, node: ast.Call) -> bool:
        """Whether a call makes a generator that uses the value."""
        if self._names.fullname(Expression(node.func, self._function.body)) in fullnames.LAZY:
            return any(self.is_read_by(argument) for argument in node.args)
        function = called_function(Expression(node, self._function.body), self._names)
        if function is None and isinstance(node.func, ast.Attribute):
            function = self._method(node.func)
        if function is None or not function.is_generator or function.node.decorator_list:
            return False
        if self._captures(function, set()):
            return True
        if isinstance(node.func, ast.Attribute) and self.is_called_later(node.func):
            return True
        arguments = arguments_of(node)
        return any(self.is_carried_by(argument) for argument in arguments)

    def _method(self, func: ast.Attribute) -> Function | None:
        """A method of the value itself, by what the dependency provides."""
        if not isinstance(func.value, ast.Name) or func.value.id != self._name:
            return None
        for parameter in self._function.parameters:
            if parameter.name == self._name:
                return method_of_given(parameter, func.attr, self._names)
        return None

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
        if self._is_needed_in(function.node):
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


def is_read(name: str, nodes: Iterable[ast.AST]) -> bool:
    """Whether a function with this body looks up its own name somewhere, also in functions inside."""
    for node in nodes_outside(nodes, (*_FUNCTIONS, *_COMPREHENSIONS)):
        match node:
            case ast.Name(id=found, ctx=ast.Load()) if found == name:
                return True
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                decorators = () if isinstance(node, ast.Lambda) else node.decorator_list
                if name in free_names(node) | loaded_names(decorators):
                    return True
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                hides = name in _targets(node)
                parts = [node.generators[0].iter] if hides else parts_of(node)
                if is_read(name, parts):
                    return True
            case _:
                pass
    return False


def free_names(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> set[str]:
    """The names that a function looks up outside of itself, its defaults included."""
    arguments = function.args
    defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
    body = function.body if isinstance(function.body, list) else [function.body]
    bound = {argument.arg for argument in ast.walk(arguments) if isinstance(argument, ast.arg)}
    used: set[str] = set()
    for node in own_nodes(body):
        if isinstance(node, _FUNCTIONS):
            used |= free_names(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
    return loaded_names(defaults) | (used - bound)


def own_nodes(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of a function, without what is inside of functions in it."""
    return nodes_outside(nodes, _FUNCTIONS)


def _names_used_lazily(node: ast.GeneratorExp) -> set[str]:
    """What a generator expression looks up when it is iterated over: not its first iterable."""
    first, *others = node.generators
    lazy: list[ast.expr] = [node.elt, *first.ifs]
    for other in others:
        lazy += [other.iter, *other.ifs]
    return loaded_names(lazy) - _targets(node)


def _targets(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> set[str]:
    """The names that a comprehension has for itself."""
    return {
        part.id
        for generator in node.generators
        for part in ast.walk(generator.target)
        if isinstance(part, ast.Name)
    }
