"""Whether one type fits another, and what may be left of it, asked of a checker line by line."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    Assignable,
    Assigned,
    Declaration,
    Left,
    Overlaps,
    Present,
    Result,
    Value,
    Way,
)
from scoped_fastapi_check.engines.probes.annotations import are_the_same, declared
from scoped_fastapi_check.engines.probes.probes import (
    Line,
    Place,
    Steps,
    is_function,
    members,
    put,
    put_both,
    put_together,
    real_members,
    text_of,
)
from scoped_fastapi_check.engines.probes.values import Text, Values, called_texts, cast_to
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a checker shows of a type that it knows nothing of, or that is none.
UNTOLD: Final = frozenset({"", "Never", "NoReturn", "Unknown", "Any"})
# More type arguments inside of each other than these nobody compares.
_MAX_DEPTH: Final = 4
_UNKNOWN: Final = Assigned(None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The type that another one is compared with: `given` is an expression that has it.

    `annotation` is what is written for it, if anything is.
    """

    given: Text
    annotation: Expression | None = None

    @property
    def text(self) -> str | None:
        """What is written for the type."""
        return None if self.annotation is None else text_of(self.annotation.node)

    def part(self, node: ast.expr) -> Wanted:
        """A type argument of the type."""
        assert self.annotation is not None
        return Wanted(Text(cast_to(node)), self.annotation.sibling(node))


