"""What the declaration of a parameter tells FastAPI: its type, its markers, its default.

FastAPI takes the markers (`Path()`, `Query()`, `Depends()`, ...) from the metadata of `Annotated`,
wherever an alias hides it, and from the default.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import Marker, unquoted
from scoped_fastapi_check.model.module import Call, Expression, Parameter
from scoped_fastapi_check.model.resolution import resolve, resolved_call

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# How many names may stand between a declaration and what it means.
_MAX_ALIASES: Final = 20
# Texts that are added to texts that are added.
_MAX_DEPTH: Final = 12
_PACKAGES_WITHOUT_MARKERS: Final = frozenset(
    {"annotated_types", "builtins", "pydantic", "typing", "typing_extensions"}
)
_LITERALS: Final = (ast.Constant, ast.List, ast.Dict, ast.Tuple, ast.Set, ast.UnaryOp, ast.Lambda)


@dataclass(eq=False, slots=True)
class ParameterMarker:
    """A call of one of FastAPI's markers; `name` is the one users know it by, such as `Query`."""

    name: str
    call: Call
    _marker: Marker = field(init=False)

    def __post_init__(self) -> None:
        self._marker = Marker(self.call)

    @property
    def is_dependency(self) -> bool:
        """Whether the value comes from a dependency and not from the request."""
        return self.name in {"Depends", "Security"}

    @property
    def dependency(self) -> Expression | None:
        """What a `Depends` names, or None where the type itself is the dependency."""
        return self._marker.dependency


@dataclass(eq=False, slots=True)
class Declaration:
    """What FastAPI reads from one parameter.

    `type` is the declared type without its metadata, None where there is none or where it depends
    on a type variable. `is_known` is False where a part of the declaration cannot be followed to
    where it is defined, and so may hold a marker that is not listed here.
    """

    parameter: Parameter
    type: Expression | None
    in_annotation: tuple[ParameterMarker, ...]
    by_default: ParameterMarker | None
    is_known: bool
    has_other_metadata: bool = False
    """Whether `Annotated` adds what may bring a schema along."""
    metadata: tuple[Expression, ...] = ()
    """All that `Annotated` adds, the outermost last."""

    @property
    def marker(self) -> ParameterMarker | None:
        """The marker that counts: of those in an annotation FastAPI takes the last one."""
        return self.in_annotation[-1] if self.in_annotation else self.by_default

    @property
    def is_required(self) -> bool:
        """Whether the parameter has no default of its own."""
        return self.parameter.default is None or (
            self.by_default is not None and not has_default(self.by_default)
        )


def has_default(marker: ParameterMarker) -> bool:
    """Whether a marker such as `Query(3)` brings a default value along."""
    if marker.call.has_unpacking or marker.call.keyword("default_factory") is not None:
        return True
    default = marker.call.argument("default", 0)
    return default is not None and not (
        isinstance(default.node, ast.Constant) and default.node.value is ...
    )


def declaration(parameter: Parameter, names: Names) -> Declaration:
    """Read the declaration of a parameter."""
    annotation = _Annotation(None, (), is_known=True)
    if parameter.annotation is not None:
        annotation = _annotation(parameter.annotation, names)
    markers = _markers(annotation.metadata, names)
    by_default, is_known = None, True
    if parameter.default is not None:
        by_default = as_parameter_marker(parameter.default, names)
        is_known = by_default is not None or _is_plain(parameter.default, names)
    return Declaration(
        parameter,
        annotation.type,
        tuple(marker for marker in markers if marker is not None),
        by_default,
        is_known and annotation.is_known and None not in markers,
        any(_may_bring_schema(item, names) for item in annotation.metadata),
        annotation.metadata,
    )


def _may_bring_schema(item: Expression, names: Names) -> bool:
    """Whether metadata may tell pydantic what to make of a type: a marker or a text does not."""
    return not isinstance(item.node, ast.Constant) and as_parameter_marker(item, names) is None


@dataclass(slots=True)
class _Annotation:
    type: Expression | None
    metadata: tuple[Expression, ...]
    is_known: bool


