"""How a field says that its value is read: strictly, or as the model of a union that a tag tells.

`Field(strict=True)`, `Annotated[int, Strict()]`, `StrictInt`; `Field(discriminator="kind")`.
"""

from __future__ import annotations

import ast
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.limits import limits_of
from scoped_fastapi_check.analysis.response_models.metadata import metadata, own_metadata
from scoped_fastapi_check.analysis.response_models.plain_values import Reading
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.model.names import Names

__all__ = ["Strictness", "discriminator", "items_read", "reading", "strictness"]

# Aliases lead to further ones; this many nobody writes.
_MAX_DEPTH: Final = 8
# Containers of one kind of items, and those whose values are the second argument.
_OF_ONE: Final = frozenset(
    {"builtins.list", "builtins.set", "typing.List", "typing.Set", "typing.Sequence"}
    | {"collections.abc.Sequence"}
)
_OF_TWO: Final = frozenset(
    {"builtins.dict", "typing.Dict", "typing.Mapping", "collections.abc.Mapping"}
)


class Strictness(Enum):
    """What a field says itself."""

    UNSAID = auto()
    STRICT = auto()
    LAX = auto()
    """It converts, whatever its model says; or nobody can tell."""


def strictness(annotation: Expression, default: Call | None, names: Names) -> Strictness:
    """What a field says of itself, and not of what is in its containers."""
    said = [_of_metadata(item, names) for item in own_metadata(annotation, names)]
    if default is not None:
        said.append(_of_call(default, names))
    for each in (Strictness.LAX, Strictness.STRICT):
        if each in said:
            return each
    return Strictness.UNSAID


def _of_metadata(item: Expression, names: Names) -> Strictness:
    if isinstance(item.node, ast.Call):
        return _of_call(Call(item.node, item.scope, is_decorator=False), names)
    is_strict = names.fullname(item) in fullnames.STRICT_TYPES
    return Strictness.STRICT if is_strict else Strictness.UNSAID


def _of_call(call: Call, names: Names) -> Strictness:
    fullname = names.fullname(call.callee)
    given = call.keyword("strict")
    if fullname == fullnames.STRICT:
        given = call.argument("strict", 0)
        if given is None:
            return Strictness.STRICT
    elif fullname not in fullnames.FIELDS or given is None:
        return Strictness.UNSAID
    value = given.node.value if isinstance(given.node, ast.Constant) else ...
    if value is None:
        return Strictness.UNSAID
    return Strictness.STRICT if value is True else Strictness.LAX


def discriminator(calls: Iterable[Call]) -> str | None:
    """The one field that metadata of a union tell its models apart by."""
    given = [found for call in calls if (found := call.keyword("discriminator")) is not None]
    names = {each.node.value if isinstance(each.node, ast.Constant) else None for each in given}
    name = names.pop() if len(names) == 1 else None
    return name if isinstance(name, str) else None


def reading(model: Expression, names: Names) -> Reading:
    """How a response model reads what is returned: a union in it may have a discriminator."""
    found = [item for item in metadata(model, names) if item is not None]
    calls = [
        Call(item.node, item.scope, is_decorator=False)
        for item in found
        if isinstance(item.node, ast.Call)
    ]
    return Reading(discriminator=discriminator(calls), items=items_read(model, names))


def items_read(annotation: Expression, names: Names, depth: int = 0) -> Reading | None:
    """How a container reads what is in it: `list[StrictInt]`, `dict[str, PositiveInt]`."""
    annotation = resolve(unquoted(annotation), names)
    node = annotation.node
    if not isinstance(node, ast.Subscript) or depth > _MAX_DEPTH:
        return None
    head = names.fullname(annotation.sibling(node.value))
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if head not in (_OF_ONE if len(parts) == 1 else _OF_TWO if len(parts) == 2 else ()):
        return None
    item = annotation.sibling(parts[-1])
    return Reading(
        is_strict=strictness(item, None, names) is Strictness.STRICT,
        limits=limits_of(item, None, names),
        items=items_read(item, names, depth + 1),
    )
