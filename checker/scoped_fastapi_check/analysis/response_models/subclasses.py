"""Classes that stand beside another one, derive from it and have more: what is declared may be one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.types import Class
from scoped_fastapi_check.model.given_attributes import derived_classes

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

    from scoped_fastapi_check.model.module import Scope

__all__ = ["has_in_subclass", "has_subclass"]


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
def _classes(tree: ast.Module) -> Sequence[tuple[str, frozenset[str], frozenset[str]]]:
    return derived_classes(tree)
