"""What an engine can look up, and how rules and analysis ask for it.

A rule is a generator: it yields a question and is sent the answer. One engine answers at once,
another first collects the questions of all rules and puts them to a type checker in one run; who
asks does not notice. Questions that do not depend on each other are asked with `gather`, so that they
share a run. An engine that cannot know says so in its answer.

Nothing here is a conclusion. What follows from the answers (what a dependency provides, what is
returned, which number a constant is) is drawn in the other modules of this package, once for all
engines.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from scoped_fastapi_check.analysis.interleaving import side_by_side
from scoped_fastapi_check.analysis.types import TypeView
from scoped_fastapi_check.model.module import Alias, Expression, Field, Function, Parameter

if TYPE_CHECKING:
    import ast

    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names

AnswerT = TypeVar("AnswerT")
OtherT = TypeVar("OtherT")


class Question(Generic[AnswerT]):
    """A question whose answer is an `AnswerT`."""


# A check in progress: it yields questions, is sent answers and returns nothing.
Check = Generator[Question[Any], Any, None]
# Something that is found out by asking.
Steps = Generator[Question[Any], Any, AnswerT]


def ask(question: Question[AnswerT]) -> Steps[AnswerT]:
    """Put one question: `answer = yield from ask(question)`."""
    answer: AnswerT = yield question
    return answer


@dataclass(frozen=True, eq=False, slots=True)
class Together(Question[Sequence[Any]]):
    """Several questions at once; the answer is that of each."""

    questions: tuple[Question[Any], ...]


def gather(*steps: Steps[AnswerT]) -> Steps[list[AnswerT]]:
    """Find out several things side by side: what all of them ask next is asked at once."""
    return side_by_side(steps, Together)


def both(one: Steps[AnswerT], other: Steps[OtherT]) -> Steps[tuple[AnswerT, OtherT]]:
    """Find out two things of different kinds side by side."""
    steps: list[Steps[Any]] = [one, other]
    first, second = yield from gather(*steps)
    return first, second


# What has a type


@dataclass(frozen=True, eq=False, slots=True)
class ReturnedValue:
    """What a return statement of a function gives."""

    function: Function
    statement: ast.Return


class Way(Enum):
    """What is taken of what a call returns."""

    RESULT = auto()
    """All of it."""
    AWAITED = auto()
    """What it is awaited for; all of it, if it cannot be awaited."""
    YIELDED = auto()
    """What it iterates over; all of it, if it does not."""
    UNWRAPPED = auto()
    """What it is awaited for or iterates over, each member of a union by itself."""


@dataclass(frozen=True, eq=False, slots=True)
class Result:
    """What calling something gives; `function` is what is called, where the source shows it."""

    called: Expression
    way: Way = Way.RESULT
    function: Function | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Present:
    """A value where it is not None."""

    value: Value


@dataclass(frozen=True, eq=False, slots=True)
class NoneValue:
    """None itself."""


@dataclass(frozen=True, eq=False, slots=True)
class BuiltIn:
    """An object of a class of Python's, with anything in it; `written` is where the source shows it."""

    fullname: str
    written: Expression


Value = Expression | ReturnedValue | Result | Present | NoneValue | BuiltIn
"""What an engine can find the type of: an expression, or what comes of one."""

Declaration = Parameter | Alias | Field | Function
"""What declares a type: a function, the one that it returns."""


# Questions


@dataclass(frozen=True, eq=False, slots=True)
class TypeOf(Question[TypeView]):
    """What is the type of a value, or the one that something declares?

    Where a value is compared with another one, or with what something declares, `seen_from` is that:
    an engine may look at both from one place.
    """

    of: Value | Declaration
    seen_from: Value | Declaration | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """The answer to `Assignable`: None where the engine cannot know.

    Of what does not fit, `given` and `wanted` are the types in the words of the engine, if it has
    better ones than those of each type alone, and `reason` is what a checker says about it.
    """

    fits: bool | None
    given: str = ""
    wanted: str = ""
    reason: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Assignable(Question[Assigned]):
    """Does each value of one type fit another type?

    Containers are compared by what they hold: what matters is which objects arrive. Of a callable with
    overloads it is enough that one of them fits.
    """

    value: Value
    wanted: Value | Declaration


class Left(Enum):
    """What may be left of a type that is narrowed to another one: the answer to `Overlaps`."""

    NOTHING = auto()
    SOMETHING_NARROWER = auto()
    """Something of which the type only says less: of a base class, of a protocol."""
    MEMBER = auto()
    """One of several members of the type, as it is."""
    UNKNOWN = auto()


