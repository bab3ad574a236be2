"""Lists of `Depends(...)`, which for a type checker are lists of what the dependencies provide."""

from __future__ import annotations

import ast

__all__ = ["with_any_value_as_marker"]

_LISTS = {"Sequence", "list", "List", "Iterable"}
_MARKER = {"params.Depends", "Depends"}


def with_any_value_as_marker(stub: ast.Module) -> ast.Module:
    """Let everything that takes or holds a list of `params.Depends` take any values.

    `dependencies=[Depends(verify)]` is a list of what `verify` provides as soon as `Depends(verify)`
    has that type.
    """
    for node in ast.walk(stub):
        match node:
            case ast.Subscript(value=ast.Name(name), slice=element) if (
                name in _LISTS and ast.unparse(element) in _MARKER
            ):
                node.slice = ast.Name("Any")
            case _:
                pass
    return stub
