"""Which types pydantic certainly cannot make a field of.

Pydantic has no schema for a class unless the class brings one along, is a model, a dataclass, an
enum, or one of the standard types that pydantic knows. Only classes whose whole source can be seen
are told, and a few of the standard library.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.questions import Unsupported, UnsupportedType
from scoped_fastapi_check.analysis.response_models.bodies import is_class_variable, settings
from scoped_fastapi_check.analysis.response_models.metadata import metadata, only_restricts
from scoped_fastapi_check.analysis.response_models.unsupported import NEUTRAL_BASES, UNSUPPORTED
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    OneOf,
    Tuple,
    TypeT,
    has,
    members,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Scope

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Types
    from scoped_fastapi_check.model.names import Names

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
# Packages whose classes bring a schema along or have none.
_KNOWN_PACKAGES: Final = frozenset({"sqlalchemy", "starlette", "fastapi"})
_METACLASSES: Final = frozenset(
    {
        "builtins.type",
        "abc.ABCMeta",
        fullnames.DECLARATIVE_INTERCEPT,
        fullnames.DECLARATIVE_TRANSFORM,
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
        "attr._next_gen.define",
        "attr._next_gen.frozen",
    }
)
_MAX_DEPTH: Final = 10


class Schemas(Generic[TypeT]):
    """Looks for what pydantic refuses, by the types of an engine."""

    def __init__(self, names: Names, types: Types[TypeT]) -> None:
        self._names = names
        self._types = types
        self._refused: dict[str, bool] = {}

    def unsupported(self, question: Unsupported) -> UnsupportedType | None:
        """Which part of a type pydantic refuses, if it certainly does."""
        if not only_restricts(question.type, self._names):
            return None
        whole = self._types.written(question.type)
        parts = members(whole, self._types)
        if question.is_annotation and (len(parts) == 1 or question.without_responses):
            parts = [part for part in parts if not is_response(part, self._types)]
        found = self._first(parts, 0)
        if found is None:
            return None
        responses = [part for part in parts if is_response(part, self._types)]
        part = responses[0] if responses and len(parts) > 1 else found
        return UnsupportedType(
            in_one_spelling(self._types.shown(part)),
            in_one_spelling(self._types.shown(whole)),
            is_response=is_response(part, self._types) and len(parts) > 1,
        )

    def refused(self, typ: TypeT, depth: int = 0) -> TypeT | None:
        """The type itself, or the part of it, that certainly is refused."""
        if depth > _MAX_DEPTH:
            return None
        match self._types.shape(typ):
            case OneOf(parts) | Tuple(parts):
                return self._first(parts, depth + 1)
            case Dictionary(items):
                return self._first(items.values(), depth + 1)
            case Instance(cls, arguments):
                return self._of_class(typ, cls, arguments, depth)
            case _:
                return None

    def _first(self, types: Iterable[TypeT], depth: int) -> TypeT | None:
        found = (self.refused(each, depth) for each in types)
        return next((each for each in found if each is not None), None)

    def _of_class(
        self, typ: TypeT, cls: Class, arguments: Iterable[TypeT], depth: int
    ) -> TypeT | None:
        if cls.fullname in UNSUPPORTED or self._is_old_model(cls):
            return typ
        if fullnames.is_sqlalchemy_class(cls.fullname):
            return typ  # A row, too, which is a tuple for type checkers.
        if cls.fullname in _CONTAINERS:
            return self._first(arguments, depth + 1)
        if (origin := self._types.made_of(cls)) is not None:
            return None if self.refused(origin, depth + 1) is None else typ
        if self._is_dataclass(cls):
            return self._of_fields(cls, None, depth)
        if cls.derives_from(fullnames.BASE_MODEL):
            return self._of_generic_model(typ, cls, arguments, depth)
        if cls.fullname not in self._refused:
            self._refused[cls.fullname] = self._is_refused(cls)
        return typ if self._refused[cls.fullname] else None

    # Classes

    def _is_old_model(self, cls: Class) -> bool:
        """Whether FastAPI itself refuses a model of pydantic 1, before pydantic sees it."""
        is_refusing = self._names.exists(fullnames.REFUSAL_OF_V1_MODELS)
        return is_refusing and cls.derives_from(fullnames.PYDANTIC_V1_MODEL)

    def _is_refused(self, cls: Class) -> bool:
        if (
            cls.is_open
            or cls.is_enum
            or cls.derives_from(fullnames.BASE_MODEL)
            or cls.fullname in NEUTRAL_BASES
            or cls.is_dataclass
            or (cls.metaclass is not None and cls.metaclass not in _METACLASSES)
            or any(has(cls, hook) for hook in _HOOKS)
        ):
            return False
        return all(self._has_no_schema(ancestor) for ancestor in cls.mro)

    def _has_no_schema(self, cls: Class) -> bool:
        """Whether a class, looked at alone, certainly gives no schema to itself or to others."""
        if cls.fullname in NEUTRAL_BASES:
            return True
        if cls.is_stub:
            return False
        if cls.fullname.partition(".")[0] in _KNOWN_PACKAGES:
            return True
        scope = cls.body
        return scope is not None and self._is_ordinary(scope)

    def _is_ordinary(self, scope: Scope) -> bool:
        assert isinstance(scope.node, ast.ClassDef)
        for decorator in scope.node.decorator_list:
            if self._decorator(decorator, scope) not in _NEUTRAL_DECORATORS:
                return False
        # Type checkers do not see what they consider unreachable.
        return not any(
            (isinstance(node, ast.FunctionDef) and node.name in _HOOKS | {"__init_subclass__"})
            or (isinstance(node, ast.Name) and node.id in _HOOKS)
            for node in ast.walk(scope.node)
        )

    def _decorator(self, node: ast.expr, scope: Scope) -> str | None:
        called = node.func if isinstance(node, ast.Call) else node
        return self._names.fullname(Expression(called, scope.parent or scope))

    # Dataclasses

    def _is_dataclass(self, cls: Class) -> bool:
        """Whether the standard library, and nobody else, makes a dataclass of this very class."""
        if not cls.is_dataclass or any(has(cls, hook) for hook in _HOOKS):
            return False
        scope = cls.body
        if scope is None or not isinstance(scope.node, ast.ClassDef):
            return False
        decorators = [self._decorator(node, scope) for node in scope.node.decorator_list]
        return decorators == [fullnames.DATACLASS] and not has(cls, "__pydantic_config__")

    def _of_fields(self, cls: Class, seen_from: TypeT | None, depth: int) -> TypeT | None:
        """The type of a field that is refused, where nothing but the type says what is in it."""
        scope = cls.body
        if scope is None or not isinstance(scope.node, ast.ClassDef):
            return None
        for statement in scope.node.body:
            if not isinstance(statement, ast.AnnAssign):
                continue
            annotation = Expression(statement.annotation, scope)
            if (
                not isinstance(statement.target, ast.Name)
                or is_class_variable(annotation, self._names)
                or any(True for _ in metadata(annotation, self._names))
            ):
                continue
            typ = self._types.declared(statement.target.id, cls, seen_from)
            if typ is not None and (found := self.refused(typ, depth + 1)) is not None:
                return found
        return None

    # Models

    def _of_generic_model(
        self, typ: TypeT, cls: Class, arguments: Iterable[TypeT], depth: int
    ) -> TypeT | None:
        """What a generic model is given for a field: `Page[UserRow]`. SQLModel drops the arguments."""
        if self._first(arguments, depth + 1) is None or cls.derives_from(fullnames.SQLMODEL):
            return None
        mro = [each for each in cls.mro if not each.fullname.startswith("pydantic.")]
        own = [each for each in mro if each.body is not None]
        if any(_may_take_anything(each) for each in own):
            return None
        found = (self._of_fields(each, typ, depth) for each in own)
        return next((each for each in found if each is not None), None)


def _may_take_anything(model: Class) -> bool:
    """Whether a model is, or may be, configured to have fields of any class."""
    keys = () if model.body is None else (key for key, _ in settings(model.body))
    return any(key is None or key == "arbitrary_types_allowed" for key in keys)


def is_response(typ: TypeT, types: Types[TypeT]) -> bool:
    """Whether a type is a class of responses."""
    shape = types.shape(typ)
    return isinstance(shape, Instance) and shape.cls.derives_from(fullnames.RESPONSE)
