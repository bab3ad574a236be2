"""What a model or a dataclass keeps when it is made a dictionary of: dates and the like stay what they are."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask, the_names
from scoped_fastapi_check.analysis.response_models.metadata import metadata
from scoped_fastapi_check.analysis.types import class_seen
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dataclass_inits import is_dataclass
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.unions import union_members

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class, TypeView
    from scoped_fastapi_check.model.module import Field, Scope
    from scoped_fastapi_check.model.names import Names

__all__ = ["Kept", "dumped", "kept_by", "kept_of"]

_MAX_DEPTH: Final = 4
_METHODS: Final = frozenset({"model_dump", "dict"})
# What leaves every value as it is, and every field in.
_KEYWORDS: Final = frozenset({"by_alias", "warnings", "round_trip"})
_PACKAGES: Final = frozenset(
    {"abc", "builtins", "collections", "pydantic", "sqlmodel", "typing", "typing_extensions"}
)
# Of these JSON knows none.
_KEPT: Final = frozenset(
    {
        *(f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta")),
        *("decimal.Decimal", "pathlib.Path", "uuid.UUID"),
        *(f"builtins.{name}" for name in ("bytes", "frozenset", "set")),
    }
)


@dataclass(frozen=True, eq=False, slots=True)
class Kept:
    """A field whose values JSON does not know, and their type as it is written."""

    field: str
    type: str


def dumped(node: ast.expr) -> ast.expr | None:
    """What `model_dump()`, `asdict(...)` and the like dump, if it leaves all values as they are."""
    match node:
        case ast.Call(ast.Attribute(model, method), [], keywords) if method in _METHODS:
            return model if all(keyword.arg in _KEYWORDS for keyword in keywords) else None
        case (
            ast.Call(ast.Name("asdict" | "dict" | "vars"), [model], [])
            | ast.Call(ast.Attribute(ast.Name("dataclasses"), "asdict"), [model], [])
            | ast.Attribute(model, "__dict__")
        ) if not isinstance(model, ast.Starred):
            return model
        case _:
            return None


def kept_by(dump: Expression, without: Container[str] = ()) -> Steps[Kept | None]:
    """The first field of a dumped model that certainly has such a value; of other calls None.

    The fields in `without` are replaced behind it.
    """
    model = dumped(dump.node)
    if model is None:
        return None
    view = yield from ask(TypeOf(dump.sibling(model)))
    return (yield from kept_of(view, without))


def kept_of(model: TypeView, without: Container[str] = (), depth: int = 0) -> Steps[Kept | None]:
    """The first field of a model, of all but some, that has such a value, however it is dumped."""
    names = yield from the_names()
    cls = None if model.is_unknown else class_seen(model)
    if cls is None or depth > _MAX_DEPTH:
        return None
    bodies, is_model = _bodies(cls), cls.derives_from(fullnames.BASE_MODEL)
    if not is_model and not (bodies and all(is_dataclass(body, names) for body in bodies)):
        return None
    seen: set[str] = set()
    for field in (field for scope in bodies for field in _own_fields(scope)):
        if field.name not in seen and field.name not in without and _is_plain(field, names):
            if (kept := _kept(field, names)) is not None:
                return kept
            # What a table has of another model is read from the database, in a way of its own.
            if not cls.derives_from(fullnames.SQLMODEL) and _may_be_model(field, names):
                inner = yield from kept_of((yield from ask(TypeOf(field))), (), depth + 1)
                if inner is not None:
                    return Kept(f"{field.name}.{inner.field}", inner.type)
        seen.add(field.name)
    return None


def _may_be_model(field: Field, names: Names) -> bool:
    """Whether a field is declared to be of one class, which the project has."""
    scope = names.class_scope(declared_type(field.annotation, names))
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


def _kept(field: Field, names: Names) -> Kept | None:
    shown = " ".join(ast.unparse(field.annotation.node).split())
    is_kept = all(_is_kept(each, names) for each in union_members(field.annotation, names))
    return Kept(field.name, shown) if is_kept else None


def _is_kept(typ: Expression, names: Names) -> bool:
    """Whether JSON can be made of no value of a type: of a list it can where nothing is in it."""
    declared = declared_type(typ, names)
    node = declared.node
    base = declared.sibling(node.value) if isinstance(node, ast.Subscript) else declared
    return names.fullname(base) in _KEPT
