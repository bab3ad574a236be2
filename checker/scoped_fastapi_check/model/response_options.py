"""The `responses=` of a route, a router or an application: additional responses by their status."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# Dictionaries may be put together from others.
_MAX_DEPTH: Final = 5


def declared_responses(
    given: Expression, names: Names, depth: int = 0
) -> Iterator[tuple[Expression, Expression]]:
    """The status of each response and what is said of it, as far as they are written out."""
    given = resolve(given, names)
    node = given.node
    if depth > _MAX_DEPTH:
        return
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        for part in (node.left, node.right):
            yield from declared_responses(given.sibling(part), names, depth + 1)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                yield from declared_responses(given.sibling(value), names, depth + 1)
            else:
                yield given.sibling(key), given.sibling(value)


def declared_models(given: Expression, names: Names) -> Iterator[tuple[Expression, Expression]]:
    """The status and the model of each response that declares one."""
    for key, response in declared_responses(given, names):
        if (model := _model(resolve(response, names))) is not None:
            yield key, model


def is_no_dictionary(response: Expression, names: Names) -> bool:
    """Whether what is said of a response certainly is no dictionary: a model, a text."""
    node = resolve(response, names).node
    if isinstance(node, ast.Dict | ast.DictComp):
        return False
    return isinstance(node, PLAIN_VALUES) or (
        isinstance(node, ast.Name | ast.Attribute) and names.is_class(response)
    )


def _model(response: Expression) -> Expression | None:
    if isinstance(response.node, ast.Dict):
        for key, model in zip(response.node.keys, response.node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "model":
                is_none = isinstance(model, ast.Constant) and not model.value
                return None if is_none else response.sibling(model)
    return None
