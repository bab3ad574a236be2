"""What a class says of the columns that it maps its attributes to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.bodies import settings
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.walk import is_none_written, last_name

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class
    from scoped_fastapi_check.model.names import Names

__all__ = ["Columns", "is_table"]

# By these the database, or the model, fills a column, or refuses NULL.
_FILLING: Final = frozenset(
    {"primary_key", "nullable", "default_factory", "server_default", "server_onupdate", "onupdate"}
    | {"sa_column", "sa_column_args", "sa_column_kwargs"}
)
# What makes a column; a relationship is NULL as its foreign key is, and what else is made nobody knows.
_COLUMNS: Final = frozenset({"Field", "mapped_column", "Column"})
_FILLING_BY_VALUE: Final = frozenset({"default", "insert_default"})
_MAKING: Final = frozenset({"Computed", "FetchedValue", "Identity", "Sequence"})
# Whose argument is the type of a column, or the column itself.
_TYPING: Final = frozenset({"type_", "sa_type", "sa_column"})
# What comes out of columns of SQLAlchemy's types, whatever the attribute is declared as.
_READ_AS: Final = {
    **dict.fromkeys(("String", "Text", "Unicode", "UnicodeText", "VARCHAR", "CHAR"), "str"),
    **dict.fromkeys(("Integer", "BigInteger", "SmallInteger", "INTEGER", "BIGINT"), "int"),
    **dict.fromkeys(("DateTime", "DATETIME", "TIMESTAMP"), "datetime"),
    **dict.fromkeys(("Boolean", "BOOLEAN"), "bool"),
    "Float": "float",
}
_WORD: Final = re.compile(r"\w+")


class Columns:
    """Looks up what stands in the bodies of classes that are mapped to tables."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def is_nullable(self, cls: Class, name: str) -> bool:
        """Whether a class maps an attribute to a column that it declares, and gives it no value.

        `name: Mapped[str | None]`; of a SQLModel with a table, any field.
        """
        field, body = _field(cls, name)
        if field is None or body is None or not _may_stay_none(field.value):
            return False
        return cls.derives_from(fullnames.SQLMODEL) or self._is_mapped(field.annotation, body)

    def reads_otherwise(self, cls: Class, name: str) -> bool:
        """Whether the column of an attribute gives other values than the attribute is declared as.

        `owner: Mapped[int] = mapped_column(String)`: what the database gives back is a `str`.
        """
        field, _ = _field(cls, name)
        if field is None or field.value is None:
            return False
        read = next(_read_as(field.value), None)
        return read is not None and read not in _words(field.annotation)

    def _is_mapped(self, declared: ast.expr, body: Scope) -> bool:
        """Whether an annotation is `Mapped[...]`."""
        if not isinstance(declared, ast.Subscript):
            return False
        return self._names.fullname(Expression(declared.value, body)) == fullnames.MAPPED


def is_table(cls: Class) -> bool:
    """Whether a class is mapped to a table: other classes may add relationships to it (`backref`)."""
    if cls.derives_from(fullnames.SQLMODEL):
        return any(_is_sqlmodel_table(ancestor) for ancestor in cls.mro)
    return cls.derives_from(fullnames.DECLARATIVE_BASE)


def _is_sqlmodel_table(cls: Class) -> bool:
    """Whether a class says `table=True`: a SQLModel without it is a plain model of pydantic."""
    return cls.body is not None and any(key == "table" for key, _ in settings(cls.body))


def _field(cls: Class, name: str) -> tuple[ast.AnnAssign | None, Scope | None]:
    """Where a class with a table, or a base class of it, declares an attribute."""
    owner = next((ancestor for ancestor in cls.mro if ancestor.binds(name)), None)
    body = None if owner is None or not is_table(cls) else owner.body
    if body is None or not isinstance(body.node, ast.ClassDef):
        return None, None
    for node in body.node.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=bound)) if bound == name:
                return node, body
            case _:
                pass
    return None, None


def _may_stay_none(value: ast.expr | None) -> bool:
    """Whether a column with this value or `Field(...)` is filled by nobody but the application."""
    if value is None or is_none_written(value):
        return True
    if not isinstance(value, ast.Call) or last_name(value.func) not in _COLUMNS:
        return False
    if any(isinstance(each, ast.Call) and last_name(each.func) in _MAKING for each in value.args):
        return False
    return not any(
        keyword.arg is None
        or keyword.arg in _FILLING
        or (keyword.arg in _FILLING_BY_VALUE and not is_none_written(keyword.value))
        for keyword in value.keywords
    )


def _read_as(value: ast.expr) -> Iterator[str]:
    """The names of the types that a column with this value says to give back."""
    if not isinstance(value, ast.Call) or last_name(value.func) not in _COLUMNS:
        return
    typed = [one.value for one in value.keywords if one.arg in _TYPING]
    for argument in (*value.args, *typed):
        said = argument.func if isinstance(argument, ast.Call) else argument
        if (read := _READ_AS.get(last_name(said))) is not None:
            yield read
        elif isinstance(argument, ast.Call):
            yield from _read_as(argument)


def _words(annotation: ast.expr) -> set[str]:
    return set(_WORD.findall(ast.unparse(annotation)))