@dataclass(frozen=True, slots=True)
class Assignability:
    """Answers `Assignable` and `Overlaps`."""

    values: Values

    def assignable(self, question: Assignable) -> Steps[Assigned]:
        """Whether each value of a type fits another one."""
        if self._means_another_there(question):
            return _UNKNOWN
        if self._is_declared_alike(question):
            return Assigned(fits=True)
        place = self.values.place(question.value, question.wanted)
        given = self.values.texts(question.value, place)
        wanted = self._wanted(question.wanted, place)
        pairs = [(one, other) for other in wanted for one in given]
        if not pairs:
            return _UNKNOWN
        assigned = yield from put_together(
            *(self._assigned(one, other, place) for one, other in pairs)
        )
        if any(found.fits for found in assigned):
            return Assigned(fits=True)
        if any(found.fits is None for found in assigned):
            return _UNKNOWN
        called = question.value
        if isinstance(called, Result) and (
            yield from self._has_fitting_call(called, given[0], wanted, place)
        ):
            return Assigned(fits=True)
        other = question.wanted
        if isinstance(other, Result) and (yield from self._is_among_calls(given, other, place)):
            return Assigned(fits=True)
        return assigned[0]

    def _means_another_there(self, question: Assignable) -> bool:
        """Whether a name may mean something else where the type is declared."""
        value = question.value.value if isinstance(question.value, Present) else question.value
        return (
            isinstance(value, Result)
            and isinstance(question.wanted, Declaration)
            and self.values.names.is_defined_again(value.called)
        )

    def _is_declared_alike(self, question: Assignable) -> bool:
        """Whether the source says the same of both: most dependencies give what is declared."""
        names = self.values.names
        wanted = declared(question.wanted, names)
        given = None if wanted is None else declared(question.value, names)
        return given is not None and wanted is not None and are_the_same(given, wanted, names)

    def overlaps(self, question: Overlaps) -> Steps[Left]:
        """What is left of a type that is narrowed to another one."""
        if isinstance(question.wanted, str):
            place = self.values.place(question.value)
            module, _, name = question.wanted.rpartition(".")
            written = f"{self.values.prelude.module(module)}.{name}"
            wanted = [Wanted(Text(f"_sf_t.cast({written}, None)"))]
        else:
            place = self.values.place(question.value, question.wanted)
            wanted = self._wanted(question.wanted, place)
        given = self.values.texts(question.value, place)
        lefts = [self._left(one, other, place, 0) for other in wanted for one in given]
        found, joined = yield from put_both(
            put_together(*lefts), self._joined(question.value, given, place)
        )
        if joined:
            lefts = [self._left(one, other, place, 0) for other in wanted for one in joined]
            found = yield from put_together(*lefts)
        return max(found, key=_MOST_LEFT.index, default=Left.UNKNOWN)

    def _joined(
        self, value: Value | Declaration, given: Sequence[Text], place: Place
    ) -> Steps[list[Text]]:
        """What is called, written as a call, where a checker joins several results to `object`."""
        if not isinstance(value, Result) or value.function is not None or not given:
            return []
        written = self.values.written(value.called, place)
        (shown,) = yield from put(place, f"_sf_reveal({given[0].text})")
        return called_texts(written) if written and shown.revealed == "object" else []

    def _wanted(self, wanted: Value | Declaration, place: Place) -> list[Wanted]:
        texts = self.values.texts(wanted, place)
        annotation = self.values.annotation(wanted) if isinstance(wanted, Declaration) else None
        return [Wanted(text, annotation) for text in texts]

    # What fits

    def _assigned(
        self, given: Text, wanted: Wanted, place: Place, depth: int = 0
    ) -> Steps[Assigned]:
        """Whether a value fits, with containers compared by what they hold."""
        *before, last = yield from _put(place, given, *_assignment(given, wanted))
        if last.is_broken or any(line.is_broken or line.refused is not None for line in before):
            return _UNKNOWN
        if last.refused is None:
            return Assigned(fits=True)
        parts = self._arguments(wanted)
        if parts and depth <= _MAX_DEPTH:
            held = yield from self._held(given, wanted, parts, place, depth)
            steps = [self._assigned(*pair, place, depth + 1) for pair in held]
            found = yield from put_together(*steps)
            if found and all(each.fits is not False for each in found):
                is_known = all(found[index].fits for index in range(len(found)))
                return Assigned(fits=True) if is_known else _UNKNOWN
        words = last.named or ("", "")
        return Assigned(fits=False, given=words[0], wanted=words[1], reason=last.refused or "")

    def _has_fitting_call(
        self, value: Result, given: Text, wanted: Sequence[Wanted], place: Place
    ) -> Steps[bool]:
        """Whether any overload gives what is wanted: a call alone shows the first one."""
        is_open = value.way is Way.UNWRAPPED or self.values.names.is_overloaded(value.called)
        called = self.values.written(value.called, place) if is_open else None
        if called is None:
            return False
        for each in wanted:
            line, shown = yield from put_both(
                self._may_give(called, each, place), put(place, f"_sf_reveal({given.text})")
            )
            if line:
                return True
            if shown[0].revealed == "object":
                texts = called_texts(called)
                steps = [self._assigned(text, each, place) for text in texts]
                found = yield from put_together(*steps)
                if any(assigned.fits is not False for assigned in found):
                    return True
        return False

    def _is_among_calls(self, given: Sequence[Text], wanted: Result, place: Place) -> Steps[bool]:
        """Whether any overload of what is wanted gives the same."""
        if not self.values.names.is_overloaded(wanted.called):
            return False
        called = self.values.written(wanted.called, place)
        if called is None:
            return False
        steps = [self._may_give(called, Wanted(text), place) for text in given]
        return any((yield from put_together(*steps)))

    def _may_give(self, called: str, wanted: Wanted, place: Place) -> Steps[bool]:
        """Whether a call, of whichever overload, gives what is wanted."""
        if wanted.text is None:
            *_, line = yield from put(
                place,
                *wanted.given.setup,
                f"_sf_v0 = {wanted.given.text}",
                f"_sf_of(_sf_v0).is_provided_by({called})",
            )
        else:
            result = f"_sf_t.Union[{wanted.text}, _sf_t.Awaitable[{wanted.text}]]"
            (line,) = yield from put(place, f"_sf_v0: _sf_t.Callable[..., {result}] = {called}")
        return line.refused is None and not line.is_broken

    # What is left

    def _left(self, given: Text, wanted: Wanted, place: Place, depth: int) -> Steps[Left]:
        parts = self._arguments(wanted) if depth <= _MAX_DEPTH else []
        held, (shown, _, _, narrowed, _, reverse, part, some, whole) = yield from put_both(
            self._held(given, wanted, parts, place, depth),
            _put(
                place,
                given,
                f"_sf_reveal({given.text})",
                *(f"_sf_v0 = {given.text}", f"_sf_v3 = {wanted.given.text}"),
                "if _sf_of(_sf_v3).narrows(_sf_v0): _sf_reveal(_sf_v0)",
                *(f"_sf_v4 = {given.text}", "_sf_of(_sf_v4).accepts(_sf_v3)"),
                "if _sf_of(_sf_v3).narrows(_sf_v0): _sf_of(_sf_v4).accepts(_sf_v0)",
                *("_sf_reveal(_sf_some(_sf_v3))", "_sf_of(_sf_v4).accepts(_sf_some(_sf_v3))"),
            ),
        )
        kind = shown.revealed or ""
        if depth and kind == "None":
            # `T | None` becomes None where nothing tells what the `T` of a type argument is.
            return Left.SOMETHING_NARROWER
        if kind in UNTOLD or "@" in kind:
            return Left.UNKNOWN
        if held:
            steps = [self._left_inside(*pair, place, depth + 1) for pair in held]
            found = yield from put_together(*steps)
            return Left.NOTHING if Left.NOTHING in found else Left.SOMETHING_NARROWER
        left = real_members(narrowed.revealed)
        # pyright leaves the class where a function was, though its objects cannot be called.
        is_callable = all(map(is_function, members(kind)))
        if is_callable and len(left) == 1 and part.refused is not None:
            return Left.NOTHING
        # ty makes up an intersection of a function or a protocol with what derives from it.
        is_told = re.fullmatch(r"(?!None$)[\w.\[\], |]+", some.revealed or "") is not None
        is_told = is_told and some.revealed not in UNTOLD
        if not left and is_told and whole.refused is None and not whole.is_broken:
            return Left.SOMETHING_NARROWER
        # What does not fit has to become narrower; mypy leaves one NewType where another was.
        if not left or (left == members(kind) and wanted.text and reverse.refused is not None):
            return Left.NOTHING
        is_member = all(member in members(kind) for member in left)
        return Left.MEMBER if is_member and len(members(kind)) > 1 else Left.SOMETHING_NARROWER

    def _left_inside(self, given: Text, wanted: Wanted, place: Place, depth: int) -> Steps[Left]:
        """That what a container holds may be None does not make the rest of it related."""
        present = given.without_none(depth)
        assigned, left = yield from put_both(
            put_together(
                *(self._assigned(each, wanted, place, depth) for each in (given, present))
            ),
            self._left(present, wanted, place, depth),
        )
        return Left.SOMETHING_NARROWER if any(each.fits for each in assigned) else left

    # What containers hold

    def _held(
        self, given: Text, wanted: Wanted, parts: Sequence[ast.expr], place: Place, depth: int
    ) -> Steps[list[tuple[Text, Wanted]]]:
        """What is held by a container, and what should be; nothing if it is of another class."""
        if wanted.annotation is None or not parts:
            return []
        annotation = self._plain(wanted.annotation)
        assert isinstance(annotation.node, ast.Subscript)
        head = text_of(annotation.node.value)
        given = given.bound(f"_sf_v8{depth}")
        anything = ", ".join("_sf_Any" for _ in parts)
        names = [f"_sf_v{depth}{index}" for index in range(len(parts))]
        taken = [
            f"def {name}(x: {head}[{arguments}]) -> _sf_T: raise TypeError"
            for name, arguments in zip(names, _one_by_one(len(parts)), strict=True)
        ]
        alike, *definitions = yield from _put(
            place, given, f"_sf_v1: {head}[{anything}] = {given.text}", *taken
        )
        # A type variable may not stand for everything.
        if alike.refused is not None or any(each.is_broken for each in (alike, *definitions)):
            return []
        return [
            (given.wrapped(name, definition), wanted.part(part))
            for name, definition, part in zip(names, taken, parts, strict=True)
        ]

    def _arguments(self, wanted: Wanted) -> list[ast.expr]:
        """The type arguments of what is wanted, if they are types."""
        if wanted.annotation is None:
            return []
        annotation = self._plain(wanted.annotation)
        node = annotation.node
        if not isinstance(node, ast.Subscript):
            return []
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        head = self.values.names.fullname(annotation.sibling(node.value))
        is_literal = head in fullnames.LITERAL
        return [] if is_literal or any(isinstance(part, ast.List) for part in parts) else parts

    def _plain(self, declared: Expression) -> Expression:
        """A type without its quotes, its `Annotated` and a None beside it."""
        declared = unquoted(declared)
        node = declared.node
        if isinstance(node, ast.Subscript):
            head = self.values.names.fullname(declared.sibling(node.value))
            if (
                head in fullnames.ANNOTATED
                and isinstance(node.slice, ast.Tuple)
                and node.slice.elts
            ):
                return self._plain(declared.sibling(node.slice.elts[0]))
            if head in fullnames.OPTIONAL:
                return self._plain(declared.sibling(node.slice))
        if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
            return self._plain(declared.sibling(node.left))
        return declared


def _one_by_one(number: int) -> list[str]:
    """Lists of type arguments, all but one of which are Any."""
    return [
        ", ".join("_sf_T" if each == index else "_sf_Any" for each in range(number))
        for index in range(number)
    ]


# From what leaves least.
_MOST_LEFT: Final = (Left.NOTHING, Left.MEMBER, Left.SOMETHING_NARROWER, Left.UNKNOWN)


def _assignment(given: Text, wanted: Wanted) -> Sequence[str]:
    """The lines that tell whether a value can be assigned where a type is wanted."""
    if wanted.text is not None:
        return f"_sf_v0 = {given.text}", f"_sf_v1: {wanted.text} = _sf_v0"
    bound = f"_sf_v0 = {given.text}", f"_sf_v1 = {wanted.given.text}"
    return *wanted.given.setup, *bound, "_sf_of(_sf_v1).accepts(_sf_v0)"


def _put(place: Place, value: Text, *lines: str) -> Steps[Sequence[Line]]:
    """Put lines below the definitions that a value needs."""
    answered = yield from put(place, *value.setup, *lines)
    return answered[len(value.setup) :]
