"""Modules of Python as stubs."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.classes import class_stub
from scoped_fastapi_check.stubs.inference import type_of
from scoped_fastapi_check.stubs.scopes import scope_of
from scoped_fastapi_check.stubs.shadows import bound_names, unshadowed
from scoped_fastapi_check.stubs.signatures import plain_type, stub_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scoped_fastapi_check.stubs.inference import Scope
    from scoped_fastapi_check.stubs.installed import InstalledFastAPI

__all__ = ["module_stub"]

# What types are made with: such a value is kept as it is.
_TYPE_MAKERS = {"TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "namedtuple", "NamedTuple"}

# Where those names are from that a stub has and its module need not have.
_WHERE = {"Any": "typing", "ClassVar": "typing", "ConfigDict": "pydantic"}


def module_stub(file: Path, installed: InstalledFastAPI) -> ast.Module:
    """Return the stub of a module of the installed FastAPI.

    Everything stays that can be imported or named: definitions, private ones included, and what
    the module itself imports from outside of the standard library.
    """
    tree = installed.modules[file]
    stub = _Stub(installed, scope_of(file, installed))
    body = [one for statement in tree.body for one in stub.statement(statement)]
    body = unshadowed(body)
    used = {node.id for one in body for node in ast.walk(one) if isinstance(node, ast.Name)}
    body = [one for statement in body for one in _imported(statement, used)]
    missing = used - bound_names(body)
    added: list[ast.stmt] = [
        ast.ImportFrom(module, [ast.alias(name)], 0)
        for name, module in _WHERE.items()
        if name in missing
    ]
    place = 1 if body and isinstance(body[0], ast.Expr) else 0
    return ast.Module([*body[:place], *added, *body[place:]], [])


@dataclass(frozen=True)
class _Stub:
    installed: InstalledFastAPI
    scope: Scope

    def statement(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield stub_of(statement)
            case ast.ClassDef():
                yield class_stub(statement, self.scope)
            case ast.Import() | ast.ImportFrom():
                yield statement
            case ast.AnnAssign():
                yield self._annotated(statement)
            case ast.Assign():
                yield from self._assigned(statement)
            case ast.If():
                yield self._condition(statement)
            case ast.Try():
                yield from self._attempt(statement)
            case ast.Expr(value=ast.Constant(value=str())):
                yield statement
            case _ if isinstance(statement, getattr(ast, "TypeAlias", ())):
                yield statement
            case _:
                pass

    def _annotated(self, statement: ast.AnnAssign) -> ast.stmt:
        annotation = plain_type(statement.annotation)
        is_alias = isinstance(annotation, ast.Name) and annotation.id == "TypeAlias"
        value = statement.value if is_alias else None
        return ast.AnnAssign(statement.target, annotation, value, statement.simple)

    def _assigned(self, statement: ast.Assign) -> Iterator[ast.stmt]:
        if _is_kept(statement):
            yield statement
            return
        for target in statement.targets:
            if isinstance(target, ast.Name):
                kind = type_of(statement.value, self.scope) or ast.Name("Any")
                yield ast.AnnAssign(target, kind, None, 1)

    def _condition(self, statement: ast.If) -> ast.If:
        """Keep both branches: which one holds is for the checker to say."""
        branches = [
            [one for inner in branch for one in self.statement(inner)]
            for branch in (statement.body, statement.orelse)
        ]
        return ast.If(statement.test, branches[0] or [ast.Expr(ast.Constant(...))], branches[1])

    def _attempt(self, statement: ast.Try) -> Iterator[ast.stmt]:
        """Take what holds in this environment: the attempt, or what is done when it fails."""
        imports = [name for one in statement.body for name in _needed(one)]
        taken = statement.body
        if not all(map(self.installed.can_import, imports)) and statement.handlers:
            taken = statement.handlers[0].body
        for one in taken:
            yield from self.statement(one)


def _needed(statement: ast.stmt) -> Iterator[str]:
    """Yield the names of the modules that a statement imports."""
    for node in ast.walk(statement):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(str(name))]):
                yield name
            case _:
                pass


def _is_kept(statement: ast.Assign) -> bool:
    """Tell whether an assignment makes a type or another name, and is its own declaration."""
    match statement:
        case ast.Assign(targets=[ast.Name("__all__" | "__version__")]):
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(name) | ast.Attribute(attr=name))):
            return name in _TYPE_MAKERS
        case ast.Assign(value=value):
            return isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)) or (
                isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)
            )


def _imported(statement: ast.stmt, used: set[str]) -> Iterator[ast.stmt]:
    """Let what is imported stay importable, but for what comes with Python and is not used."""
    match statement:
        case ast.ImportFrom(module="__future__"):
            pass
        case ast.ImportFrom(module=module, level=level) if not level and _is_common(module):
            names = [one for one in statement.names if (one.asname or one.name) in used]
            if names:
                yield ast.ImportFrom(module, names, level)
        case ast.ImportFrom(module=module, names=names, level=level):
            public = [
                ast.alias(one.name, None if one.name == "*" else one.asname or one.name)
                for one in names
            ]
            yield ast.ImportFrom(module, public, level)
        case ast.If():
            branches = [
                [one for inner in branch for one in _imported(inner, used)]
                for branch in (statement.body, statement.orelse)
            ]
            if any(branches):
                empty: list[ast.stmt] = [ast.Expr(ast.Constant(...))]
                yield ast.If(statement.test, branches[0] or empty, branches[1])
        case _:
            yield statement


def _is_common(module: str | None) -> bool:
    top = (module or "").partition(".")[0]
    return top in sys.stdlib_module_names or top in {"typing_extensions", "annotated_doc"}
