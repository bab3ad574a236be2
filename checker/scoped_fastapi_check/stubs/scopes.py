"""What the names of a module stand for, its own and those it has from the same package."""

from __future__ import annotations

import ast
import builtins
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.inference import Scope
from scoped_fastapi_check.stubs.signatures import plain_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scoped_fastapi_check.stubs.installed import InstalledFastAPI

__all__ = ["scope_of"]


def scope_of(file: Path, installed: InstalledFastAPI) -> Scope:
    """Return what the syntax of the package tells of the names in one of its modules."""
    tree = installed.modules[file]
    classes = {one.name for one in tree.body if isinstance(one, ast.ClassDef)}
    functions = dict[str, ast.expr]()
    bound = set(vars(builtins)) | classes
    for statement in ast.walk(tree):
        match statement:
            case ast.Import(names=names):
                bound.update(one.asname or one.name for one in names)
            case ast.ImportFrom(names=names):
                other = _module_of(file, statement, installed)
                for one in names:
                    name = one.asname or one.name
                    bound.add(name)
                    if other is None:
                        classes.update([name] if _is_class_name(one.name) else [])
                        continue
                    definition = _definition(other, one.name, installed)
                    if isinstance(definition, ast.ClassDef):
                        classes.add(name)
                    elif definition is not None:
                        functions[name] = definition
            case _:
                pass
    functions.update(_returns(tree))
    variables = _type_variables(installed.modules)
    return Scope(
        values={
            one.target.id: plain_type(one.annotation)
            for one in tree.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        },
        functions={
            name: kind
            for name, kind in functions.items()
            if _names_in(kind) <= bound and not _names_in(kind) & variables
        },
        classes=frozenset(classes),
    )


def _is_class_name(name: str) -> bool:
    return name[:1].isupper() and not name.isupper()


def _module_of(file: Path, statement: ast.ImportFrom, installed: InstalledFastAPI) -> Path | None:
    """Return the file of the package that a name is imported from."""
    parts = (statement.module or "").split(".") if statement.module else []
    if statement.level:
        parts = [*file.parts[: -statement.level], *parts]
    elif parts[0] == installed.folder.name:
        parts = parts[1:]
    else:
        return None
    for candidate in (
        Path(*parts, "__init__.py"),
        Path(*parts).with_suffix(".py") if parts else None,
    ):
        if candidate in installed.modules:
            return candidate
    return None


def _definition(
    file: Path, name: str, installed: InstalledFastAPI, seen: frozenset[Path] = frozenset()
) -> ast.ClassDef | ast.expr | None:
    """Return the class, or what the function returns, that a module of the package has by a name."""
    tree = installed.modules[file]
    returns = _returns(tree)
    if name in returns:
        return returns[name]
    for statement in tree.body:
        match statement:
            case ast.ClassDef() if statement.name == name:
                return statement
            case ast.ImportFrom(names=names):
                for one in names:
                    other = _module_of(file, statement, installed)
                    if (one.asname or one.name) == name and other and other not in seen:
                        return _definition(other, one.name, installed, seen | {file})
            case _:
                pass
    return None


def _returns(tree: ast.Module) -> dict[str, ast.expr]:
    """Return what the functions of a module give when they are called."""
    return {
        one.name: plain_type(one.returns)
        for one in tree.body
        if isinstance(one, ast.FunctionDef) and one.returns is not None and not one.decorator_list
    }


def _type_variables(modules: Mapping[Path, ast.Module]) -> set[str]:
    return {
        target.id
        for tree in modules.values()
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Call)
        and isinstance(statement.value.func, ast.Name)
        and statement.value.func.id in {"TypeVar", "ParamSpec"}
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def _names_in(annotation: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
