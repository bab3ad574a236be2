"""The calls of a module, sorted by what the rules look for: most rules want a few of them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Container
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Module, Scope
    from scoped_fastapi_check.model.names import Names


class Calls:
    """Finds calls by what they call, by what they pass and by where they stand."""

    def __init__(self, module: Module, names: Names) -> None:
        self._module = module
        self._names = names

    def of_method(self, name: str) -> list[Call]:
        """Every `x.name(...)`."""
        return self._by_method.get(name, [])

    def of(self, fullnames: Container[str]) -> list[Call]:
        """Every call of a name, or of an attribute, with one of these full names."""
        return [call for name, call in self._named if name in fullnames]

    def passing(self, keyword: str) -> list[Call]:
        """Every call that passes an argument by this keyword."""
        return self._by_keyword.get(keyword, [])

    def inside(self, scope: Scope) -> list[Call]:
        """Every call in a function or a class, without those in the functions in it."""
        return self._by_scope.get(scope, [])

    @cached_property
    def _by_method(self) -> dict[str, list[Call]]:
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self._module.calls:
            if isinstance(call.node.func, ast.Attribute):
                found[call.node.func.attr].append(call)
        return found

    @cached_property
    def _by_keyword(self) -> dict[str, list[Call]]:
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self._module.calls:
            for keyword in call.node.keywords:
                if keyword.arg is not None:
                    found[keyword.arg].append(call)
        return found

    @cached_property
    def _by_scope(self) -> dict[Scope, list[Call]]:
        found: dict[Scope, list[Call]] = defaultdict(list)
        for call in self._module.calls:
            found[call.scope].append(call)
        return found

    @cached_property
    def _named(self) -> list[tuple[str, Call]]:
        return [
            (name, call)
            for call in self._module.calls
            if isinstance(call.node.func, ast.Name | ast.Attribute)
            and (name := self._names.fullname(call.callee)) is not None
        ]
