"""How a field says that its value is read: strictly, or as the model of a union that a tag tells.

`Field(strict=True)`, `Annotated[int, Strict()]`, `StrictInt`; `Field(discriminator="kind")`.
"""

from __future__ import annotations

import ast
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.metadata import metadata
from scoped_fastapi_check.analysis.response_models.plain_values import Reading
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Call, Expression

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.model.names import Names

__all__ = ["Strictness", "discriminator", "reading", "strictness"]

# Aliases lead to further ones; this many nobody writes.
_MAX_DEPTH: Final = 8


class Strictness(Enum):
    """What a field says itself."""

    UNSAID = auto()
    STRICT = auto()
    LAX = auto()
    """It converts, whatever its model says; or nobody can tell."""


def strictness(annotation: Expression, default: Call | None, names: Names) -> Strictness:
    """What a field says of itself, and not of what is in its containers."""
    said = [*_of_annotation(annotation, names, 0)]
    if default is not None:
        said.append(_of_call(default, names))
    for each in (Strictness.LAX, Strictness.STRICT):
        if each in said:
            return each
    return Strictness.UNSAID


def _of_annotation(annotation: Expression, names: Names, depth: int) -> Iterable[Strictness]:
    annotation = unquoted(annotation)
    node = annotation.node
    if depth > _MAX_DEPTH:
        return
    match node:
        case ast.Subscript(value=head, slice=ast.Tuple(elts=[inner, *metadata])) if (
            names.fullname(annotation.sibling(head)) in fullnames.ANNOTATED
        ):
            yield from _of_annotation(annotation.sibling(inner), names, depth + 1)
            for part in metadata:
                if isinstance(part, ast.Call):
                    call = Call(part, annotation.scope, is_decorator=False)
                    yield _of_call(call, names)
        case ast.Name() | ast.Attribute():
            if names.fullname(annotation) in fullnames.STRICT_TYPES:
                yield Strictness.STRICT
            elif names.is_variable(annotation) and (value := names.value(annotation)) is not None:
                yield from _of_annotation(value, names, depth + 1)
        case _:
            pass


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
    return Reading(discriminator=discriminator(calls))
