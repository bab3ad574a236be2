"""What rules ask and judges answer.

A rule is a generator: it yields a question and is sent the answer. One judge may answer at once,
another may first collect the questions of all rules and put them to a type checker in one run; the
rule does not notice. A judge that cannot know answers with the `UNKNOWN` of the question.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import ast

    from scoped_fastapi_check.model.module import Expression, Function, Module, Target

AnswerT = TypeVar("AnswerT")


class Question(Generic[AnswerT]):
    """A question whose answer is an `AnswerT`."""


# A check in progress: it yields questions, is sent answers and returns nothing.
Check = Generator[Question[Any], Any, None]


def ask(question: Question[AnswerT]) -> Generator[Question[Any], Any, AnswerT]:
    """Put a question from within a rule: `answer = yield from ask(question)`."""
    answer: AnswerT = yield question
    return answer


class Fit(Enum):
    """How what a dependency provides relates to the type its target declares."""

    FITS = auto()
    MAYBE_NONE = auto()
    """It fits but for a possible None."""
    WIDER = auto()
    """Only some of what may be provided fits: a base class, a union of which a part is declared."""
    UNRELATED = auto()
    NOT_CALLABLE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Provision:
    """The answer to `Provides`; the types are written as a user writes them."""

    fit: Fit
    provided: str = ""
    declared: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Provides(Question[Provision]):
    """Does what FastAPI gets from calling `dependency` fit the type that `target` declares?

    Without a target only whether it can be called is asked, and without a dependency (`Depends()`)
    whether the declared type can be.
    """

    dependency: Expression | None
    target: Target | None


@dataclass(frozen=True, eq=False, slots=True)
class Replaces(Question[Provision]):
    """Does what `replacement` provides fit where `original` was asked for?

    A stand-in fits: an object of another class that is made to look like the original.
    """

    original: Expression
    replacement: Expression


class Returned(Enum):
    """What a handler, or one of its return statements, gives back to FastAPI."""

    NOTHING = auto()
    RESPONSE = auto()
    RESPONSE_OR_NOTHING = auto()
    VALUE = auto()
    ANYTHING = auto()
    """Any, or no return at all."""
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class ReturnedType:
    """The answer to the questions about what is returned."""

    kind: Returned
    type: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class ReturnsDeclared(Question[ReturnedType]):
    """What does the return annotation of this function promise?"""

    function: Function


@dataclass(frozen=True, eq=False, slots=True)
class Returns(Question[ReturnedType]):
    """What does this return statement of `function` certainly return?"""

    function: Function
    statement: ast.Return


@dataclass(frozen=True, eq=False, slots=True)
class ReturnsInstanceOf(Question["str | None"]):
    """Of which of these classes, first one first, does this statement return an instance?"""

    function: Function
    statement: ast.Return
    classes: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class ReturnFits(Question[Fit]):
    """Does what this statement returns fit the return annotation of `function`?"""

    function: Function
    statement: ast.Return


@dataclass(frozen=True, eq=False, slots=True)
class InstanceOf(Question["str | None"]):
    """Of which of these classes, first one first, is this object an instance?

    An object whose class redefines one of the methods in `inheriting` counts as none.
    """

    expression: Expression
    classes: tuple[str, ...]
    inheriting: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class SubclassOf(Question["str | None"]):
    """Of which of these classes, first one first, is this class a subclass?

    A class that redefines one of the methods in `inheriting` counts as none of them.
    """

    expression: Expression
    classes: tuple[str, ...]
    inheriting: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class IntegerValue(Question["int | None"]):
    """Which integer is this always: a literal, a constant, an enum member?"""

    expression: Expression


class Lack(Enum):
    """Why a value can never satisfy a model."""

    FIELD = auto()
    """A required field cannot be read from it."""
    SHAPE = auto()
    """It is another kind of value: a list for an object, an object for a list, a number for text."""
    NONE = auto()
    """It may be None."""
    EXTRA = auto()
    """A mapping has a key that the model forbids."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that keeps a value from satisfying a model.

    `path` leads to it through fields, with `[]` for the items of a container. The types are written
    as a user writes them: of a missing field, `given` is the object that lacks it.
    """

    lack: Lack
    path: tuple[str, ...]
    given: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The answer to `Satisfies`: what is returned, and why that never satisfies the model."""

    misfits: tuple[Misfit, ...] = ()
    returned: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Satisfies(Question[Satisfaction]):
    """Can what `function` is declared to return ever satisfy `model`, read from its attributes?"""

    function: Function
    model: Expression


@dataclass(frozen=True, eq=False, slots=True)
class ReturnSatisfies(Question[Satisfaction]):
    """Can what this statement of `function` returns ever satisfy `model`?"""

    function: Function
    statement: ast.Return
    model: Expression


@dataclass(frozen=True, eq=False, slots=True)
class ProjectMentions(Question[bool]):
    """Does the source of the project around `module` have this word in it?

    For what cannot be seen from a module: the routers and applications that use it may say it. A
    judge that does not know the rest of the project answers yes.
    """

    module: Module
    word: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to `Refuses`: the part that pydantic refuses, and all of it, as users write them."""

    part: str
    whole: str
    is_response: bool = False
    """Whether the part is a class of responses that stands in a union."""


@dataclass(frozen=True, eq=False, slots=True)
class Refuses(Question["Refusal | None"]):
    """Which part of this type can pydantic certainly not make a field of?

    A return annotation may be a class of responses. `without_responses` leaves those out of a union
    as well, as the scoped routers do.
    """

    type: Expression
    is_annotation: bool = False
    without_responses: bool = False
