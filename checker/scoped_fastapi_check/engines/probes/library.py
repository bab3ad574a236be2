"""Finds and reads the sources of modules: those of the project and those that are installed."""

from __future__ import annotations

import ast
import builtins
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.bindings import Bindings, bindings_of
from scoped_fastapi_check.model.module import Module, Scope
from scoped_fastapi_check.model.reader import read_module
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.import_resolver import entries

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.project.source_file import Source

# Their names are known by heart, or none of our business: reading them would only take time.
_UNREAD = frozenset({"typing", "typing_extensions", "pydantic", "pydantic_core", "sqlalchemy"})


# Classes of the standard library that are written in C, or imported from where they are.
_IN_C = frozenset(
    {f"builtins.{name}" for name, value in vars(builtins).items() if isinstance(value, type)}
    | {f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta", "tzinfo")}
    | {"decimal.Decimal", "collections.deque", "collections.defaultdict", "functools.partial"}
    | {f"pathlib.{name}" for name in ("Path", "PurePath", "PosixPath", "PurePosixPath")}
)


# Where a project is checked again and again, most of its modules are those of the last time.
_read_once: Final = lru_cache(maxsize=4096)(read_module)


@lru_cache(maxsize=1024)
def _read_top(text: bytes, name: str, path: str) -> Module:
    """A module with no more than the names at its top."""
    return Module(name, path, ast.parse(text))


@dataclass(slots=True)
class Library:
    """Modules by their names, each read once.

    `project` holds the files of the project by module name, `folders` are searched for everything
    else, as an interpreter would. `sources` are files that were read before.
    """

    project: Mapping[str, Path]
    folders: Sequence[Path]
    sources: Mapping[Path, Source]
    read_bytes: Callable[[Path], bytes] = read_bytes
    _modules: dict[str, Module | None] = field(default_factory=dict[str, "Module | None"])
    _standard: dict[str, Scope | None] = field(default_factory=dict[str, "Scope | None"])
    _are_standard: dict[str, bool] = field(default_factory=dict[str, bool])
    _prefixes: frozenset[str] | None = None
    _found: dict[str, Sequence[Path]] = field(default_factory=dict[str, "Sequence[Path]"])
    _complete: set[str] = field(default_factory=set[str])
    _functions: dict[int, dict[str, list[Function]]] = field(
        default_factory=dict[int, "dict[str, list[Function]]"]
    )

    def read(self, name: str, path: Path) -> Module:
        """Read a module of the project, with everything in it.

        Raises what Python raises for a file that it cannot read.
        """
        text = self.read_bytes(path)
        module = self._modules[name] = _read_once(text, name, str(path), self._tree(path, text))
        self._complete.add(name)
        return module

    def _tree(self, path: Path, text: bytes) -> ast.Module | None:
        source = self.sources.get(path)
        if source is None or hashlib.sha256(text).hexdigest() != source.digest:
            return None
        return source.tree

    def exists(self, name: str) -> bool:
        """Whether there is a module or a package of this name, be it one that is not read."""
        if self.path(name) is not None:
            return True
        if name in self._packages():
            return True
        return bool(self._folders_of(name))

    def _packages(self) -> frozenset[str]:
        """The names of everything in the project that has modules in it."""
        if self._prefixes is None:
            parts = (name.split(".") for name in self.project)
            self._prefixes = frozenset(
                ".".join(part[:length]) for part in parts for length in range(1, len(part))
            )
        return self._prefixes

    def standard_class(self, fullname: str) -> Scope | None:
        """The body of a class of the standard library, or of what stands for it in C."""
        if fullname not in self._standard:
            self._standard[fullname] = self._standard_class(fullname)
        return self._standard[fullname]

    def has_standard_class(self, fullname: str) -> bool:
        """Whether there is such a class; where it begins a line of its source, no more is read."""
        if fullname not in self._are_standard:
            self._are_standard[fullname] = fullname in _IN_C or self._is_standard(fullname)
        return self._are_standard[fullname]

    def _is_standard(self, fullname: str) -> bool:
        module, _, name = fullname.rpartition(".")
        path = None if module == "typing" else self.path(module)
        source = None if path is None else self._source(path)
        if source is None or not name.isidentifier():
            return False
        is_plain = re.search(rf"\nclass {name}\b".encode(), source) is not None
        return is_plain or self.standard_class(fullname) is not None

    def _standard_class(self, fullname: str) -> Scope | None:
        module_name, _, name = fullname.rpartition(".")
        if module_name == "typing":
            return None
        if fullname in _IN_C:
            module = Module(module_name, "", ast.Module([], []))
            node = ast.ClassDef(name, [], [], [], [])
            return Scope(module, node, module.scope)
        path = self.path(module_name)
        source = None if path is None else self._source(path)
        if (
            path is None
            or source is None
            or b"class " + name.encode(errors="replace") not in source
        ):
            return None
        try:
            return _read_once(source, module_name, str(path)).scope.classes.get(name)
        except (SyntaxError, ValueError, RecursionError):
            return None

    def module(self, name: str) -> Module | None:
        """The module of this name, with no more than the names at its top for sure."""
        if name not in self._modules:
            self._modules[name] = self._read(name)
        return self._modules[name]

    def modules(self) -> list[Module]:
        """All modules that are read so far."""
        return [module for module in self._modules.values() if module is not None]

    def complete(self, module: Module) -> Module:
        """A module with everything in it, functions and classes too."""
        if module.name in self._complete:
            return self._modules.get(module.name) or module
        source = self._source(Path(module.path))
        if source is not None:
            tree = _read_top(source, module.name, module.path).tree
            module = _read_once(source, module.name, module.path, tree)
            self._modules[module.name] = module
        self._complete.add(module.name)
        return module

    def bindings(self, scope: Scope) -> Bindings:
        """What the names of a scope are bound to."""
        return bindings_of(scope)

    def functions(self, scope: Scope, name: str) -> list[Function]:
        """The functions of this name that are defined directly in a scope."""
        module = scope.module
        if id(module) not in self._functions:
            table: dict[str, list[Function]] = {}
            for function in module.functions:
                table.setdefault(function.name, []).append(function)
            self._functions[id(module)] = table
        found = self._functions[id(module)].get(name, [])
        return [function for function in found if function.scope is scope]

    def _read(self, name: str) -> Module | None:
        path = self.path(name)
        if path is None or (name not in self.project and name.partition(".")[0] in _UNREAD):
            return None
        try:
            if name in self.project:
                return self.read(name, path)
            return _read_top(self.read_bytes(path), name, str(path))
        except (OSError, SyntaxError, ValueError, RecursionError):
            return None

    def _source(self, path: Path) -> bytes | None:
        try:
            return self.read_bytes(path)
        except OSError:
            return None

    def path(self, name: str) -> Path | None:
        """The file of a module; of a package, its `__init__.py`."""
        if name in self.project:
            return self.project[name]
        outer, _, last = name.rpartition(".")
        for folder in self._folders_of(outer):
            found = entries(folder)
            if found.get(last, False) and "__init__.py" in entries(folder / last):
                return folder / last / "__init__.py"
            if found.get(f"{last}.py") is False:
                return folder / f"{last}.py"
        return None

    def _folders_of(self, package: str) -> Sequence[Path]:
        """The folders that are called like a package that is not of the project."""
        if not package:
            return self.folders
        if package not in self._found:
            outer, _, last = package.rpartition(".")
            self._found[package] = [
                folder / last
                for folder in self._folders_of(outer)
                if entries(folder).get(last, False)
            ]
        return self._found[package]
