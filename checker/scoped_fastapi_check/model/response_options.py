"""The `responses=` of a route, a router or an application: additional responses by their status."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# Dictionaries may be put together from others.
_MAX_DEPTH: Final = 5


def declared_models(
    given: Expression, names: Names, depth: int = 0
) -> Iterator[tuple[Expression, Expression]]:
    """The status and the model of each response that declares one, as far as they are written out."""
    given = resolve(given, names)
    if not isinstance(given.node, ast.Dict) or depth > _MAX_DEPTH:
        return
    for key, value in zip(given.node.keys, given.node.values, strict=True):
        if key is None:
            yield from declared_models(given.sibling(value), names, depth + 1)
        elif (model := _model(resolve(given.sibling(value), names))) is not None:
            yield given.sibling(key), model


def _model(response: Expression) -> Expression | None:
    if isinstance(response.node, ast.Dict):
        for key, model in zip(response.node.keys, response.node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "model":
                is_none = isinstance(model, ast.Constant) and not model.value
                return None if is_none else response.sibling(model)
    return None