@dataclass(frozen=True, eq=False, slots=True)
class Overlaps(Question[Left]):
    """What is left of the values of one type, if only those count that are of the other one, too?

    The other type may be a class, by its full name.
    """

    value: Value | Declaration
    wanted: Value | Declaration | str


@dataclass(frozen=True, slots=True)
class Callability:
    """The answer to `CanBeCalled`: None where the engine cannot know; `shown` is the type."""

    answer: bool | None
    shown: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class CanBeCalled(Question[Callability]):
    """Can a value be called? One that may be None counts as what else it may be."""

    value: Value


@dataclass(frozen=True, eq=False, slots=True)
class InstanceOf(Question["str | None"]):
    """Of which of these classes, first one first, is a value an instance?

    An object whose class redefines one of the methods in `inheriting` counts as none. A None among
    others does not count; of several others, the last class is the answer.
    """

    value: Value | Declaration
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
class ProjectMentions(Question[bool]):
    """Does the source of the project around `module` have this word in it?

    For what cannot be seen from a module: the routers and applications that use it may say it. An
    engine that does not know the rest of the project answers yes. With `elsewhere`, the module itself
    does not count.
    """

    module: Module
    word: str
    elsewhere: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class OneFileMentions(Question[bool]):
    """Does one file of the project have all of these words in it, in whatever folder beside that of `module`?

    Without an `__init__.py` the folders beside may be those of other programs, so that a word alone says
    nothing there. An engine that does not know the rest of the project answers yes.
    """

    module: Module
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class ProjectGives(Question[bool]):
    """May the project around `module` give objects of a class an attribute that the class does not show?

    It sets it on them in a function, or on the class; or, but for objects that are `exact`ly of the class,
    derives a class from it that has the attribute. Names decide. An engine that does not know the rest
    of the project answers yes.
    """

    module: Module
    cls: str
    attribute: str
    home: str = ""
    """The file of the class, if it is known: another one may have a class of that name, too."""
    is_exact: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class WhereNamesLead(Question["Names"]):
    """Where are names defined? An engine has this at hand, so that nothing has to be handed it."""


def the_names() -> Steps[Names]:
    """Where names are defined: `names = yield from the_names()`."""
    return ask(WhereNamesLead())


# Still conclusions: what response models take


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
    TAG = auto()
    """A mapping lacks the key that tells which model of a union is meant."""
    LIMIT = auto()
    """It is written out, and beyond the limits of its field."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that keeps a value from satisfying a model.

    `path` leads to it through fields, with `[]` for the items of a container. The types are written
    as a user writes them: of a missing field, `given` is the object that lacks it, `is_exact` if it is
    of that class and of none that derives from it.
    """

    lack: Lack
    path: tuple[str, ...]
    given: str
    wanted: str = ""
    is_exact: bool = False
    home: str = ""
    """The file of the class that lacks a field."""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The answer to `Satisfies`: what is returned, and why that never satisfies the model."""

    mismatches: tuple[Mismatch, ...] = ()
    returned: str = ""
    is_certain: bool = False
    """Whether what is returned is known and does satisfy the model; asked of return statements."""


@dataclass(frozen=True, eq=False, slots=True)
class Satisfies(Question[Satisfaction]):
    """Can what `function` is declared to return ever satisfy `model`, read from its attributes?"""

    function: Function
    model: Expression


@dataclass(frozen=True, eq=False, slots=True)
class ReturnSatisfies(Question[Satisfaction]):
    """Can what this statement of `function` returns ever satisfy `model`?

    With `has_constants`, lists and dictionaries of the module are what is written out there.
    """

    function: Function
    statement: ast.Return
    model: Expression
    has_constants: bool = False


@dataclass(frozen=True, slots=True)
class UnsupportedType:
    """The answer to `Unsupported`: the part that pydantic refuses, and all of it, as users write them."""

    part: str
    whole: str
    is_response: bool = False
    """Whether the part is a class of responses that stands in a union."""


@dataclass(frozen=True, eq=False, slots=True)
class Unsupported(Question["UnsupportedType | None"]):
    """Which part of this type can pydantic certainly not make a field of?

    A return annotation may be a class of responses. `without_responses` leaves those out of a union
    as well, as the scoped routers do.
    """

    type: Expression
    is_annotation: bool = False
    without_responses: bool = False
