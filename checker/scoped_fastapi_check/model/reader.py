"""Reads a module's source into the application model."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
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


def read_module(
    source: str | bytes, name: str, path: str, tree: ast.Module | None = None
) -> Module:
    """The model of the module `name` whose text is `source`, and whose syntax `tree`, if it is known.

    Raises `SyntaxError` (or `ValueError` for a NUL byte) where Python itself would.
    """
    text = source.encode() if isinstance(source, str) else source
    module = Module(name, path, tree or ast.parse(source, filename=path), text)
    reader = _Reader(module)
    for statement in module.tree.body:
        reader.visit(statement)
    return module


class _Reader(ast.NodeVisitor):
    """Walks the tree once and notes what belongs to the model, scope by scope.

    Every module that has to do with FastAPI is read, and the visitor's own way of looking up its
    methods and of asking each node for its fields would take several times as long.
    """

    def __init__(self, module: Module) -> None:
        self.module = module
        self.scope = module.scope
        self.function: Function | None = None
        self.decorators: set[ast.expr] = set()

    def visit(self, node: ast.AST) -> None:
        """Note what a node and the nodes in it say."""
        visit = _VISITORS.get(node.__class__)
        if visit is None:
            self.generic_visit(node)
        else:
            visit(self, node)

    def generic_visit(self, node: ast.AST) -> None:
        """Note what the nodes in a node say."""
        for name in _PARTS[node.__class__]:
            part: object = getattr(node, name, None)
            if part.__class__ is list:
                for item in cast("list[object]", part):
                    if isinstance(item, ast.AST):
                        self.visit(item)
            elif isinstance(part, ast.AST):
                self.visit(part)

    # Definitions

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._visit_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._visit_function(node)

    def _visit_function(self, node: FunctionNode) -> None:
        self.scope.bind(node.name, None)
        body = Scope(self.module, node, self.scope)
        function = Function(node, self.scope, body)
        function.parameters.extend(_parameters(function))
        self.module.functions.append(function)
        self.decorators.update(node.decorator_list)
        for outside in (*node.decorator_list, node.args, *filter(None, [node.returns])):
            self.visit(outside)
        for parameter in function.parameters:
            body.bind(parameter.name, None)
        outer = self.scope, self.function
        self.scope, self.function = body, function
        for statement in node.body:
            self.visit(statement)
        self.scope, self.function = outer

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        outer = self.scope, self.function
        self.scope, self.function = Scope(self.module, node, self.scope), None
        for parameter in ast.walk(node.args):
            if isinstance(parameter, ast.arg):
                self.scope.bind(parameter.arg, None)
        self.visit(node.body)
        self.scope, self.function = outer

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.scope.bind(node.name, None)
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(outside)
        outer = self.scope, self.function
        self.scope, self.function = Scope(self.module, node, self.scope), None
        outer[0].classes[node.name] = self.scope
        for statement in node.body:
            self.visit(statement)
        self.scope, self.function = outer

    # Names

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.scope.bind(target.id, node.value)
                self._note_alias(target.id, node, node.value)
            else:
                self._note_assignment(target, node.value)
                self.visit(target)
        self.visit(node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._note_assignment(node.target, node.value)
        self.generic_visit(node)

    def _note_assignment(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Attribute | ast.Subscript):
            pair = (Expression(target, self.scope), Expression(value, self.scope))
            self.module.assignments.append(Assignment(*pair))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if not isinstance(node.target, ast.Name):
            self.generic_visit(node)
            return
        name = node.target.id
        if node.value is not None:
            self.scope.bind(name, node.value)
            self._note_alias(name, node, node.value)
            self.visit(node.value)
        self.visit(node.annotation)
        if isinstance(self.scope.node, ast.ClassDef):
            annotation = Expression(node.annotation, self.scope)
            default = None if node.value is None else Expression(node.value, self.scope)
            self.module.fields.append(Field(node, name, annotation, default))

    if sys.version_info >= (3, 12):

        def visit_TypeAlias(self, node: ast.TypeAlias) -> None:  # noqa: N802
            self.scope.bind(node.name.id, node.value)
            self._note_alias(node.name.id, node, node.value)
            self.visit(node.value)

    def _note_alias(self, name: str, node: ast.stmt, value: ast.expr) -> None:
        self.module.aliases.append(Alias(name, node, Expression(value, self.scope)))

    def visit_Name(self, node: ast.Name) -> None:
        # Loops, `with ... as`, `del`, augmented assignments and unpacking all end up here.
        if not isinstance(node.ctx, ast.Load):
            self.scope.bind(node.id, None)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.scope.bind(alias.asname or alias.name.partition(".")[0], None)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self.scope.bind(alias.asname or alias.name, None)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.scope.bind(node.name, None)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        for name in node.names:
            self.scope.bind(name, None)
            self.module.scope.bind(name, None)

    # What functions do

    def visit_Return(self, node: ast.Return) -> None:
        if self.function is not None:
            self.function.returns.append(node)
        self.generic_visit(node)

    def visit_Yield(self, node: ast.Yield) -> None:
        self._visit_yield(node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> None:
        self._visit_yield(node)

    def _visit_yield(self, node: ast.Yield | ast.YieldFrom) -> None:
        if self.function is not None:
            self.function.is_generator = True
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.module.calls.append(Call(node, self.scope, node in self.decorators))
        self.generic_visit(node)


def _classes(base: type[ast.AST]) -> Iterator[type[ast.AST]]:
    for node_class in base.__subclasses__():
        yield node_class
        yield from _classes(node_class)


# The fields of each class of nodes that hold other nodes, but for those that say nothing here.
_NOT_FOLLOWED: Final = frozenset(
    {
        *("arg", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "name"),
        *("names", "op", "ops", "rest", "simple", "type_comment"),
    }
)
_PARTS: Final = {
    node_class: tuple(name for name in node_class._fields if name not in _NOT_FOLLOWED)
    for node_class in _classes(ast.AST)
} | {ast.Constant: (), ast.MatchSingleton: ()}
_VISITORS: Final[dict[type[ast.AST], Callable[[_Reader, Any], None]]] = {
    node_class: getattr(_Reader, f"visit_{node_class.__name__}")
    for node_class in _PARTS
    if hasattr(_Reader, f"visit_{node_class.__name__}")
}


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
