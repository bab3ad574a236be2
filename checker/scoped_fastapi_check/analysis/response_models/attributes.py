"""Which attributes an object certainly lacks: pydantic takes them for the fields of a model."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.types import Class, TypeT, has
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Scope

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


def has_magic_attributes(cls: Class) -> bool:
    """Whether a class computes attributes that it does not declare."""
    return any(
        ancestor.binds(name)
        for ancestor in cls.mro
        if ancestor.fullname != fullnames.OBJECT
        for name in ("__getattr__", "__getattribute__")
    )
