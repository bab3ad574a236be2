"""Adds the imports that the text of a fix needs, each once."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.diagnostic import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["TakenNameError", "import_edits"]


class TakenNameError(Exception):
    """A module means something else by a name that a fix would import."""


def import_edits(tree: ast.Module, fullnames: Iterable[str]) -> list[Edit]:
    """Edits after which each of `fullnames` is known in a module by its last part.

    Raises:
        TakenNameError: the module has that name for something else.
    """
    missing: dict[str, list[str]] = {}
    for fullname in dict.fromkeys(fullnames):
        module, _, name = fullname.rpartition(".")
        if not _is_imported(tree, module, name):
            missing.setdefault(module, []).append(name)
    edits: list[Edit] = []
    new: list[str] = []
    for module, names in missing.items():
        statement = _import_from(tree, module)
        if statement is not None:
            last = statement.names[-1]
            line, column = last.end_lineno or last.lineno, (last.end_col_offset or 0) + 1
            added = "".join(f", {name}" for name in names)
            edits.append(Edit(line, column, line, column, added))
        else:
            new.append(f"from {module} import {', '.join(names)}\n")
    if new:
        edits.append(_statements(tree, "".join(new)))
    return edits


def _is_imported(tree: ast.Module, module: str, name: str) -> bool:
    """Whether the name is bound to what is meant. Raises `TakenNameError` for anything else."""
    bound = [origin for known, origin in _bound(tree) if known == name]
    if not bound:
        return False
    # What fastapi gives is what starlette defines: the same class under two names.
    packages = {module.partition(".")[0], "fastapi", "starlette"}
    if any(origin.partition(".")[0] not in packages for origin in bound):
        raise TakenNameError(name)
    return True


def _bound(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that statements bind anywhere in a module, and the module that they are from."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom():
                for alias in node.names:
                    is_same = alias.asname in {None, alias.name}
                    origin = (node.module or "") if is_same and not node.level else ""
                    yield alias.asname or alias.name, origin
            case ast.Import():
                for alias in node.names:
                    yield alias.asname or alias.name.partition(".")[0], ""
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, ""
            case ast.Name(ctx=ast.Store()):
                yield node.id, ""
            case ast.arg():
                yield node.arg, ""
            case _:
                pass


def _import_from(tree: ast.Module, module: str) -> ast.ImportFrom | None:
    """The statement at the top of a module that imports names from another one, if there is one."""
    for node in tree.body:
        if not isinstance(node, ast.ImportFrom) or node.module != module or node.level:
            continue
        if all(alias.name != "*" for alias in node.names):
            return node
    return None


def _statements(tree: ast.Module, text: str) -> Edit:
    """New statements below the last import at the top, else above the first statement."""
    last: ast.stmt | None = None
    for number, node in enumerate(tree.body):
        is_docstring = (
            number == 0
            and isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        )
        if not is_docstring and not isinstance(node, ast.Import | ast.ImportFrom):
            break
        last = node
    if last is None:
        return Edit(1, 1, 1, 1, text)
    line = (last.end_lineno or last.lineno) + 1
    return Edit(line, 1, line, 1, text)
