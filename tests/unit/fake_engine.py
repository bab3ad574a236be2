"""An engine without a type checker: the third one, for unit tests, in pure Python.

It knows what the snippets declare, and answers the questions that any engine has to answer, and
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from scoped_fastapi_check.analysis import questions
from scoped_fastapi_check.analysis.questions import (
    Assigned,
    BuiltIn,
    Callability,
    Declaration,
    Left,
    NoneValue,
    Present,
    Question,
    Result,
    ReturnedValue,
    Value,
)
from scoped_fastapi_check.analysis.response_models.satisfaction import Comparison
from scoped_fastapi_check.analysis.response_models.schemas import Schemas
from scoped_fastapi_check.analysis.types import (
    Class,
    Dictionary,
    Instance,
    Nothing,
    OneOf,
    Shape,
    Tuple,
    Unknown,
    class_of,
    members,
)
from scoped_fastapi_check.engines.probes.builtin_classes import known_class
from scoped_fastapi_check.engines.probes.names import SourceNames
from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes
from scoped_fastapi_check.engines.probes.source_types import TypeReader
from scoped_fastapi_check.engines.probes.written_types import Made, Type, Written
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Alias, Expression, Function

from .inference import UNKNOWN, Inference

_PACKAGES = ("fastapi", "starlette", "scoped_fastapi")


@dataclass(frozen=True)
class FakeView:
    """A type to be looked at."""

    types: SourceTypes
    type: Type
    value: object = None

    @property
    def shown(self) -> str:
        return self.types.shown(self.type)

    @property
    def members(self) -> Sequence[FakeView]:
        return [FakeView(self.types, member) for member in members(self.type, self.types)]

    @property
    def shape(self) -> Shape[Any]:
        return self.types.shape(self.types.widened(self.type))

    @property
    def arguments(self) -> Sequence[FakeView]:
        shape = self.shape
        given = shape.arguments if isinstance(shape, Instance) else ()
        return [FakeView(self.types, item) for item in given]

    @property
    def is_unknown(self) -> bool:
        return isinstance(self.shape, Unknown)

    @property
    def literal(self) -> object:
        return self.value


class FakeEngine:
    """Answers the questions about snippets."""

    def __init__(self, names: SourceNames) -> None:
        self.names = names
        self._reader = TypeReader(names)
        self._types = SourceTypes(names, self._reader)
        self._inference = Inference(names, self._types)
        self._schemas: Schemas[Type] = Schemas(names, self._types)
        self._answers: dict[type[Question[Any]], Callable[[Any], Any]] = {
            questions.TypeOf: lambda asked: FakeView(self._types, self._type(asked.of)),
            questions.Assignable: self._assignable,
            questions.Overlaps: self._overlaps,
            questions.CanBeCalled: self._can_be_called,
            questions.InstanceOf: self._instance_of,
            questions.SubclassOf: self._subclass_of,
            questions.ProjectMentions: lambda _: False,
            questions.OneFileMentions: lambda _: False,
            questions.ProjectGives: lambda _: False,
            questions.Satisfies: self._satisfies,
            questions.Unsupported: self._schemas.unsupported,
        }

    def answer(self, question: Question[Any]) -> Any:
        """The answer to a question."""
        return self._answers[type(question)](question)

    def _type(self, value: Value | Declaration) -> Type:
        match value:
            case NoneValue():
                return Made(Nothing())
            case Present(inner):
                present = [
                    m for m in members(self._type(inner), self._types) if not self._is_none(m)
                ]
                return self._types.union(present) if present else UNKNOWN
            case BuiltIn(_, written):
                return self._inference.of(written)
            case ReturnedValue(function, statement):
                assert statement.value is not None
                return self._inference.of(Expression(statement.value, function.body))
            case Result(called, way):
                return self._inference.result(called, way)
            case Expression():
                return self._inference.of(value)
            case Function():
                return self._inference.declared(value)
            case Alias():
                return Written(value.value)
            case declaration:
                annotation = declaration.annotation
                return UNKNOWN if annotation is None else Written(annotation)

    def _is_none(self, typ: Type) -> bool:
        return isinstance(self._types.shape(typ), Nothing)

    def _assignable(self, question: questions.Assignable) -> Assigned:
        given, wanted = self._type(question.value), self._type(question.wanted)
        if any(isinstance(self._types.shape(each), Unknown) for each in (given, wanted)):
            return Assigned(None)
        return Assigned(self._fits(given, wanted))

    def _fits(self, given: Type, wanted: Type) -> bool:
        there, here = self._types.shape(self._types.widened(given)), self._types.shape(wanted)
        if isinstance(there, OneOf):
            return all(self._fits(member, wanted) for member in there.members)
        if isinstance(here, OneOf):
            return any(self._fits(given, member) for member in here.members)
        match there, here:
            case (Unknown(), _) | (_, Unknown()):
                return True
            case Instance(cls, arguments), Instance(other, expected):
                name = other.fullname
                is_derived = name == fullnames.OBJECT or cls.derives_from(name) or cls.is_open
                pairs = zip(arguments, expected, strict=False)
                is_same = cls.fullname != other.fullname or all(self._fits(*pair) for pair in pairs)
                return is_derived and is_same
            case Dictionary(), Instance(other, _):
                return other.fullname in {"builtins.dict", "typing.Mapping", "builtins.object"}
            case Tuple(_, cls), Instance(other, _):
                return cls.derives_from(other.fullname)
            case _:
                return type(there) is type(here)

    def _overlaps(self, question: questions.Overlaps) -> Left:
        given = self._type(question.value)
        if isinstance(question.wanted, str):
            wanted = self._named(question.wanted)
        else:
            wanted = self._type(question.wanted)
        parts = members(given, self._types)
        if len(parts) > 1 and any(self._fits(part, wanted) for part in parts):
            return Left.MEMBER
        is_narrower = any(
            self._fits(other, part) for part in parts for other in members(wanted, self._types)
        )
        return Left.SOMETHING_NARROWER if is_narrower else Left.NOTHING

    def _named(self, fullname: str) -> Type:
        symbol = self.names.class_named(fullname)
        cls = None if symbol is None else self._reader.class_of(symbol)
        return UNKNOWN if cls is None else Made(Instance(cls))

    def _can_be_called(self, question: questions.CanBeCalled) -> Callability:
        typ = self._type(question.value)
        cls = class_of(self._types.shape(typ))
        if cls is None:
            return Callability(None)
        is_callable = cls.is_open or any(each.binds("__call__") for each in cls.mro)
        return Callability(is_callable, self._types.shown(typ))

    def _instance_of(self, question: questions.InstanceOf) -> str | None:
        typ = self._type(question.value)
        present = [each for each in members(typ, self._types) if not self._is_none(each)]
        found = [self._among(each, question) for each in present]
        known = [name for name in found if name is not None]
        return (
            max(known, key=question.classes.index) if known and len(known) == len(found) else None
        )

    def _among(self, typ: Type, question: questions.InstanceOf) -> str | None:
        cls = class_of(self._types.shape(self._types.widened(typ)))
        return None if cls is None else _derived(cls, question.classes, question.inheriting)

    def _subclass_of(self, question: questions.SubclassOf) -> str | None:
        symbol = self.names.definition(question.expression)
        cls: Class | None = None
        if symbol is not None:
            cls = self._reader.class_of(symbol) or known_class(symbol.fullname)
        return None if cls is None else _derived(cls, question.classes, question.inheriting)

    def _satisfies(self, question: questions.Satisfies) -> questions.Satisfaction:
        declared = self._inference.declared(question.function)
        comparison: Comparison[Type] = Comparison(self.names, self._types)
        found = comparison.obstacles(declared, Written(question.model))
        return questions.Satisfaction(comparison.mismatches(found), self._types.shown(declared))


def _derived(cls: Class, classes: Sequence[str], inheriting: Sequence[str]) -> str | None:
    for name in classes:
        if cls.derives_from(name):
            return name if _inherits(cls, name, inheriting) else None
    return None


def _inherits(cls: Class, base: str, methods: Sequence[str]) -> bool:
    for ancestor in cls.mro:
        if ancestor.fullname == base:
            return True
        is_own = ancestor.fullname.partition(".")[0] not in _PACKAGES
        if is_own and any(ancestor.binds(method) for method in methods):
            return False
    return True
