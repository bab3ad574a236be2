"""Names that an attribute hides from the other lines of its class.

`self.deprecated = deprecated` hides nothing in a module of Python. Declared in the body of the class,
as a stub has to, it takes the place of what `@deprecated(...)` means there.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bound_names", "unshadowed"]


def unshadowed(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements of a module, with another name for what a class hides from itself."""
    bound = bound_names(body)
    hidden: set[str] = set()
    shown: list[ast.stmt] = []
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            names = _attributes(statement) & bound & {node.id for node in _used(statement)}
            for name in sorted(names - hidden):
                shown.append(ast.Assign([ast.Name(_other(name))], ast.Name(name), lineno=0))
            hidden |= names
            shown.append(_renamed(statement, names) if names else statement)
        else:
            shown.append(statement)
    return shown


def bound_names(body: list[ast.stmt]) -> set[str]:
    """Return the names that statements of a module bind."""
    names: set[str] = set()
    for statement in body:
        match statement:
            case ast.Import(names=found) | ast.ImportFrom(names=found):
                names.update(one.asname or one.name.partition(".")[0] for one in found)
            case (
                ast.ClassDef(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
            ):
                names.add(name)
            case ast.AnnAssign(target=ast.Name(name)):
                names.add(name)
            case ast.Assign(targets=targets):
                names.update(one.id for one in targets if isinstance(one, ast.Name))
            case ast.If():
                names |= bound_names([*statement.body, *statement.orelse])
            case _:
                pass
    return names


def _renamed(definition: ast.ClassDef, names: set[str]) -> ast.ClassDef:
    definition = deepcopy(definition)
    for node in _used(definition):
        if node.id in names:
            node.id = _other(node.id)
    return definition


def _other(name: str) -> str:
    return f"_{name}_here"


def _attributes(definition: ast.ClassDef) -> set[str]:
    return bound_names([one for one in definition.body if isinstance(one, ast.AnnAssign)])


def _used(definition: ast.ClassDef) -> Iterator[ast.Name]:
    """Yield the names that are used in the lines of a class, in declarations of attributes too."""
    for statement in definition.body:
        targets = {statement.target} if isinstance(statement, ast.AnnAssign) else set[ast.expr]()
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node not in targets:
                yield node
