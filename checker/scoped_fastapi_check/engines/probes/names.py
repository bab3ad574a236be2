"""Where names are defined, by following imports and assignments through the sources."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scoped_fastapi_check.engines.probes.bindings import Assigned, Defined
from scoped_fastapi_check.engines.probes.builtin_classes import is_standard_name
from scoped_fastapi_check.engines.probes.symbol_table import SymbolTable
from scoped_fastapi_check.engines.probes.symbols import (
    OUTSIDE,
    Symbol,
    is_overload,
    provide_the_same,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.memo import once
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.library import Library
    from scoped_fastapi_check.model.module import Function


class SourceNames(SymbolTable):
    """Answers where names are defined, from the sources alone."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._reached: dict[tuple[str, tuple[str, ...]], bool] = {}
        self._called: tuple[int, Mapping[str, Sequence[Symbol]]] = 0, {}

    # The questions of the rules

    @once
    def fullname(self, expression: Expression) -> str | None:
        """The fully qualified name of what a name or an attribute of a module refers to."""
        symbol = self.definition(expression)
        return None if symbol is None else symbol.fullname

    @once
    def value(self, expression: Expression) -> Expression | None:
        """The one value that is assigned to a name, in whichever module that happens."""
        symbol = self.symbol(expression)
        return None if symbol is None else self.value_of(symbol)

    def is_declared(self, expression: Expression) -> bool:
        """Whether a name is that of a variable whose type is declared beside its value."""
        symbol = self.symbol(expression)
        return symbol is not None and any(
            isinstance(binding, Assigned) and binding.is_declared for binding in symbol.bindings
        )

    def is_rebound(self, expression: Expression) -> bool:
        """Whether a name is bound to more than one value; functions (`global`) bind it, too."""
        symbol = self.symbol(expression)
        return symbol is not None and self.is_bound_again(symbol)

    def is_wrapped(self, expression: Expression) -> bool:
        """Whether a module binds the name of something imported to what is made of it; some checkers miss that."""
        symbol = self.symbol(expression)
        if symbol is None or symbol.scope is None or len(symbol.bindings) < 2:
            return False
        return symbol.scope.wraps(symbol.name)

    def is_overloaded(self, expression: Expression) -> bool:
        """Whether a name is that of a function with overloads."""
        symbol = self.symbol(expression)
        return symbol is not None and any(map(is_overload, symbol.bindings))

    @once
    def is_variable(self, expression: Expression) -> bool:
        """Whether a name is that of a variable or of an alias whose value might be seen."""
        symbol = self.symbol(expression)
        if symbol is None or not symbol.is_variable:
            return False
        value = self.value_of(symbol)
        if value is None or not isinstance(value.node, ast.Call):
            return True
        return self.fullname(value.sibling(value.node.func)) not in fullnames.TYPE_FACTORIES

    @once
    def function(self, expression: Expression) -> Function | None:
        """The function definition that a name refers to, in whichever module it stands."""
        symbol = self.symbol(expression)
        if symbol is None or not symbol.is_function or symbol.scope is None:
            return None
        if self.is_wrapped(expression):
            return None
        scope = self.complete_scope(symbol.scope)
        found = [] if scope is None else self._library.functions(scope, symbol.name)
        return found[0] if len(found) == 1 else None

    def reaches(self, expression: Expression, packages: tuple[str, ...]) -> bool:
        """Whether the module that defines what a name refers to has names of these packages."""
        symbol = self.symbol(expression)
        if symbol is None or symbol.scope is None:
            return False
        module = symbol.scope.module
        key = module.name, packages
        if key not in self._reached:
            self._reached[key] = any(
                found is not None and found.fullname.partition(".")[0] in packages
                for found in self.imported_by(module)
            )
        return self._reached[key]

    @once
    def is_class(self, expression: Expression) -> bool:
        """Whether a name refers to a class."""
        symbol = self.symbol(expression)
        if symbol is None:
            return False
        if symbol.scope is None and symbol.fullname.partition(".")[0] in sys.stdlib_module_names:
            return self._library.has_standard_class(symbol.fullname)
        return symbol.class_node is not None

    def is_module(self, expression: Expression) -> bool:
        """Whether a name is that of a module."""
        symbol = self.definition(expression)
        return symbol is not None and symbol.is_module

    def exists(self, fullname: str) -> bool:
        """Whether a module that the project imports has this name."""
        module, _, name = fullname.rpartition(".")
        found = self.global_symbol(module, name)
        return found is not None and found.scope is not None

    def constant_text(self, fullname: str) -> str | None:
        """The text that a module gives to this name once."""
        module, _, name = fullname.rpartition(".")
        found = self.global_symbol(module, name)
        value = None if found is None else self.value_of(found)
        node = None if value is None else value.node
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return None
        return node.value

    @once
    def class_scope(self, expression: Expression) -> Scope | None:
        """The body of the class that a name refers to, in whichever module it stands."""
        symbol = self.symbol(expression)
        return None if symbol is None else self.class_body(symbol)

    # What answers need beyond that

    def is_defined_again(self, expression: Expression) -> bool:
        """Whether a name in an expression is that of several definitions.

        Which of them is meant depends on the place, and at another place it is another one.
        """
        for node in nodes_in(expression.node):
            if isinstance(node, ast.Name):
                symbol = self.symbol(expression.sibling(node))
                bindings = () if symbol is None else symbol.bindings
                if not provide_the_same(bindings):
                    return any(isinstance(binding, Defined) for binding in bindings)
        return False

    def owner_of_self(self, expression: Expression) -> Symbol | None:
        """The class whose instance a name is: the first parameter of a method."""
        node = expression.node
        if not isinstance(node, ast.Name):
            return None
        for place in expression.scope.chain():
            if node.id not in self._library.bindings(place).names:
                continue
            outside = place.parent
            if (
                not isinstance(place.node, ast.FunctionDef | ast.AsyncFunctionDef)
                or outside is None
                or outside.parent is None
                or not isinstance(outside.node, ast.ClassDef)
            ):
                return None
            first = [*place.node.args.posonlyargs, *place.node.args.args][:1]
            if not first or first[0].arg != node.id or place.node.decorator_list:
                return None
            return Symbol(
                f"{place.module.name}.{outside.node.name}", outside.parent, (Defined(outside.node),)
            )
        return None

    def is_outside_of_frameworks(self, package: str) -> bool:
        """Whether the classes of a package surely know nothing of FastAPI."""
        return package in sys.stdlib_module_names or package in OUTSIDE

    def class_shown(self, name: str, *scopes: Scope) -> Symbol | None:
        """The class that a checker shows by this name, as one of these scopes knows it.

        Where none of them does it may be any class; a name that only one class has tells which, if
        the standard library has none of that name.
        """
        for scope in scopes:
            symbol = self.definition(Expression(ast.Name(name, ast.Load()), scope))
            if symbol is not None and symbol.class_node is not None:
                return symbol
        if is_standard_name(name):
            return None
        found = self.classes_called(name)
        return found[0] if len(found) == 1 else None

    def classes_called(self, name: str) -> Sequence[Symbol]:
        """The classes of this name that stand in the modules of the project."""
        modules = self._library.modules()
        if self._called[0] != len(modules):  # Further ones are read while names are followed.
            found: dict[str, list[Symbol]] = defaultdict(list)
            for module in modules:
                for each, body in module.scope.classes.items():
                    if isinstance(body.node, ast.ClassDef):
                        symbol = Symbol(
                            f"{module.name}.{each}", module.scope, (Defined(body.node),)
                        )
                        found[each].append(symbol)
            self._called = len(modules), dict(found)
        return self._called[1].get(name, ())
