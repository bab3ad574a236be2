"""Classes that stand beside another one, derive from it and have more: what is declared may be one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from scoped_fastapi_check.analysis.types import Class
from scoped_fastapi_check.model.walk import last_name

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope

__all__ = ["has_in_subclass", "has_subclass"]

_Derived = tuple[str, frozenset[str], frozenset[str]]
"""The name of a class, the names of its bases, and what it binds."""


def has_in_subclass(cls: Class, name: str) -> bool:
    """Whether a class of the same module that derives from a class has an attribute."""
    body = cls.body
    if body is None:
        return False
    known = {cls.fullname.rpartition(".")[2]}
    for derived, bases, bound in _classes(_module_of(body)):
        if bases & known:
            known.add(derived)
            if name in bound:
                return True
    return False


def has_subclass(cls: Class) -> bool:
    """Whether a class of the same module derives from a class; also where nobody can tell."""
    body = cls.body
    if body is None:
        return True
    name = cls.fullname.rpartition(".")[2]
    return any(name in bases for _, bases, _ in _classes(_module_of(body)))


def _module_of(scope: Scope) -> ast.Module:
    return scope.module.tree


@lru_cache(maxsize=256)
def _classes(tree: ast.Module) -> tuple[_Derived, ...]:
    """The classes of a module that derive from others, in their order."""
    return tuple(
        (node.name, bases, frozenset(_bound(node)))
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and (bases := frozenset(map(last_name, node.bases)))
    )


def _bound(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name
            yield from (each.attr for each in ast.walk(statement) if _is_set(each))
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _is_set(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Whether an attribute is set, of `self` for one."""
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
