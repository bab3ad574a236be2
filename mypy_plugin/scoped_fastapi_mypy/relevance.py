"""Tells from mypy's symbol tables which modules the rules cannot find anything in.

Most modules of an application know nothing of FastAPI. To read their sources once more and to run
all rules over them would cost more than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile, SymbolNode, TypeAlias, TypeInfo, Var
from mypy.util import correct_relative_import
from scoped_fastapi_check.model.direct_calls import with_possible_markers
from scoped_fastapi_check.project.source_file import speaks_of_fastapi

from scoped_fastapi_mypy.names import module_of
from scoped_fastapi_mypy.sources import Sources

_PACKAGES: Final = frozenset({"fastapi", "scoped_fastapi", "starlette"})
# What is imported by these names may hold anything that the module it comes from knows.
_VARIABLES: Final = (MypyFile, Var, TypeAlias)


@dataclass(frozen=True, slots=True)
class Look:
    """Whether the rules have to be run over a module, and where that was looked up.

    `sources` and `interfaces` are the other modules that the answer depends on: what is written in
    them, and which names they have.
    """

    is_relevant: bool
    sources: set[str] = field(default_factory=set[str])
    interfaces: set[str] = field(default_factory=set[str])


class Relevance:
    """Looks at one module after the other; what is found out on the way is kept."""

    def __init__(self, modules: Mapping[str, MypyFile], sources: Sources) -> None:
        self._modules = modules
        self.sources = sources
        self._named: dict[str, bool] = {}
        self._nodes: dict[SymbolNode, Look] = {}
        self._looks: dict[str, Look] = {}
        self._defaults: dict[str, frozenset[str]] = {}

    def look(self, file: MypyFile) -> Look:
        """Whether a rule may find something in `file`, which mypy has just checked.

        It may where the module speaks of FastAPI itself, registers routes, or imports what another
        module has made with FastAPI: an alias, a router, a function that has markers for defaults.
        """
        text = self.sources.text(file.fullname)
        if text is None or speaks_of_fastapi(text):
            return Look(is_relevant=True)
        look = Look(is_relevant=False)
        for node in self._imported(file):
            if node is None:
                continue
            found = self._nodes.get(node)
            if found is None:
                found = self._nodes[node] = self._concerns(node)
            if found.is_relevant:
                return found
            look.sources.update(found.sources)
            look.interfaces.update(found.interfaces)
        return look

    def _imported(self, file: MypyFile) -> Iterator[SymbolNode | None]:
        for statement in file.imports:
            if isinstance(statement, Import):
                for name, _ in statement.ids:
                    yield self._modules.get(name)
                continue
            assert isinstance(statement, ImportFrom | ImportAll)
            name, _ = correct_relative_import(
                file.fullname, statement.relative, statement.id, file.is_package_init_file()
            )
            if isinstance(statement, ImportAll):
                yield self._modules.get(name)
                continue
            module = self._modules.get(name)
            for imported, _ in statement.names:
                entry = None if module is None else module.names.get(imported)
                yield self._modules.get(f"{name}.{imported}") if entry is None else entry.node

    def _concerns(self, node: SymbolNode) -> Look:
        """Whether a module may have to be checked because it imports this."""
        if isinstance(node, _VARIABLES):
            module = module_of(node, self._modules)
            return self._looks.get(module) or self._search(module)
        look = Look(is_relevant=False)
        return Look(is_relevant=True) if self._may_take_markers(node, look) else look

    def _search(self, module: str) -> Look:
        """Whether a module has names of FastAPI, or has its variables from a module that does."""
        look = Look(is_relevant=False, interfaces={module})
        pending = [module]
        while pending:
            name = pending.pop()
            if self._has_names(name) or not self._note_origins(name, look, pending):
                self._looks[module] = Look(is_relevant=True)
                return self._looks[module]
        self._looks.update(dict.fromkeys(look.interfaces, look))
        return look

    def _note_origins(self, module: str, look: Look, pending: list[str]) -> bool:
        """Note the modules that the variables of a module come from; False if it is relevant."""
        file = self._modules.get(module)
        if file is None or file.is_stub:
            return True
        for entry in file.names.values():
            if isinstance(entry.node, _VARIABLES):
                origin = module_of(entry.node, self._modules)
                if origin not in look.interfaces:
                    look.interfaces.add(origin)
                    pending.append(origin)
            elif entry.node is not None and self._may_take_markers(entry.node, look):
                return False
        return True

    def _may_take_markers(self, node: SymbolNode, look: Look) -> bool:
        """Whether this is, or derives from, one of FastAPI's, or a call of it may leave out a marker."""
        if not isinstance(node, TypeInfo):
            module = module_of(node, self._modules)
            if module.partition(".")[0] in _PACKAGES:
                return True
            return self._has_markers(module, node.name, look)
        return any(
            base.fullname.partition(".")[0] in _PACKAGES
            or self._has_markers(base.module_name, base.name, look)
            for base in node.mro
        )

    def _has_names(self, module: str) -> bool:
        """Whether a module has names of FastAPI."""
        if module not in self._named:
            file = self._modules.get(module)
            self._named[module] = module.partition(".")[0] in _PACKAGES or (
                file is not None
                and any(
                    entry.node is not None and entry.node.fullname.partition(".")[0] in _PACKAGES
                    for entry in file.names.values()
                )
            )
        return self._named[module]

    def _has_markers(self, module: str, name: str, look: Look) -> bool:
        """Whether a call of a function or a class may leave out an argument for a marker."""
        look.interfaces.add(module)
        if not self._has_names(module):
            return False
        if module not in self._defaults:
            model = self.sources.module(module)
            self._defaults[module] = frozenset() if model is None else with_possible_markers(model)
        look.sources.add(module)
        return name in self._defaults[module]
