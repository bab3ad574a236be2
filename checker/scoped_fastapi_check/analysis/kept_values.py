"""What a model or a dataclass keeps when it is made a dictionary of: dates and the like stay what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask, the_names
from scoped_fastapi_check.analysis.response_models.conversions import ADDRESSES
from scoped_fastapi_check.analysis.response_models.metadata import metadata
from scoped_fastapi_check.analysis.response_models.selection import ALL, Selection, selection
from scoped_fastapi_check.analysis.types import Dictionary, Instance, Unknown, class_of, is_none
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dataclass_inits import is_dataclass
from scoped_fastapi_check.model.graph import ancestors, declared_type
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.unions import union_members

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class, Shape, TypeView
    from scoped_fastapi_check.model.module import Field, Scope
    from scoped_fastapi_check.model.names import Names

__all__ = ["Kept", "PlainDump", "dumped", "kept_by", "kept_in", "kept_of"]

_MAX_DEPTH: Final = 4
_METHODS: Final = frozenset({"model_dump", "dict"})
# What leaves every value as it is; a field that may be None is none of which JSON knows no value.
_KEYWORDS: Final = frozenset(
    {"by_alias", "exclude", "exclude_none", "include", "round_trip", "warnings"}
)
_PACKAGES: Final = frozenset(
    {"abc", "builtins", "collections", "pydantic", "sqlmodel", "typing", "typing_extensions"}
)
# Of these JSON knows none.
_KEPT: Final = frozenset(
    {
        *(f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta")),
        *("decimal.Decimal", "pathlib.Path", "uuid.UUID", *ADDRESSES),
        *(f"builtins.{name}" for name in ("bytes", "frozenset", "set")),
    }
)


# As they are written, and as types have them.
_LISTS: Final = frozenset(
    {"builtins.list", "typing.List", "typing.Sequence", "collections.abc.Sequence"}
)


@dataclass(frozen=True, eq=False, slots=True)
class Kept:
    """A field whose values JSON does not know, and their type as it is written."""

    field: str
    type: str


@dataclass(frozen=True, slots=True)
class PlainDump:
    """A call that makes a dictionary of an object, and leaves all values as they are."""

    model: ast.expr
    fields: Selection = ALL


def dumped(node: ast.expr) -> PlainDump | None:
    """What `model_dump()`, `asdict(...)` and the like dump, if it leaves all values as they are."""
    match node:
        case ast.Call(ast.Attribute(model, method), [], keywords) if method in _METHODS:
            fields = selection(node)
            is_plain = all(keyword.arg in _KEYWORDS for keyword in keywords)
            return PlainDump(model, fields) if is_plain and fields is not None else None
        case (
            ast.Call(ast.Name("asdict" | "dict" | "vars"), [model], [])
            | ast.Call(ast.Attribute(ast.Name("dataclasses"), "asdict"), [model], [])
            | ast.Attribute(model, "__dict__")
        ) if not isinstance(model, ast.Starred):
            return PlainDump(model)
        case _:
            return None


def kept_by(dump: Expression, without: frozenset[str] = frozenset()) -> Steps[Kept | None]:
    """The first field of a dumped model that certainly has such a value; of other calls None.

    The fields in `without` are replaced behind it.
    """
    found = dumped(dump.node)
    if found is None:
        return None
    names = yield from the_names()
    model = dump.sibling(found.model)
    made = resolve(model, names)
    view = yield from ask(TypeOf(model))
    is_made = isinstance(made.node, ast.Call) and names.is_class(made.sibling(made.node.func))
    call = made.node if is_made and isinstance(made.node, ast.Call) else None
    fields = replace(found.fields, excluded=found.fields.excluded | without)
    return (yield from kept_of(view, fields, call))


def kept_of(
    model: TypeView, fields: Selection = ALL, made: ast.Call | None = None, depth: int = 0
) -> Steps[Kept | None]:
    """The first of the dumped fields of a model that has such a value, however it is dumped.

    Where the call is in sight that has `made` it, a list of models counts that is given something.
    """
    names = yield from the_names()
    cls = class_of(_only(model))
    if cls is None or depth > _MAX_DEPTH:
        return None
    bodies, is_model = _bodies(cls), cls.derives_from(fullnames.BASE_MODEL)
    if not is_model and not (bodies and all(is_dataclass(body, names) for body in bodies)):
        return None
    has_enums = not any("use_enum_values" in ast.unparse(body.node) for body in bodies)
    seen: set[str] = set()
    for field in (field for scope in bodies for field in _own_fields(scope)):
        if field.name not in seen and fields.takes(field.name) and _is_plain(field, names):
            if (kept := _kept(field, names, has_enums=has_enums)) is not None:
                return kept
            # What a table has of another model is read from the database, in a way of its own.
            if not cls.derives_from(fullnames.SQLMODEL):
                inner = yield from _within(field, made, depth)
                if inner is not None:
                    return inner
        seen.add(field.name)
    return None


def _within(field: Field, made: ast.Call | None, depth: int) -> Steps[Kept | None]:
    """What the models keep that a field holds."""
    names = yield from the_names()
    held = _items_of(field, names)
    if not _may_be_model(held or field.annotation, names):
        return None
    if held is not None and made is not None and _may_be_empty(field, made):
        return None
    view: TypeView = yield from ask(TypeOf(field))
    if held is not None:
        arguments = [each for member in view.members for each in member.arguments]
        if len(arguments) != 1:
            return None
        view = arguments[0]
    # Nobody has looked at what the inner ones are given.
    unseen = None if made is None else ast.Call(made.func, [], [])
    inner = yield from kept_of(view, ALL, unseen, depth + 1)
    return None if inner is None else _held_by(field, held, inner)


def kept_in(view: TypeView, depth: int = 0) -> Steps[Kept | None]:
    """The first key of a TypedDict, or of one in a list, that certainly has such a value."""
    names = yield from the_names()
    shape = _only(view)
    if depth > _MAX_DEPTH:
        return None
    if isinstance(shape, Instance) and shape.cls.fullname in _LISTS and len(view.arguments) == 1:
        return (yield from kept_in(view.arguments[0], depth + 1))
    body = shape.cls.body if isinstance(shape, Dictionary) and shape.cls is not None else None
    return None if body is None else _kept_in_body(body, names, depth)


def _kept_in_body(body: Scope, names: Names, depth: int) -> Kept | None:
    """What the body of a TypedDict declares, where it has to be there; not every checker tells its types."""
    places = [scope for scope in ancestors(body, names) if not scope.module.is_of_library]
    if depth > _MAX_DEPTH or not any(_is_typed_dict(scope, names) for scope in places):
        return None
    for scope in places:
        if not isinstance(scope.node, ast.ClassDef) or scope.node.keywords:
            return None  # `total=False`
        for field in _own_fields(scope):
            if (kept := _kept(field, names)) is not None:
                return kept
            held = _items_of(field, names)
            inner_body = names.class_scope(declared_type(held or field.annotation, names))
            inner = None if inner_body is None else _kept_in_body(inner_body, names, depth + 1)
            if inner is not None:
                return _held_by(field, held, inner)
    return None


def _held_by(field: Field, items: Expression | None, inner: Kept) -> Kept:
    """What is kept within a field, or within the items of one."""
    dots = "." if items is None else "[]."
    return Kept(f"{field.name}{dots}{inner.field}", inner.type)


def _is_typed_dict(scope: Scope, names: Names) -> bool:
    outside = scope.parent
    return (
        outside is not None
        and isinstance(scope.node, ast.ClassDef)
        and any(
            names.fullname(Expression(base, outside)) in fullnames.TYPED_DICT
            for base in scope.node.bases
        )
    )


def _only(view: TypeView) -> Shape[Any]:
    """What a type is, a None apart; unknown where it is one of several."""
    present = [member for member in view.members if not is_none(member)]
    return present[0].shape if len(present) == 1 and not present[0].is_unknown else Unknown()


def _items_of(field: Field, names: Names) -> Expression | None:
    """What the items of a field are declared to be, if it is a list."""
    declared = declared_type(field.annotation, names)
    node = declared.node
    if not isinstance(node, ast.Subscript) or isinstance(node.slice, ast.Tuple):
        return None
    base = names.fullname(declared.sibling(node.value))
    return declared.sibling(node.slice) if base in _LISTS else None


def _may_be_empty(field: Field, made: ast.Call) -> bool:
    """Whether a call that makes a model leaves a list out, or gives an empty one."""
    given = {keyword.arg: keyword.value for keyword in made.keywords}
    if field.name not in given:
        return True
    value = given[field.name]
    return isinstance(value, ast.List) and not value.elts


def _may_be_model(typ: Expression, names: Names) -> bool:
    """Whether what is declared is one class, which the project has."""
    scope = names.class_scope(declared_type(typ, names))
    # What is written in C has no file: `int` is no model.
    return scope is not None and bool(scope.module.path) and not scope.module.is_of_library


def _own_fields(scope: Scope) -> Iterator[Field]:
    return (
        field
        for field in scope.module.fields
        if field.annotation.scope is scope and not field.name.startswith("_")
    )


def _bodies(cls: Class) -> list[Scope]:
    """The bodies of a model and of what it derives from; none where one may dump in its own way."""
    found: list[Scope] = []
    for each in cls.mro:
        if each.fullname.partition(".")[0] in _PACKAGES:
            continue
        body = each.body
        if body is None or not isinstance(body.node, ast.ClassDef) or _dumps_itself(body.node):
            return []
        found.append(body)
    return found


def _dumps_itself(node: ast.ClassDef) -> bool:
    """Whether a class says how it is dumped, or what its fields become."""
    for statement in node.body:
        if not isinstance(statement, ast.FunctionDef):
            continue
        decorators = map(ast.unparse, statement.decorator_list)
        if statement.name in _METHODS or any("serializer" in text for text in decorators):
            return True
    return False


def _is_plain(field: Field, names: Names) -> bool:
    """Whether nothing says that a field is left out, or what becomes of its value."""
    default = field.default
    if default is not None and any(isinstance(node, ast.Call) for node in ast.walk(default.node)):
        given = default.node
        # It may be left out: `Field(exclude=True)`.
        if not isinstance(given, ast.Call) or any(
            keyword.arg in {None, "exclude"} for keyword in given.keywords
        ):
            return False
    return not any(True for _ in metadata(field.annotation, names))


def _kept(field: Field, names: Names, *, has_enums: bool = True) -> Kept | None:
    shown = " ".join(ast.unparse(field.annotation.node).split())
    members = union_members(field.annotation, names)
    is_kept = all(_is_kept(each, names, has_enums=has_enums) for each in members)
    return Kept(field.name, shown) if is_kept else None


def _is_kept(typ: Expression, names: Names, *, has_enums: bool) -> bool:
    """Whether JSON can be made of no value of a type: of a list it can where nothing is in it."""
    declared = declared_type(typ, names)
    node = declared.node
    base = declared.sibling(node.value) if isinstance(node, ast.Subscript) else declared
    return names.fullname(base) in _KEPT or (has_enums and _is_plain_enum(declared, names))


def _is_plain_enum(declared: Expression, names: Names) -> bool:
    """Whether a class derives from `Enum` alone: of one that is a text as well JSON can be made."""
    scope = names.class_scope(declared)
    if scope is None or scope.parent is None or not isinstance(scope.node, ast.ClassDef):
        return False
    bases = [names.fullname(Expression(base, scope.parent)) for base in scope.node.bases]
    return bases == ["enum.Enum"]
