"""What names refer to, by following imports and assignments through the sources."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.bindings import Assigned, Binding, Defined, Imported
from scoped_fastapi_check.engines.probes.symbols import (
    BY_HEART,
    HANDED_ON,
    SUBMODULES,
    Symbol,
    built_in,
)
from scoped_fastapi_check.model.memo import nothing_remembered, once
from scoped_fastapi_check.model.module import Expression, Scope

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.library import Library
    from scoped_fastapi_check.model.module import Module

# How many names may lead from one to the next before we give up.
_MAX_STEPS: Final = 20
_SELF: Final = frozenset({"self", "cls"})


class SymbolTable:
    """Finds the symbol that a name, or an attribute of a module or of a class, refers to."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._globals: dict[tuple[str, str], Symbol | None] = {}
        self.remembered = nothing_remembered()

    @once
    def definition(self, expression: Expression) -> Symbol | None:
        """What a name refers to, through variables that only hand it on."""
        for _ in range(_MAX_STEPS):
            symbol = self.symbol(expression)
            if symbol is None:
                return None
            value = self.value_of(symbol)
            if value is None or not isinstance(value.node, ast.Name | ast.Attribute):
                return symbol
            expression = value
        return None

    def class_named(self, fullname: str) -> Symbol | None:
        """The class of this full name."""
        module, _, name = fullname.rpartition(".")
        return self.global_symbol(module, name) if module else None

    def class_body(self, symbol: Symbol) -> Scope | None:
        """The body of a class."""
        if symbol.scope is None and symbol.fullname.partition(".")[0] in sys.stdlib_module_names:
            return self._library.standard_class(symbol.fullname)
        if symbol.class_node is None or symbol.scope is None:
            return None
        scope = self.complete_scope(symbol.scope)
        return None if scope is None else scope.classes.get(symbol.name)

    def bases_of(self, symbol: Symbol) -> list[Symbol | None]:
        """What the base classes of a class refer to, None for those that lead nowhere."""
        node = symbol.class_node
        if node is None or symbol.scope is None:
            return []
        found: list[Symbol | None] = []
        for base in node.bases:
            plain = base.value if isinstance(base, ast.Subscript) else base
            found.append(self.definition(Expression(plain, symbol.scope)))
        return found

    @once
    def symbol(self, expression: Expression) -> Symbol | None:
        """What a name, or an attribute of a module or of a class, refers to."""
        node = expression.node
        if isinstance(node, ast.Name):
            return self._name(node.id, expression.scope)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, expression)
        return None

    def _attribute(self, node: ast.Attribute, expression: Expression) -> Symbol | None:
        base = expression.sibling(node.value)
        if isinstance(node.value, ast.Name) and node.value.id in _SELF:
            return self._method(base.scope, node.attr)
        owner = self.definition(base)
        if owner is None:
            return None
        if owner.is_module:
            return self.global_symbol(owner.fullname, node.attr)
        if owner.class_node is not None:
            return self._member(owner, node.attr)
        if owner.scope is None:  # Of a class, or a module, that is not read.
            return Symbol(f"{owner.fullname}.{node.attr}")
        return None

    def _name(self, name: str, scope: Scope) -> Symbol | None:
        for place in scope.chain():
            if isinstance(place.node, ast.Module):
                return self.global_symbol(place.module.name, name) or built_in(name)
            found = self._library.bindings(place).names.get(name)
            if found is not None:
                return self._bound(name, place, tuple(found), f"{place.module.name}.<locals>")
            if isinstance(place.node, ast.Lambda) and name in place.values:
                return None
        return None

    def _bound(
        self, name: str, scope: Scope, found: tuple[Binding, ...], prefix: str
    ) -> Symbol | None:
        # Of several bindings the first one counts, as in `try: import x` and its `except` block; but not
        # in `f = cached(f)`.
        first = found[0]
        if isinstance(first, Imported) and not scope.wraps(name):
            return self._imported(first, scope.module)
        return Symbol(f"{prefix}.{name}", scope, found)

    def global_symbol(self, module_name: str, name: str) -> Symbol | None:
        """What a name at the top of a module refers to."""
        key = module_name, name
        if key not in self._globals:
            self._globals[key] = None  # Whatever imports itself leads nowhere.
            self._globals[key] = self._found(module_name, name)
        return self._globals[key]

    def _found(self, module_name: str, name: str) -> Symbol | None:
        module_name = HANDED_ON.get(module_name, module_name)
        if module_name.partition(".")[0] in sys.stdlib_module_names:
            return self._of_standard_library(module_name, name)
        module = self._library.module(module_name)
        if module is None:
            fullname = f"{module_name}.{name}"
            is_module = self._library.exists(fullname)
            return Symbol(BY_HEART.get(fullname, fullname), is_module=is_module)
        bindings = self._library.bindings(module.scope)
        if name in bindings.names:
            return self._bound(name, module.scope, tuple(bindings.names[name]), module_name)
        for star in bindings.stars:
            if not name.startswith("_"):
                source = self._module_name(star, module)
                if source is not None and (found := self._exported(source, name)) is not None:
                    return found
        submodule = f"{module_name}.{name}"
        return Symbol(submodule, is_module=True) if self._library.exists(submodule) else None

    def _exported(self, module_name: str, name: str) -> Symbol | None:
        """A name that `from module import *` brings, if the source of the module is known."""
        return (
            None
            if self._library.module(module_name) is None
            else self.global_symbol(module_name, name)
        )

    def _of_standard_library(self, module_name: str, name: str) -> Symbol | None:
        fullname = f"{module_name}.{name}"
        is_module = fullname in SUBMODULES
        return Symbol(fullname, is_module=is_module)

    def _imported(self, imported: Imported, module: Module) -> Symbol | None:
        source = self._module_name(imported, module)
        if source is None:
            return None
        if imported.name is None:
            return Symbol(source, is_module=True)
        found = self.global_symbol(source, imported.name)
        if found is None and self._library.exists(submodule := f"{source}.{imported.name}"):
            return Symbol(submodule, is_module=True)  # `from . import deps` in the package itself.
        return found

    def _module_name(self, imported: Imported, module: Module) -> str | None:
        if not imported.level:
            return imported.module
        package = module.name.split(".")
        if not module.path.endswith("__init__.py"):
            package = package[:-1]
        package = package[: len(package) - imported.level + 1]
        return ".".join([*package, *filter(None, [imported.module])]) or None

    def imported_by(self, module: Module) -> Iterator[Symbol | None]:
        """What a module imports, None for what is not found."""
        bindings = self._library.bindings(module.scope)
        for name in bindings.names:
            if isinstance(bindings.names[name][0], Imported):
                yield self.global_symbol(module.name, name)
        for star in bindings.stars:
            source = self._module_name(star, module)
            yield None if source is None else Symbol(source, is_module=True)

    # Members of classes

    def _member(self, owner: Symbol, name: str) -> Symbol | None:
        for scope in self.ancestors(owner):
            found = self._library.bindings(scope).names.get(name)
            if found is not None:
                return self._bound(name, scope, tuple(found), owner.fullname)
        return None

    def ancestors(self, owner: Symbol) -> Iterator[Scope]:
        """The bodies of a class and of its base classes, as far as their sources are known."""
        pending, seen = [owner], set[str]()
        while pending and len(seen) < _MAX_STEPS:
            current = pending.pop(0)
            scope = self.class_body(current)
            if current.fullname in seen or scope is None:
                continue
            seen.add(current.fullname)
            yield scope
            pending += [base for base in self.bases_of(current) if base is not None]

    def _method(self, scope: Scope, name: str) -> Symbol | None:
        """A method that is named through `self` or `cls`; attributes may differ by instance."""
        place: Scope | None = scope
        while place is not None and not isinstance(place.node, ast.ClassDef):
            place = place.parent
        if place is None or place.parent is None or not isinstance(place.node, ast.ClassDef):
            return None
        owner = Symbol(place.node.name, place.parent, (Defined(place.node),))
        found = self._member(owner, name)
        return found if found is not None and found.is_function else None

    # Values

    def is_bound_again(self, symbol: Symbol) -> bool:
        """Whether a name has several bindings; those by functions (`global`) count, too."""
        known = () if symbol.scope is None else symbol.scope.values.get(symbol.name, ())
        return len(symbol.bindings) > 1 or len(known) > 1

    def value_of(self, symbol: Symbol) -> Expression | None:
        """The one value that is bound to a variable."""
        if not symbol.is_variable or symbol.scope is None or len(symbol.bindings) != 1:
            return None
        (binding,) = symbol.bindings
        if not isinstance(binding, Assigned) or binding.value is None:
            return None
        if self.is_bound_again(symbol):
            return None
        return Expression(binding.value, symbol.scope)

    def complete_scope(self, scope: Scope) -> Scope | None:
        """The same scope in a module of which everything is read."""
        module = self._library.complete(scope.module)
        if module is scope.module:
            return scope
        path: list[str] = []
        place: Scope | None = scope
        while place is not None and isinstance(place.node, ast.ClassDef):
            path.insert(0, place.node.name)
            place = place.parent
        found: Scope | None = module.scope
        for name in path:
            found = None if found is None else found.classes.get(name)
        return found
