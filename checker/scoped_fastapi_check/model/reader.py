"""Reads a module's source into the application model."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable
from typing import Any, Final, cast

from scoped_fastapi_check.model.module import (
    Alias,
    Assignment,
    Call,
    Expression,
    Field,
    Function,
    FunctionNode,
    Module,
    Parameter,
    Scope,
)
from scoped_fastapi_check.model.walk import PARTS


def read_module(
    source: str | bytes, name: str, path: str, tree: ast.Module | None = None
) -> Module:
    """The model of the module `name` whose text is `source`, and whose syntax `tree`, if it is known.

    Raises `SyntaxError` (or `ValueError` for a NUL byte) where Python itself would.
    """
    text = source.encode() if isinstance(source, str) else source
    module = Module(name, path, tree or ast.parse(source, filename=path), text)
    _Reader(module).visit_all(module.tree.body)
    return module


class _Reader:
    """Walks the tree once and notes what belongs to the model, scope by scope.

    Every module that has to do with FastAPI is read, so it has to be quick: `ast.NodeVisitor` would
    take several times as long.
    """

    def __init__(self, module: Module) -> None:
        self.module = module
        self.scope = module.scope
        self.function: Function | None = None
        self.decorators: set[ast.expr] = set()

    def visit_all(self, nodes: Iterable[ast.AST]) -> None:
        """Note what some nodes, and the nodes in them, say."""
        for node in nodes:
            visit = _VISITORS.get(node.__class__)
            if visit is not None:
                visit(self, node)
            elif isinstance(node, ast.expr):
                self.visit_expression(node)
            else:
                self.visit_parts(node)

    def visit_parts(self, node: ast.AST) -> None:
        """Note what the nodes in a node say."""
        for name in PARTS[node.__class__]:
            part: object = getattr(node, name, None)
            if part.__class__ is list:
                self.visit_all(filter(None, cast("list[ast.AST | None]", part)))
            elif isinstance(part, ast.AST):
                self.visit_all((part,))

    def visit_expression(self, node: ast.expr) -> None:
        """Note what an expression says: most nodes are parts of one, so nothing is called for them."""
        calls = self.module.calls
        waiting: list[ast.AST | None] = [node]
        while waiting:
            part = waiting.pop()
            if type(part) is ast.Name:
                # Loops, `with ... as`, `del`, augmented assignments and unpacking all end up here.
                if type(part.ctx) is not ast.Load:
                    self.scope.bind(part.id, None)
            elif type(part) is ast.Attribute:
                waiting.append(part.value)
            elif type(part) is ast.Call:
                calls.append(Call(part, self.scope, part in self.decorators))
                waiting += [keyword.value for keyword in reversed(part.keywords)]
                waiting += reversed(part.args)
                waiting.append(part.func)
            elif type(part) is ast.Lambda:
                self.visit_lambda(part)
            elif part is not None:
                if type(part) in _YIELDS and self.function is not None:
                    self.function.is_generator = True
                for name in reversed(PARTS[type(part)]):
                    inner: Any = getattr(part, name, None)
                    if inner.__class__ is list:
                        waiting += reversed(cast("list[ast.AST | None]", inner))
                    else:
                        waiting.append(inner)

    # Definitions

    def visit_function(self, node: FunctionNode) -> None:
        self.scope.bind(node.name, None)
        body = Scope(self.module, node, self.scope)
        function = Function(node, self.scope, body)
        function.parameters.extend(_parameters(function))
        self.module.functions.append(function)
        self.decorators.update(node.decorator_list)
        self.visit_all(node.decorator_list)
        self.visit_parts(node.args)
        if node.returns is not None:
            self.visit_expression(node.returns)
        for parameter in function.parameters:
            body.bind(parameter.name, None)
        outer = self.scope, self.function
        self.scope, self.function = body, function
        self.visit_all(node.body)
        self.scope, self.function = outer

    def visit_lambda(self, node: ast.Lambda) -> None:
        self.visit_parts(node.args)
        outer = self.scope, self.function
        self.scope, self.function = Scope(self.module, node, self.scope), None
        for parameter in ast.walk(node.args):
            if isinstance(parameter, ast.arg):
                self.scope.bind(parameter.arg, None)
        self.visit_expression(node.body)
        self.scope, self.function = outer

    def visit_class(self, node: ast.ClassDef) -> None:
        self.scope.bind(node.name, None)
        self.visit_all((*node.decorator_list, *node.bases, *node.keywords))
        outer = self.scope, self.function
        self.scope, self.function = Scope(self.module, node, self.scope), None
        outer[0].classes[node.name] = self.scope
        self.visit_all(node.body)
        self.scope, self.function = outer

    # Names

    def visit_assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.scope.bind(target.id, node.value)
                self._note_alias(target.id, node, node.value)
            else:
                self._note_assignment(target, node.value)
                self.visit_expression(target)
        self.visit_expression(node.value)

    def visit_augmented_assign(self, node: ast.AugAssign) -> None:
        self._note_assignment(node.target, node.value)
        self.visit_parts(node)

    def _note_assignment(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Attribute | ast.Subscript):
            pair = (Expression(target, self.scope), Expression(value, self.scope))
            self.module.assignments.append(Assignment(*pair))
        elif (
            isinstance(target, ast.Tuple)
            and isinstance(value, ast.Tuple)
            and len(target.elts) == len(value.elts)
        ):
            for inner, given in zip(target.elts, value.elts, strict=True):
                self._note_assignment(inner, given)

    def visit_annotated_assign(self, node: ast.AnnAssign) -> None:
        if not isinstance(node.target, ast.Name):
            if node.value is not None:
                self._note_assignment(node.target, node.value)
            self.visit_parts(node)
            return
        name = node.target.id
        if node.value is not None:
            self.scope.bind(name, node.value)
            self._note_alias(name, node, node.value)
            self.visit_expression(node.value)
        self.visit_expression(node.annotation)
        if isinstance(self.scope.node, ast.ClassDef):
            annotation = Expression(node.annotation, self.scope)
            default = None if node.value is None else Expression(node.value, self.scope)
            self.module.fields.append(Field(node, name, annotation, default))

    if sys.version_info >= (3, 12):

        def visit_type_alias(self, node: ast.TypeAlias) -> None:
            self.scope.bind(node.name.id, node.value)
            self._note_alias(node.name.id, node, node.value)
            self.visit_expression(node.value)

    def _note_alias(self, name: str, node: ast.stmt, value: ast.expr) -> None:
        self.module.aliases.append(Alias(name, node, Expression(value, self.scope)))

    def visit_import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.scope.bind(alias.asname or alias.name.partition(".")[0], None)

    def visit_import_from(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self.scope.bind(alias.asname or alias.name, None)

    def visit_except_handler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.scope.bind(node.name, None)
        self.visit_parts(node)

    def visit_global(self, node: ast.Global) -> None:
        for name in node.names:
            self.scope.bind(name, None)
            self.module.scope.bind(name, None)

    def visit_nonlocal(self, node: ast.Nonlocal) -> None:
        for name in node.names:
            for scope in (self.scope, self._function_around(name)):
                scope.bind(name, None)

    def _function_around(self, name: str) -> Scope:
        """The scope of the function whose name a function inside it binds."""
        around = [scope for scope in self.scope.chain()[1:] if scope.parent is not None]
        return next((scope for scope in around if name in scope.values), self.scope)

    # What functions do

    def visit_return(self, node: ast.Return) -> None:
        if self.function is not None:
            self.function.returns.append(node)
        if node.value is not None:
            self.visit_expression(node.value)


_YIELDS: Final = frozenset({ast.Yield, ast.YieldFrom})
_VISITORS: Final[dict[type[ast.AST], Callable[[_Reader, Any], None]]] = {
    ast.FunctionDef: _Reader.visit_function,
    ast.AsyncFunctionDef: _Reader.visit_function,
    ast.ClassDef: _Reader.visit_class,
    ast.Assign: _Reader.visit_assign,
    ast.AugAssign: _Reader.visit_augmented_assign,
    ast.AnnAssign: _Reader.visit_annotated_assign,
    ast.Import: _Reader.visit_import,
    ast.ImportFrom: _Reader.visit_import_from,
    ast.ExceptHandler: _Reader.visit_except_handler,
    ast.Global: _Reader.visit_global,
    ast.Nonlocal: _Reader.visit_nonlocal,
    ast.Return: _Reader.visit_return,
}
if sys.version_info >= (3, 12):
    _VISITORS[ast.TypeAlias] = _Reader.visit_type_alias


def _parameters(function: Function) -> list[Parameter]:
    """The parameters of a function, in the order they are written."""
    arguments = function.node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = len(positional) - len(arguments.defaults)
    defaults: list[ast.expr | None] = [None] * missing + list(arguments.defaults)
    pairs = [
        *zip(positional, defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]

    def expression(node: ast.expr | None) -> Expression | None:
        return None if node is None else Expression(node, function.scope)

    return [
        Parameter(function, argument, expression(argument.annotation), expression(default))
        for argument, default in pairs
    ]
