"""Finds in mypy's tree of a module what the application model has found in its source."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mypy import nodes
from mypy.nodes import ClassDef, FuncDef, MypyFile, ReturnStmt, Statement, SymbolNode
from mypy.util import correct_relative_import
from scoped_fastapi_check.model.module import FunctionNode


class Tree:
    """The definitions and return statements of one module, by their place in the source.

    mypy keeps no table of the names of a function once it is analysed, so one is made here, of the
    definitions and assignments in its body. The visitors of mypy are compiled and cannot be derived
    from, hence the walk by hand.
    """

    def __init__(self, file: MypyFile) -> None:
        self._file = file
        self._functions: dict[tuple[str, int], FuncDef] = {}
        self._classes: dict[tuple[str, int], ClassDef] = {}
        self._returns: dict[tuple[int, int], ReturnStmt] = {}
        self._values: dict[tuple[int, int], nodes.Expression] = {}
        self._locals: dict[FuncDef, dict[str, SymbolNode | str]] = {}
        self._looked_at: set[int] = set()
        self._visit_all(file.defs, None)

    def function(self, node: FunctionNode) -> FuncDef | None:
        """The definition that stands at the place of `node`."""
        return self._functions.get((node.name, node.lineno))

    def class_definition(self, node: ast.ClassDef) -> ClassDef | None:
        """The class that stands at the place of `node`."""
        return self._classes.get((node.name, node.lineno))

    def return_statement(self, node: ast.Return) -> ReturnStmt | None:
        """The return statement that stands at the place of `node`."""
        return self._returns.get((node.lineno, node.col_offset))

    def is_looked_at(self, value: nodes.Context) -> bool:
        """Whether a rule looks at what `value` provides.

        It is the default of a parameter, or a variable has it that may be one and declares no type.
        """
        return id(value) in self._looked_at

    def value(self, node: ast.expr) -> nodes.Expression | None:
        """What stands at the place of `node` and is returned, or assigned, as a whole."""
        return self._values.get((node.lineno, node.col_offset))

    def local(self, function: FunctionNode, name: str) -> SymbolNode | str | None:
        """What `name` means inside of a function that binds it.

        An import inside of a function yields the full name of what is imported.
        """
        definition = self.function(function)
        return None if definition is None else self._locals.get(definition, {}).get(name)

    # The walk: `inside` is the function whose names are being bound, if any.

    def _visit_all(self, statements: Iterable[Statement], inside: FuncDef | None) -> None:
        for statement in statements:
            self._visit(statement, inside)

    def _visit(self, statement: Statement, inside: FuncDef | None) -> None:
        match statement:
            case nodes.FuncDef():
                self._bind(statement.name, statement, inside)
                self._visit_function(statement)
            case nodes.Decorator():
                self._bind(statement.func.name, statement, inside)
                self._visit_function(statement.func)
            case nodes.OverloadedFuncDef():
                self._bind(statement.name, statement, inside)
                self._visit_all(statement.items, None)
                if statement.impl is not None:
                    self._visit_all([statement.impl], None)
            case nodes.ClassDef():
                self._bind(statement.name, statement.info, inside)
                self._classes.setdefault((statement.name, statement.line), statement)
                self._visit_all(statement.defs.body, None)
            case nodes.ReturnStmt():
                self._returns[statement.line, statement.column] = statement
                if statement.expr is not None:
                    self._note_value(statement.expr)
            case nodes.AssignmentStmt():
                self._note_value(statement.rvalue)
                for target in statement.lvalues:
                    self._bind_target(target, inside)
                    self._bind_alias(target, statement.rvalue, inside)
                if statement.unanalyzed_type is None and any(map(_is_first, statement.lvalues)):
                    self._looked_at.add(id(statement.rvalue))
            case nodes.TypeAliasStmt():
                self._bind_target(statement.name, inside)
            case nodes.Import() | nodes.ImportFrom():
                self._visit_import(statement, inside)
            case _:
                self._visit_compound(statement, inside)

    def _visit_function(self, function: FuncDef) -> None:
        self._functions.setdefault((function.name, function.line), function)
        for argument in function.arguments:
            self._bind(argument.variable.name, argument.variable, function)
            self._looked_at.add(id(argument.initializer))
        self._visit_all(function.body.body, function)

    def _visit_compound(self, statement: Statement, inside: FuncDef | None) -> None:
        blocks: list[nodes.Block | None] = []
        match statement:
            case nodes.Block():
                blocks = [statement]
            case nodes.IfStmt():
                for condition in statement.expr:
                    self._bind_in_condition(condition, inside)
                blocks = [*statement.body, statement.else_body]
            case nodes.WhileStmt():
                self._bind_in_condition(statement.expr, inside)
                blocks = [statement.body, statement.else_body]
            case nodes.ForStmt():
                self._bind_target(statement.index, inside)
                blocks = [statement.body, statement.else_body]
            case nodes.WithStmt():
                for target in statement.target:
                    if target is not None:
                        self._bind_target(target, inside)
                blocks = [statement.body]
            case nodes.TryStmt():
                for variable in statement.vars:
                    if variable is not None:
                        self._bind_target(variable, inside)
                blocks = [statement.body, *statement.handlers]
                blocks += [statement.else_body, statement.finally_body]
            case nodes.MatchStmt():
                blocks = [*statement.bodies]
            case _:
                pass
        for block in blocks:
            if block is not None:
                self._visit_all(block.body, inside)

    def _note_value(self, value: nodes.Expression) -> None:
        self._values[value.line, value.column] = value

    def _bind(self, name: str, meaning: SymbolNode | str, inside: FuncDef | None) -> None:
        if inside is not None:
            self._locals.setdefault(inside, {}).setdefault(name, meaning)

    def _bind_target(self, target: nodes.Expression, inside: FuncDef | None) -> None:
        if inside is None:
            return
        if isinstance(target, nodes.NameExpr) and target.node is not None:
            self._bind(target.name, target.node, inside)
        elif isinstance(target, nodes.TupleExpr | nodes.ListExpr):
            for item in target.items:
                self._bind_target(item, inside)

    def _bind_in_condition(self, condition: nodes.Expression, inside: FuncDef | None) -> None:
        """`if (user := find()) is not None`."""
        match condition:
            case nodes.AssignmentExpr():
                self._bind_target(condition.target, inside)
            case nodes.OpExpr():
                self._bind_in_condition(condition.left, inside)
                self._bind_in_condition(condition.right, inside)
            case nodes.ComparisonExpr():
                for operand in condition.operands:
                    self._bind_in_condition(operand, inside)
            case nodes.UnaryExpr():
                self._bind_in_condition(condition.expr, inside)
            case _:
                pass

    def _bind_alias(
        self, target: nodes.Expression, value: nodes.Expression, inside: FuncDef | None
    ) -> None:
        """An alias that is local to a function: its name refers to nothing, its value does."""
        if isinstance(target, nodes.NameExpr) and isinstance(value, nodes.IndexExpr):
            analyzed = value.analyzed
            if isinstance(analyzed, nodes.TypeAliasExpr):
                self._bind(target.name, analyzed.node, inside)

    def _visit_import(
        self, statement: nodes.Import | nodes.ImportFrom, inside: FuncDef | None
    ) -> None:
        if isinstance(statement, nodes.Import):
            for module, as_name in statement.ids:
                top = module.partition(".")[0]
                self._bind(as_name or top, module if as_name else top, inside)
            return
        file = self._file
        module, _ = correct_relative_import(
            file.fullname, statement.relative, statement.id, file.is_package_init_file()
        )
        for name, as_name in statement.names:
            self._bind(as_name or name, f"{module}.{name}", inside)


def _is_first(target: nodes.Lvalue) -> bool:
    """Whether an assignment defines the name, and does not change what is declared elsewhere."""
    return isinstance(target, nodes.NameExpr) and target.is_new_def
