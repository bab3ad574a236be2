"""What can be read from a returned object: pydantic takes its attributes for the fields of a model."""

from __future__ import annotations

import ast
from typing import Final

from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import Decorator, TypeInfo, Var
from mypy.types import CallableType, Instance, ProperType, Type, get_proper_type
from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.module import Expression, Scope

from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.pydantic_models import Models

# Metaclasses that add no attributes which the class body does not show.
_METACLASSES: Final = frozenset(
    {
        "builtins.type",
        "abc.ABCMeta",
        "enum.EnumMeta",
        "enum.EnumType",
        fullnames.MODEL_METACLASS,
        "sqlalchemy.orm.decl_api.DeclarativeAttributeIntercept",
        "sqlalchemy.orm.decl_api.DCTransformDeclarative",
        "sqlmodel.main.SQLModelMetaclass",
    }
)
_DECORATORS: Final = frozenset(
    {
        "dataclasses.dataclass",
        "pydantic.dataclasses.dataclass",
        "functools.total_ordering",
        "typing.final",
        "attr.define",
        "attr.frozen",
        "attr.mutable",
        "attr.s",
        "attrs.define",
        "attrs.frozen",
        "attrs.mutable",
    }
)
# What these classes do to their own attributes is known.
_LIBRARIES: Final = frozenset({"builtins", "abc", "typing", "enum", "pydantic", "sqlalchemy"})
_MAPPED: Final = "sqlalchemy.orm.base.Mapped"
_TABLES: Final = ("sqlalchemy.orm.decl_api.DeclarativeBase", "sqlmodel.main.SQLModel")
# Names by which code sets attributes that it does not spell out.
_SETTERS: Final = frozenset({"setattr", "vars", "locals"})
_DICTIONARIES: Final = frozenset({"__dict__", "__setattr__"})


class Attributes:
    """Looks up attributes of objects, as far as their classes show them."""

    def __init__(self, names: MypyNames, models: Models) -> None:
        self._names = names
        self._models = models
        self._closed: dict[str, bool] = {}

    def lacks(self, info: TypeInfo, name: str) -> bool:
        """Whether instances of a class certainly do not have an attribute."""
        return info.get(name) is None and self._is_closed(info)

    def type_of(self, instance: Instance, name: str) -> ProperType | None:
        """The type of an attribute, or None where it cannot be told."""
        for info in instance.type.mro:
            if name in info.names:
                node = info.names[name].node
                typ = _declared(node)
                if typ is None:
                    return None
                here = map_instance_to_supertype(instance, info)
                return _read(get_proper_type(expand_type_by_instance(typ, here)))
        return None

    def _is_closed(self, info: TypeInfo) -> bool:
        """Whether a class shows all the attributes that its instances have."""
        if info.fullname not in self._closed:
            self._closed[info.fullname] = self._shows_all(info)
        return self._closed[info.fullname]

    def _shows_all(self, info: TypeInfo) -> bool:
        metaclass = info.metaclass_type
        if (
            info.fallback_to_any
            or info.is_protocol
            or info.is_abstract
            or (metaclass is not None and metaclass.type.fullname not in _METACLASSES)
            or has_magic_attributes(info)
            or "__table__" in info.names
        ):
            return False
        if info.has_base(fullnames.BASE_MODEL) and self._models.allows_extra(info):
            return False
        return all(self._body_shows_all(ancestor) for ancestor in info.mro)

    def _body_shows_all(self, info: TypeInfo) -> bool:
        package = info.module_name.partition(".")[0]
        if package in _LIBRARIES:
            return "automap" not in info.module_name and "reflect" not in info.name.lower()
        scope = self._names.class_body(info)
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


def is_table(info: TypeInfo) -> bool:
    """Whether a class is mapped to a table: other classes may add relationships to it (`backref`)."""
    return any(info.has_base(base) for base in _TABLES)


def has_magic_attributes(info: TypeInfo) -> bool:
    """Whether a class computes attributes that it does not declare."""
    for name in ("__getattr__", "__getattribute__"):
        if any(name in ancestor.names for ancestor in info.mro[:-1]):
            return True
    return False


def _declared(node: object) -> Type | None:
    if isinstance(node, Decorator):
        is_property = node.var.is_property and isinstance(node.var.type, CallableType)
        typ = node.var.type
        return typ.ret_type if is_property and isinstance(typ, CallableType) else None
    if isinstance(node, Var):
        typ = get_proper_type(node.type)
        if node.is_property:
            return typ.ret_type if isinstance(typ, CallableType) else None
        return typ
    return None


def _read(typ: ProperType) -> ProperType | None:
    """What reading an attribute of a declared type gives: a descriptor gives something else."""
    if not isinstance(typ, Instance):
        return typ
    if typ.type.fullname == _MAPPED and typ.args:
        return get_proper_type(typ.args[0])
    return None if typ.type.get("__get__") is not None else typ