def _annotation(expression: Expression, names: Names, steps: int = 0) -> _Annotation:
    """An annotation, without its `Annotated` and through its aliases."""
    expression = unquoted(expression)
    node = expression.node
    if steps > _MAX_ALIASES:
        return _Annotation(None, (), is_known=False)
    if isinstance(node, ast.Name | ast.Attribute):
        if (value := names.value(expression)) is not None and not isinstance(value.node, ast.Call):
            return _annotation(value, names, steps + 1)
        return _Annotation(expression, (), _is_type(expression, names))
    if isinstance(node, ast.Subscript):
        base = expression.sibling(node.value)
        if names.fullname(base) in fullnames.ANNOTATED and isinstance(node.slice, ast.Tuple):
            if not node.slice.elts:
                return _Annotation(None, (), is_known=False)  # `Annotated[()]` is no type.
            first, *metadata = (expression.sibling(part) for part in node.slice.elts)
            inner = _annotation(first, names, steps + 1)
            return _Annotation(inner.type, (*inner.metadata, *metadata), inner.is_known)
        if not _is_type(base, names) and (value := names.value(base)) is not None:
            alias = _annotation(value, names, steps + 1)
            return _Annotation(None, alias.metadata, alias.is_known)
        return _Annotation(expression, (), _is_type(base, names))
    is_plain = isinstance(node, ast.BinOp | ast.Constant)
    return _Annotation(expression, (), is_plain)


def _is_type(expression: Expression, names: Names) -> bool:
    """Whether a name is certainly no alias: a class, or one of the special forms of `typing`."""
    if names.is_class(expression):
        return True
    fullname = names.fullname(expression) or ""
    module = fullname.rpartition(".")[0]
    return module in {"typing", "typing_extensions", "builtins"} or fullnames.is_sqlalchemy_class(
        fullname
    )


def type_and_metadata(
    annotation: Expression, names: Names
) -> tuple[Expression | None, tuple[Expression, ...]]:
    """The type that an annotation declares, and what `Annotated` adds to it, through aliases."""
    found = _annotation(annotation, names)
    return found.type, found.metadata


def markers_in(expression: Expression, names: Names) -> tuple[ParameterMarker, ...]:
    """The markers in the metadata of an annotation."""
    found = _markers(_annotation(expression, names).metadata, names)
    return tuple(marker for marker in found if marker is not None)


def _markers(metadata: Iterable[Expression], names: Names) -> list[ParameterMarker | None]:
    """The markers among the metadata, and None for what may be one."""
    found: list[ParameterMarker | None] = []
    for expression in metadata:
        if (marker := as_parameter_marker(expression, names)) is not None:
            found.append(marker)
        elif not _is_plain(expression, names):
            found.append(None)
    return found


def as_parameter_marker(expression: Expression, names: Names) -> ParameterMarker | None:
    """The marker that an expression is, or that the name it consists of is bound to."""
    expression = resolved_call(expression, names)
    node = expression.node
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return None
    called = names.fullname(expression.sibling(node.func))
    name = fullnames.PARAMETER_MARKERS.get(called or "")
    if name is None:
        return None
    return ParameterMarker(name, Call(node, expression.scope, is_decorator=False))


def _is_plain(expression: Expression, names: Names) -> bool:
    """Whether an expression is certainly no marker."""
    found = resolve(expression, names)
    node = found.node
    if isinstance(node, _LITERALS):
        return True
    if isinstance(node, ast.Attribute):  # A member of an enum, or another attribute of a class.
        return names.is_class(found.sibling(node.value))
    if isinstance(node, ast.Name):
        return names.is_class(found) or names.function(found) is not None
    if isinstance(node, ast.Call):
        called = names.fullname(found.sibling(node.func)) or ""
        if called.partition(".")[0] in _PACKAGES_WITHOUT_MARKERS:
            return not any(k.arg in {None, "alias", "validation_alias"} for k in node.keywords)
        scope = names.class_scope(found.sibling(node.func))
        return scope is not None and isinstance(scope.node, ast.ClassDef) and not scope.node.bases
    return False


def literal_text(expression: Expression, names: Names, depth: int = 0) -> str | None:
    """The text of a string literal, of a name that is only ever bound to one, or of what adds them."""
    found = resolve(expression, names)
    parts: list[ast.expr]
    match found.node:
        case ast.Constant(value=str() as text):
            return text
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [left, right]
        case ast.JoinedStr(values=parts):
            pass
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            parts = [value]
        case _:
            return None
    if depth > _MAX_DEPTH:
        return None
    texts = [literal_text(found.sibling(part), names, depth + 1) for part in parts]
    return None if None in texts else "".join(text or "" for text in texts)
