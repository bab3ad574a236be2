"""Which attributes an object certainly lacks: pydantic takes them for the fields of a model."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.response_models.bodies import settings
from scoped_fastapi_check.analysis.types import Class, TypeT, has
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Scope
from scoped_fastapi_check.model.walk import is_none_written, last_name

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.models import Models
    from scoped_fastapi_check.model.names import Names

# Metaclasses that add no attributes which the class body does not show.
_METACLASSES: Final = frozenset(
    {
        "builtins.type",
        "abc.ABCMeta",
        "enum.EnumMeta",
        "enum.EnumType",
        fullnames.MODEL_METACLASS,
        fullnames.DECLARATIVE_INTERCEPT,
        fullnames.DECLARATIVE_TRANSFORM,
        fullnames.SQLMODEL_METACLASS,
    }
)
_DECORATORS: Final = frozenset(
    {
        *fullnames.DATACLASSES,
        "functools.total_ordering",
        "typing.final",
        "attr.define",
        "attr.frozen",
        "attr.mutable",
        "attr.s",
        "attrs.define",
        "attrs.frozen",
        "attrs.mutable",
        "attr._next_gen.define",
        "attr._next_gen.frozen",
        "attr._make.attrs",
    }
)
# What these classes do to their own attributes is known.
_LIBRARIES: Final = frozenset(
    {"builtins", "abc", "typing", "enum", "pydantic", "sqlalchemy", "sqlmodel"}
)
# By these the database, or the model, fills a column, or refuses NULL.
_FILLING: Final = frozenset(
    {"primary_key", "nullable", "default_factory", "server_default", "server_onupdate", "onupdate"}
    | {"sa_column", "sa_column_args", "sa_column_kwargs"}
)
# What makes a column; a relationship is NULL as its foreign key is, and what else is made nobody knows.
_COLUMNS: Final = frozenset({"Field", "mapped_column", "Column"})
_FILLING_BY_VALUE: Final = frozenset({"default", "insert_default"})
_MAKING: Final = frozenset({"Computed", "FetchedValue", "Identity", "Sequence"})
# Names by which code sets attributes that it does not spell out.
_SETTERS: Final = frozenset({"setattr", "vars", "locals"})
_DICTIONARIES: Final = frozenset({"__dict__", "__setattr__"})


class Attributes(Generic[TypeT]):
    """Looks up attributes of objects, as far as their classes show them."""

    def __init__(self, names: Names, models: Models[TypeT]) -> None:
        self._names = names
        self._models = models
        self._closed: dict[str, bool] = {}

    def lacks(self, cls: Class, name: str) -> bool:
        """Whether objects of a class certainly do not have an attribute."""
        return not has(cls, name) and self._is_closed(cls)

    def is_nullable(self, cls: Class, name: str) -> bool:
        """Whether a class maps an attribute to a column that it declares, and gives it no value.

        `name: Mapped[str | None]`; of a SQLModel with a table, any field.
        """
        is_sqlmodel = cls.derives_from(fullnames.SQLMODEL) and is_table(cls)
        if not is_sqlmodel and not cls.derives_from(fullnames.DECLARATIVE_BASE):
            return False
        owner = next((ancestor for ancestor in cls.mro if ancestor.binds(name)), None)
        body = None if owner is None else owner.body
        if body is None or not isinstance(body.node, ast.ClassDef):
            return False
        for node in body.node.body:
            match node:
                case ast.AnnAssign(target=ast.Name(id=bound), annotation=declared, value=value):
                    if bound == name:
                        is_column = is_sqlmodel or self._is_mapped(declared, body)
                        return is_column and _may_stay_none(value)
                case _:
                    pass
        return False

    def _is_mapped(self, declared: ast.expr, body: Scope) -> bool:
        """Whether an annotation is `Mapped[...]`."""
        if not isinstance(declared, ast.Subscript):
            return False
        return self._names.fullname(Expression(declared.value, body)) == fullnames.MAPPED

    def _is_closed(self, cls: Class) -> bool:
        """Whether a class shows all the attributes that its objects have."""
        if cls.fullname not in self._closed:
            self._closed[cls.fullname] = self._shows_all(cls)
        return self._closed[cls.fullname]

    def _shows_all(self, cls: Class) -> bool:
        if (
            cls.is_open
            or cls.is_protocol
            or cls.is_abstract
            or (cls.metaclass is not None and cls.metaclass not in _METACLASSES)
            or has_magic_attributes(cls)
            or cls.binds("__table__")
        ):
            return False
        if cls.derives_from(fullnames.BASE_MODEL) and self._models.allows_extra(cls):
            return False
        return all(self._body_shows_all(ancestor) for ancestor in cls.mro)

    def _body_shows_all(self, cls: Class) -> bool:
        module, _, name = cls.fullname.rpartition(".")
        if module.partition(".")[0] in _LIBRARIES:
            return "automap" not in module and "reflect" not in name.lower()
        scope = cls.body
        return scope is not None and self._is_static(scope)

    def _is_static(self, scope: Scope) -> bool:
        assert isinstance(scope.node, ast.ClassDef)
        for decorator in scope.node.decorator_list:
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            outside = scope.parent or scope
            if self._names.fullname(Expression(called, outside)) not in _DECORATORS:
                return False
        return not any(
            (isinstance(node, ast.Name) and node.id in _SETTERS)
            or (isinstance(node, ast.Attribute) and node.attr in _DICTIONARIES)
            for node in ast.walk(scope.node)
        )


def _may_stay_none(value: ast.expr | None) -> bool:
    """Whether a column with this value or `Field(...)` is filled by nobody but the application."""
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
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


def is_table(cls: Class) -> bool:
    """Whether a class is mapped to a table: other classes may add relationships to it (`backref`)."""
    if cls.derives_from(fullnames.SQLMODEL):
        return any(_is_sqlmodel_table(ancestor) for ancestor in cls.mro)
    return cls.derives_from(fullnames.DECLARATIVE_BASE)


def _is_sqlmodel_table(cls: Class) -> bool:
    """Whether a class says `table=True`: a SQLModel without it is a plain model of pydantic."""
    return cls.body is not None and any(key == "table" for key, _ in settings(cls.body))


def has_magic_attributes(cls: Class) -> bool:
    """Whether a class computes attributes that it does not declare."""
    return any(
        ancestor.binds(name)
        for ancestor in cls.mro
        if ancestor.fullname != fullnames.OBJECT
        for name in ("__getattr__", "__getattribute__")
    )
