"""Which types pydantic certainly cannot make a field of.

Pydantic has no schema for a class unless the class brings one along, is a model, a dataclass, an
enum, or one of the standard types that pydantic knows. Only classes whose whole source can be seen
are told, and a few of the standard library.
"""

from __future__ import annotations

import ast
from typing import Final

from mypy.nodes import TypeInfo, Var
from mypy.types import (
    Instance,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    UnionType,
    get_proper_type,
)
from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.module import Expression, Scope

from scoped_fastapi_mypy.annotations import metadata
from scoped_fastapi_mypy.names import MypyNames

_HOOKS: Final = frozenset({"__get_pydantic_core_schema__", "__get_validators__"})
# Pydantic looks into the arguments of these; other generics of the standard library are unknown.
_CONTAINERS: Final = frozenset(
    {
        "builtins.list",
        "builtins.set",
        "builtins.frozenset",
        "builtins.tuple",
        "builtins.dict",
        "typing.Sequence",
        "typing.Iterable",
        "typing.Mapping",
        "collections.deque",
        "collections.OrderedDict",
    }
)
_REFUSED: Final = frozenset(
    {
        "typing.Iterator",
        "typing.AsyncIterator",
        "typing.AsyncIterable",
        "typing.AsyncGenerator",
        "typing.Awaitable",
        "typing.Coroutine",
        "builtins.bytearray",
        "builtins.memoryview",
        "builtins.range",
        "builtins.Exception",
        "io.BytesIO",
        "io.StringIO",
        "types.SimpleNamespace",
    }
)
# Bases that add no schema, and packages whose classes bring one along or have none.
_NEUTRAL: Final = frozenset(
    {
        "builtins.object",
        "builtins.BaseException",
        "builtins.Exception",
        "typing.Generic",
        "typing.Protocol",
        "abc.ABC",
    }
)
_KNOWN_PACKAGES: Final = frozenset({"sqlalchemy", "starlette", "fastapi"})
_METACLASSES: Final = frozenset(
    {
        "builtins.type",
        "abc.ABCMeta",
        "sqlalchemy.orm.decl_api.DeclarativeAttributeIntercept",
        "sqlalchemy.orm.decl_api.DCTransformDeclarative",
    }
)
_NEUTRAL_DECORATORS: Final = frozenset(
    {
        "functools.total_ordering",
        "typing.final",
        "typing_extensions.final",
        "typing.runtime_checkable",
        "typing_extensions.runtime_checkable",
        "attr.define",
        "attrs.define",
        "attr.frozen",
        "attrs.frozen",
    }
)
_DATACLASS: Final = "dataclasses.dataclass"
_MAX_DEPTH: Final = 10


class PydanticTypes:
    """Looks for what pydantic refuses, by the classes that the names of one module lead to."""

    def __init__(self, names: MypyNames) -> None:
        self._names = names
        self._refused: dict[str, bool] = {}

    def refused(self, typ: Type, depth: int = 0) -> ProperType | None:
        """The type itself, or the part of it, that certainly is refused."""
        proper = get_proper_type(typ)
        if depth > _MAX_DEPTH:
            return None
        if isinstance(proper, UnionType):
            return self._first(proper.items, depth)
        if isinstance(proper, TypedDictType):
            return self._first(list(proper.items.values()), depth)
        if isinstance(proper, TupleType):
            return self._first(proper.items, depth)
        return self._of_class(proper, depth) if isinstance(proper, Instance) else None

    def _first(self, types: list[Type], depth: int) -> ProperType | None:
        return next(filter(None, (self.refused(each, depth + 1) for each in types)), None)

    def _of_class(self, instance: Instance, depth: int) -> ProperType | None:
        info = instance.type
        # FastAPI refuses models of pydantic 1 itself, before pydantic sees them.
        if info.fullname in _REFUSED or info.has_base(fullnames.PYDANTIC_V1_MODEL):
            return instance
        if info.fullname in _CONTAINERS:
            return self._first(list(instance.args), depth)
        if info.is_newtype:
            return None if self.refused(info.bases[0], depth + 1) is None else instance
        if self._is_dataclass(info):
            return self._of_dataclass(info, depth)
        if info.fullname not in self._refused:
            self._refused[info.fullname] = self._is_refused(info)
        return instance if self._refused[info.fullname] else None

    # Classes

    def _is_refused(self, info: TypeInfo) -> bool:
        metaclass = info.metaclass_type
        if (
            info.fallback_to_any
            or info.is_enum
            or info.has_base(fullnames.BASE_MODEL)
            or info.fullname in _NEUTRAL
            or "dataclass" in info.metadata
            or (metaclass is not None and metaclass.type.fullname not in _METACLASSES)
            or any(info.get(hook) is not None for hook in _HOOKS)
        ):
            return False
        return all(self._has_no_schema(ancestor) for ancestor in info.mro)

    def _has_no_schema(self, info: TypeInfo) -> bool:
        """Whether a class, looked at alone, certainly gives no schema to itself or to others."""
        if info.fullname in _NEUTRAL:
            return True
        if self._names.is_in_stub(info):
            return False
        if info.module_name.partition(".")[0] in _KNOWN_PACKAGES:
            return True
        scope = self._names.class_body(info)
        return scope is not None and self._is_ordinary(scope)

    def _is_ordinary(self, scope: Scope) -> bool:
        assert isinstance(scope.node, ast.ClassDef)
        for decorator in scope.node.decorator_list:
            if self._decorator(decorator, scope) not in _NEUTRAL_DECORATORS:
                return False
        # mypy does not see what it considers unreachable.
        return not any(
            (isinstance(node, ast.FunctionDef) and node.name in _HOOKS | {"__init_subclass__"})
            or (isinstance(node, ast.Name) and node.id in _HOOKS)
            for node in ast.walk(scope.node)
        )

    def _decorator(self, node: ast.expr, scope: Scope) -> str | None:
        called = node.func if isinstance(node, ast.Call) else node
        return self._names.fullname(Expression(called, scope.parent or scope))

    # Dataclasses

    def _is_dataclass(self, info: TypeInfo) -> bool:
        """Whether the standard library, and nobody else, makes a dataclass of this very class."""
        if "dataclass" not in info.metadata or any(info.get(hook) for hook in _HOOKS):
            return False
        scope = self._names.class_body(info)
        if scope is None or not isinstance(scope.node, ast.ClassDef):
            return False
        decorators = [self._decorator(node, scope) for node in scope.node.decorator_list]
        return decorators == [_DATACLASS] and info.get("__pydantic_config__") is None

    def _of_dataclass(self, info: TypeInfo, depth: int) -> ProperType | None:
        """The type of a field that is refused, where nothing but the type says what is in it."""
        scope = self._names.class_body(info)
        if scope is None or not isinstance(scope.node, ast.ClassDef):
            return None
        for statement in scope.node.body:
            if not isinstance(statement, ast.AnnAssign):
                continue
            annotation = Expression(statement.annotation, scope)
            if not isinstance(statement.target, ast.Name) or any(
                True for _ in metadata(annotation, self._names)
            ):
                continue
            symbol = info.names.get(statement.target.id)
            node = None if symbol is None else symbol.node
            if not isinstance(node, Var) or node.type is None or node.is_classvar:
                continue
            if (found := self.refused(node.type, depth + 1)) is not None:
                return found
        return None
