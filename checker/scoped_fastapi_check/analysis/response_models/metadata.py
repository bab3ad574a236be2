"""What `Annotated` says about a type, beside the type."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.type_parameters import type_parameter

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names

# Calls in the place of a type, which restrict it: `conint(gt=0)`.
_CALLED_TYPES: Final = frozenset(
    f"{fullnames.PYDANTIC_TYPES}.con{name}"
    for name in (
        *("int", "float", "str", "bytes", "decimal", "date"),
        *("list", "set", "frozenset"),
    )
)
# Calls in `Annotated` that restrict a value, and neither convert nor replace it.
_RESTRICTIONS: Final = (
    "annotated_types.",
    fullnames.PYDANTIC_FIELD,
    "pydantic.functional_validators.AfterValidator",
    "pydantic.functional_serializers.",
    "pydantic.json_schema.WithJsonSchema",
    "pydantic.types.StringConstraints",
    fullnames.STRICT,
    *_CALLED_TYPES,
)
# A model, or a field of one, says by this name that a number will do for text.
COERCING: Final = "coerce_numbers_to_str"
# Annotations lead to aliases and those to further ones; this many nobody writes.
_MAX_DEPTH: Final = 25


def metadata(
    annotation: Expression, names: Names, depth: int = 0, seen: set[int] | None = None
) -> Iterator[Expression | None]:
    """All metadata of the `Annotated`s in an annotation and in the aliases that it names.

    None stands for what is out of sight: a name that leads nowhere. Each alias is looked into once: of
    some that double, `X1 = dict[X0, X0]`, the sixteenth names the first one 65 536 times.
    """
    seen = set() if seen is None else seen
    annotation = unquoted(annotation)
    node = annotation.node
    if depth > _MAX_DEPTH:
        yield None
    elif isinstance(node, ast.Subscript):
        fullname = names.fullname(annotation.sibling(node.value))
        if fullname in fullnames.LITERAL:
            return
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if fullname in fullnames.ANNOTATED:
            yield from (annotation.sibling(part) for part in parts[1:])
            parts = parts[:1]
        else:
            yield from metadata(annotation.sibling(node.value), names, depth + 1, seen)
        for part in parts:
            yield from metadata(annotation.sibling(part), names, depth + 1, seen)
    elif isinstance(node, ast.BinOp):
        for part in (node.left, node.right):
            yield from metadata(annotation.sibling(part), names, depth + 1, seen)
    elif isinstance(node, ast.Name | ast.Attribute):
        yield from _of_name(annotation, names, depth, seen)
    elif _is_called_type(annotation, names):
        yield annotation
    elif not isinstance(node, ast.Constant | ast.List):
        yield None


def _is_called_type(annotation: Expression, names: Names) -> bool:
    """Whether a call in an annotation makes a type of pydantic's."""
    node = annotation.node
    return (
        isinstance(node, ast.Call)
        and names.fullname(annotation.sibling(node.func)) in _CALLED_TYPES
    )


def _of_name(
    name: Expression, names: Names, depth: int, seen: set[int]
) -> Iterator[Expression | None]:
    if type_parameter(name) is not None:
        return
    if names.fullname(name) is None:
        yield None
    elif names.is_variable(name):
        value = names.value(name)
        if value is None:
            yield None
        elif id(value.node) not in seen:
            seen.add(id(value.node))
            yield from metadata(value, names, depth + 1, seen)


def own_metadata(annotation: Expression, names: Names, depth: int = 0) -> Iterator[Expression]:
    """The metadata of an annotation and of the aliases that it is, without those of what is in it.

    A name that is no alias stands for itself: `StrictInt` says something, too.
    """
    annotation = unquoted(annotation)
    node = annotation.node
    if depth > _MAX_DEPTH:
        return
    match node:
        case ast.Subscript(value=head, slice=ast.Tuple(elts=[inner, *items])) if (
            names.fullname(annotation.sibling(head)) in fullnames.ANNOTATED
        ):
            yield from own_metadata(annotation.sibling(inner), names, depth + 1)
            yield from (annotation.sibling(item) for item in items)
        case ast.Name() | ast.Attribute():
            is_alias = names.fullname(annotation) not in fullnames.STRICT_TYPES
            value = names.value(annotation) if is_alias and names.is_variable(annotation) else None
            if value is None:
                yield annotation
            else:
                yield from own_metadata(value, names, depth + 1)
        case _:
            pass


def is_restriction(item: Expression | None, names: Names) -> bool:
    """Whether metadata of `Annotated` leave the value as it is."""
    if item is None:
        return False
    if not isinstance(item.node, ast.Call):
        return isinstance(item.node, ast.Constant)
    fullname = names.fullname(item.sibling(item.node.func))
    if fullname is None or not fullname.startswith(_RESTRICTIONS):
        return False
    return not converts_numbers(item.node)


def converts_numbers(field: ast.Call) -> bool:
    """Whether a `Field(...)` may make text of numbers."""
    return any(
        keyword.arg in {None, COERCING}
        and not (isinstance(keyword.value, ast.Constant) and keyword.value.value in {False, None})
        for keyword in field.keywords
    )


def only_restricts(annotation: Expression, names: Names) -> bool:
    """Whether all metadata of an annotation leave the value as it is."""
    return all(is_restriction(item, names) for item in metadata(annotation, names))


def is_ellipsis(node: ast.expr) -> bool:
    """Whether an expression is a literal `...`."""
    return isinstance(node, ast.Constant) and node.value is ...
