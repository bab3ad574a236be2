"""Where names are defined, by mypy's symbol tables."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from mypy.nodes import (
    GDEF,
    LDEF,
    Decorator,
    FuncDef,
    MypyFile,
    SymbolNode,
    SymbolTableNode,
    TypeAlias,
    TypeInfo,
    TypeVarLikeExpr,
    Var,
)
from scoped_fastapi_check.model.memo import nothing_remembered, once
from scoped_fastapi_check.model.module import Expression, Function, Module, Scope

from scoped_fastapi_mypy.node_index import Tree
from scoped_fastapi_mypy.sources import Sources
from scoped_fastapi_mypy.wrapped_names import is_wrapped

# How many names may lead from one to the next before we give up.
_MAX_STEPS = 20
# Everybody uses their names, their stubs are long, and what stands in those helps nobody.
_BASIC = frozenset({"builtins", "typing", "typing_extensions"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a name refers to: mypy's node and kind, and the scope of a name that is not global."""

    node: SymbolNode
    kind: int
    local: Scope | None = None


class MypyNames:
    """Answers where the names of one module, and of those it leads to, are defined."""

    def __init__(
        self, module: Module, tree: Tree, modules: Mapping[str, MypyFile], sources: Sources
    ) -> None:
        self._module = module
        self._tree = tree
        self._modules = modules
        self._sources = sources
        # The rules ask for the same names again and again.
        self.remembered = nothing_remembered()
        self._models: dict[str, Module | None] = {module.name: module}
        self._reached: dict[tuple[str, tuple[str, ...]], bool] = {}
        self.sources: set[str] = set()
        """The other modules whose source was read to answer."""
        self.interfaces: set[str] = set()
        """The other modules that a name led to."""

    # The questions of the rules

    @once
    def fullname(self, expression: Expression) -> str | None:
        """The fully qualified name of what a name or an attribute of a module refers to."""
        for _ in range(_MAX_STEPS):
            symbol = self.symbol(expression)
            if symbol is None:
                return None
            value = None
            if isinstance(symbol.node, Var) and not self.is_in_stub(symbol.node):
                value = self._value(symbol)
            if value is None or not isinstance(value.node, ast.Name | ast.Attribute):
                return symbol.node.fullname
            expression = value
        return None

    @once
    def value(self, expression: Expression) -> Expression | None:
        """The one value that is assigned to a name, in whichever module that happens."""
        symbol = self.symbol(expression)
        if symbol is None or not _may_have_value(symbol.node) or _is_basic(symbol.node):
            return None
        return self._value(symbol)

    def is_variable(self, expression: Expression) -> bool:
        """Whether a name is that of a variable or of an alias."""
        symbol = self.symbol(expression)
        if symbol is None or not isinstance(symbol.node, Var | TypeAlias):
            return False
        return not self.is_in_stub(symbol.node)

    def _value(self, symbol: Symbol) -> Expression | None:
        scope = self.scope(symbol)
        value = None if scope is None else scope.single_value(symbol.node.name)
        return None if scope is None or value is None else Expression(value, scope)

    @once
    def function(self, expression: Expression) -> Function | None:
        """The function definition that a name refers to, in whichever module it stands."""
        symbol = self.symbol(expression)
        if symbol is None or not isinstance(symbol.node, FuncDef | Decorator):
            return None
        scope = self.scope(symbol)
        if scope is None or self.is_wrapped(expression):
            return None
        found = scope.module.functions_in(scope, symbol.node.name)
        return found[0] if len(found) == 1 else None

    @once
    def is_wrapped(self, expression: Expression) -> bool:
        """Whether the name of a function is bound to what something makes of it, where it comes from."""
        node = expression.node
        module: str | None = None
        if isinstance(node, ast.Name):
            bound = expression.scope.binding(node.id)
            is_global = bound is not None and isinstance(bound.node, ast.Module)
            module = bound.module.name if bound is not None and is_global else None
        elif isinstance(node, ast.Attribute):
            base = self.symbol(expression.sibling(node.value))
            is_module = base is not None and isinstance(base.node, MypyFile)
            module = base.node.fullname if base is not None and is_module else None
        if module is None or not isinstance(node, ast.Name | ast.Attribute):
            return False
        name = node.id if isinstance(node, ast.Name) else node.attr
        return is_wrapped(name, module, self._modules, self.model)

    def reaches(self, expression: Expression, packages: tuple[str, ...]) -> bool:
        """Whether the module that defines what a name refers to has names of these packages."""
        symbol = self.symbol(expression)
        if symbol is None:
            return False
        module = self._module.name
        if symbol.local is None:
            module = module_of(symbol.node, self._modules)
        key = module, packages
        if key not in self._reached:
            file = self._modules.get(module)
            self._reached[key] = file is not None and any(
                entry.node is not None and entry.node.fullname.partition(".")[0] in packages
                for entry in file.names.values()
            )
        return self._reached[key]

    def is_class(self, expression: Expression) -> bool:
        """Whether a name refers to a class; nothing of its module is read for that."""
        symbol = self.symbol(expression)
        return symbol is not None and isinstance(symbol.node, TypeInfo)

    def is_declared(self, expression: Expression) -> bool:
        """Whether a name is that of a variable whose type is declared beside its value."""
        symbol = self.symbol(expression)
        node = None if symbol is None else symbol.node
        return isinstance(node, Var) and node.type is not None and not node.is_inferred

    def is_rebound(self, expression: Expression) -> bool:
        """Whether a name is bound to more than one value."""
        symbol = self.symbol(expression)
        if symbol is None or not isinstance(symbol.node, Var) or _is_basic(symbol.node):
            return False
        scope = self.scope(symbol)
        return scope is not None and len(scope.values.get(symbol.node.name, ())) > 1

    def class_named(self, fullname: str) -> TypeInfo | None:
        """The class of this full name, if a module that the project imports has it."""
        module, _, name = fullname.rpartition(".")
        file = self._modules.get(module)
        found = None if file is None else file.names.get(name)
        return found.node if found is not None and isinstance(found.node, TypeInfo) else None

    def is_module(self, expression: Expression) -> bool:
        """Whether a name is that of a module."""
        symbol = self.symbol(expression)
        return symbol is not None and isinstance(symbol.node, MypyFile)

    def exists(self, fullname: str) -> bool:
        """Whether a module that the project imports has this name."""
        module, _, name = fullname.rpartition(".")
        file = self._modules.get(module)
        return file is not None and name in file.names

    def constant_text(self, fullname: str) -> str | None:
        """The text that a module gives to this name once."""
        module, _, name = fullname.rpartition(".")
        model = self.model(module) if module in self._modules else None
        node = None if model is None else model.scope.single_value(name)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return None
        return node.value

    def class_scope(self, expression: Expression) -> Scope | None:
        """The body of the class that a name refers to, in whichever module it stands."""
        symbol = self.symbol(expression)
        if symbol is None or not isinstance(symbol.node, TypeInfo) or _is_basic(symbol.node):
            return None
        scope = self.scope(symbol)
        return None if scope is None else scope.classes.get(symbol.node.name)

    def class_body(self, info: TypeInfo) -> Scope | None:
        """The body of a class that mypy knows, if the source tells which one it is."""
        scope = self.scope(Symbol(info, GDEF))
        if scope is not None and len(scope.values.get(info.name, [])) == 1:
            return scope.classes.get(info.name)
        for function in self._module.functions:
            local = function.body.classes.get(info.name)
            if local is not None and self.class_info(local) is info:
                return local
        return None

    # Resolving

    @once
    def symbol(self, expression: Expression) -> Symbol | None:
        """What a name, or an attribute of a module or of a class, refers to."""
        node = expression.node
        found: Symbol | None = None
        if isinstance(node, ast.Name):
            found = self._name(node.id, expression.scope)
        elif isinstance(node, ast.Attribute):
            base = self.symbol(expression.sibling(node.value))
            found = None if base is None else self._member(base, node.attr)
        if found is not None and found.local is None:
            self.interfaces.add(module_of(found.node, self._modules))
        return found

    def _name(self, name: str, scope: Scope) -> Symbol | None:
        for place in scope.chain():
            if isinstance(place.node, ast.Module):
                return self._global(name, place.module.name)
            if name in place.values:
                return self._bound(name, place)
        return None

    def _bound(self, name: str, scope: Scope) -> Symbol | None:
        """What `name` means in a function or a class that binds it."""
        if isinstance(scope.node, ast.ClassDef):
            info = self.class_info(scope)
            found = None if info is None else info.names.get(name)
            return None if found is None else _symbol(found, scope)
        if isinstance(scope.node, ast.Lambda | ast.Module) or scope.module is not self._module:
            return None
        meaning = self._tree.local(scope.node, name)
        if isinstance(meaning, str):
            return self._imported(meaning)
        return None if meaning is None else Symbol(meaning, LDEF, scope)

    def _imported(self, fullname: str) -> Symbol | None:
        module, _, name = fullname.rpartition(".")
        if module in self._modules and (found := self._global(name, module)) is not None:
            return found
        file = self._modules.get(fullname)
        return None if file is None else Symbol(file, GDEF)

    def builtin(self, name: str) -> Symbol | None:
        """A name of the module `builtins`."""
        found = self._modules["builtins"].names.get(name)
        return None if found is None else _symbol(found)

    def named(self, fullname: str) -> Symbol | None:
        """What a module that mypy has read defines by this full name."""
        module, _, name = fullname.rpartition(".")
        file = self._modules.get(module)
        found = None if file is None else file.names.get(name)
        return None if found is None else _symbol(found)

    def _global(self, name: str, module: str) -> Symbol | None:
        for place in (module, "builtins"):
            file = self._modules.get(place)
            found = None if file is None else file.names.get(name)
            if found is not None:
                return _symbol(found)
        submodule = self._modules.get(f"{module}.{name}")
        return None if submodule is None else Symbol(submodule, GDEF)

    def _member(self, base: Symbol, name: str) -> Symbol | None:
        node = base.node
        if isinstance(node, Var) and (node.is_self or node.is_cls):
            return self._method(base, name)
        if isinstance(node, MypyFile):
            found = node.names.get(name)
            if found is None:
                submodule = self._modules.get(f"{node.fullname}.{name}")
                return None if submodule is None else Symbol(submodule, GDEF)
            return _symbol(found)
        if isinstance(node, TypeInfo):
            inherited = node.get(name)
            return None if inherited is None else _symbol(inherited)
        return None

    def _method(self, base: Symbol, name: str) -> Symbol | None:
        """A method that is named through `self` or `cls`; attributes may differ by instance."""
        scope = None if base.local is None else base.local.parent
        if scope is None or not isinstance(scope.node, ast.ClassDef):
            return None
        info = self.class_info(scope)
        found = None if info is None else info.get(name)
        if found is None or not isinstance(found.node, FuncDef | Decorator):
            return None
        return _symbol(found)

    def is_in_stub(self, node: SymbolNode) -> bool:
        """Whether a symbol is defined in a stub, where values say nothing."""
        file = self._modules.get(node.fullname.rpartition(".")[0])
        return file is not None and file.is_stub

    # The model's side of a symbol

    def scope(self, symbol: Symbol) -> Scope | None:
        """The scope of the model that binds a symbol, if it can be found."""
        if symbol.local is not None or isinstance(symbol.node, MypyFile):
            return symbol.local
        module = module_of(symbol.node, self._modules)
        model = self.model(module) if module else None
        scope = None if model is None else model.scope
        for name in symbol.node.fullname[len(module) + 1 :].split(".")[:-1]:
            scope = None if scope is None else scope.classes.get(name)
        return scope

    def model(self, module: str) -> Module | None:
        """The model of a module, which the answers for this one then depend on."""
        if module not in self._models:
            self.sources.add(module)
            self.interfaces.add(module)
            self._models[module] = self._sources.module(module)
        return self._models[module]

    def class_info(self, scope: Scope) -> TypeInfo | None:
        """mypy's class for the scope of a class body."""
        assert isinstance(scope.node, ast.ClassDef)
        if scope.module is self._module:
            definition = self._tree.class_definition(scope.node)
            return None if definition is None else definition.info
        parent = scope.parent
        if parent is None:
            return None
        if isinstance(parent.node, ast.Module):
            symbol = self._global(scope.node.name, scope.module.name)
        else:
            symbol = self._name(scope.node.name, parent)
        return symbol.node if symbol is not None and isinstance(symbol.node, TypeInfo) else None


def _symbol(found: SymbolTableNode, local: Scope | None = None) -> Symbol | None:
    return None if found.node is None else Symbol(found.node, found.kind or GDEF, local)


def _may_have_value(node: SymbolNode) -> bool:
    """Whether an assignment may have made something: also a type of its own, `NewType("Id", int)`."""
    if isinstance(node, TypeInfo):
        return node.is_newtype or node.typeddict_type is not None
    return isinstance(node, Var | TypeAlias | TypeVarLikeExpr)


def _is_basic(node: SymbolNode) -> bool:
    return node.fullname.partition(".")[0] in _BASIC


def module_of(node: SymbolNode, modules: Mapping[str, MypyFile]) -> str:
    """The module that a global symbol, or a member of a class, is defined in."""
    module = node.fullname
    while module and module not in modules:
        module = module.rpartition(".")[0]
    return module
