"""How each checker says that a type is refused, that an attribute is missing, what a type is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.prelude import CONTROL
from scoped_fastapi_check.engines.probes.probes import BROKEN, Line

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.instrumentation import Copy
    from scoped_fastapi_check.engines.probes.own_names import OwnNames
    from scoped_fastapi_check.engines.probes.probes import Lines, Probe


@dataclass(frozen=True, slots=True)
class CheckerDiagnostic:
    """What a checker says about one line of a text; lines count from 1."""

    line: int
    code: str
    message: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one checker.

    `heading` are comments at the top of a copy that make it report what is asked for, whatever the
    project is configured to hear of.
    """

    refusals: frozenset[str]
    attributes: frozenset[str]
    revealed: re.Pattern[str]
    refusal: re.Pattern[str] | None = None
    """The words of a refusal that has no code of its own."""
    unreachable: frozenset[str] = frozenset()
    """What it says where a line cannot be reached, which is no objection to what stands there."""
    calls: frozenset[str] = frozenset()
    """What it says about a call of the user's own, the type of which it knows all the same."""
    untold: frozenset[str] = frozenset()
    """What it says of a variable whose type nothing tells, as it is where an attribute is missing."""
    heading: str = ""
    is_qualified: bool = False
    """Whether names of classes are shown with their modules."""
    named: re.Pattern[str] | None = None
    """Where a refusal names the type that is given and the one that is wanted, as people read them."""


_MYPY_REVEALED: Final = re.compile(r'Revealed type is "(.*)"$', re.DOTALL)

MYPY: Final = Dialect(
    frozenset({"assignment", "arg-type", "call-overload", "type-var", "list-item", "dict-item"}),
    frozenset({"attr-defined", "union-attr"}),
    _MYPY_REVEALED,
    refusal=re.compile(r"^(?:List|Set|Dictionary) comprehension has incompatible type "),
    unreachable=frozenset({"unreachable"}),
    calls=frozenset({"call-arg", "func-returns-value"}),
    untold=frozenset({"var-annotated"}),
    is_qualified=True,
    named=re.compile(r'expression has type "(.+)", variable has type "(.+)"\)$'),
)
PYRIGHT: Final = Dialect(
    frozenset({"reportAssignmentType", "reportArgumentType", "reportCallIssue"}),
    frozenset({"reportAttributeAccessIssue", "reportOptionalMemberAccess"}),
    re.compile(r'Type of ".*" is "(.*)"$', re.DOTALL),
    # A probe may use a variable more than once.
    heading="# pyright: basic, reportRedeclaration=false",
)
TY: Final = Dialect(
    frozenset({"invalid-assignment", "invalid-argument-type", "no-matching-overload"}),
    frozenset(
        {
            *("missing-attribute", "unresolved-attribute"),
            *("possibly-missing-attribute", "missing-union-attribute"),
        }
    ),
    re.compile(r"Revealed type: `(.*)`$", re.DOTALL),
    calls=frozenset({"missing-argument", "unknown-argument", "too-many-positional-arguments"}),
)
PYREFLY: Final = Dialect(
    frozenset({"bad-assignment", "bad-argument-type", "no-matching-overload"}),
    frozenset({"missing-attribute"}),
    re.compile(r"revealed type: (.*)$", re.DOTALL),
    calls=frozenset({"missing-argument", "unexpected-keyword", "bad-argument-count"}),
)
DIALECTS: Final[Mapping[str, Dialect]] = {
    "ty": TY,
    "pyright": PYRIGHT,
    "basedpyright": PYRIGHT,
    "pyrefly": PYREFLY,
    "zuban": MYPY,
}
"""Those of the checkers that are asked through their language servers."""

# `app.models.User` is shown as `User`, `builtins.list[app.User]` as `list[User]`.
# A literal that is only known for now, `Literal[3]?`, is shown as its class.
_LITERAL: Final = re.compile(r"Literal\[(?P<value>[^\[\]]*)\]\?")
# A member of an enum, `Literal[app.Color.RED]?`, is shown as the enum.
_MEMBER: Final = re.compile(r"Literal\[(?:[^\[\]'\",]*\.)?(?P<enum>[^\W\d]\w*)\.[^\W\d]\w*\]\??")
# What is known of the attributes of an object: `APIRouter (_.routes: list[BaseRoute])`.
_FACETS: Final = re.compile(r" \(_[.\[].*\)$")
# The line of a class that is defined in a function: `User@12`.
_LINE: Final = re.compile(r"(?<=\w)@\d+")
# What a test has ruled out, `User & ~AlwaysFalsy`: what is left is a `User` all the same.
_RULED_OUT: Final = re.compile(r"(?<=[\w\])]) & ~\w+(?:\[[^\[\]]*\])?")
_IN_PARENTHESES: Final = re.compile(r"\((\w+(?:\[[^()]*\])?)\)(?! ->)")
_ACCEPTED: Final = Line()
# `TypedDict('app.Size', {'width': builtins.int})`, in which others may be.
_TYPED_DICT: Final = re.compile(r"TypedDict\((?P<quote>'?)(?P<name>[\w.]+)(?P=quote), \{[^{}]*\}\)")
_QUALIFIER: Final = re.compile(r"(?<![\w.])(?:\w+\.)+(?=\w)")


def is_heard(copy: Copy, diagnostics: Iterable[CheckerDiagnostic], dialect: Dialect) -> bool:
    """Whether a checker has found what there is to find in every copy."""
    said: dict[int, list[CheckerDiagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        said[diagnostic.line - copy.control].append(diagnostic)
    refused, shown, lacking = (
        _line(said[index], dialect, copy.own) for index in range(len(CONTROL))
    )
    return refused.refused is not None and shown.revealed == "int" and lacking.lacks_attribute


def read_answers(
    copy: Copy, diagnostics: Iterable[CheckerDiagnostic], dialect: Dialect
) -> Mapping[Probe, Lines]:
    """What a checker's words about a copy say about the lines of each of its probes."""
    by_line: dict[tuple[int, int], list[CheckerDiagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        if (place := copy.lines.get(diagnostic.line)) is not None:
            by_line[place].append(diagnostic)
    placed = {number for number, _ in copy.lines.values()}
    return {
        probe: tuple(
            _line(by_line.get((number, index), ()), dialect, copy.own)
            if number in placed
            else BROKEN
            for index in range(len(probe.lines))
        )
        for number, probe in enumerate(copy.probes)
    }


def _line(diagnostics: Sequence[CheckerDiagnostic], dialect: Dialect, own: OwnNames) -> Line:
    if not diagnostics:
        return _ACCEPTED
    refused: str | None = None
    named: tuple[str, str] | None = None
    revealed: str | None = None
    lacks = any(diagnostic.code in dialect.attributes for diagnostic in diagnostics)
    passed: set[str] = {*dialect.calls, *dialect.attributes}
    if lacks:
        passed |= dialect.untold
    is_broken, is_reached = False, True
    for diagnostic in diagnostics:
        message = own.read(diagnostic.message)
        if (found := dialect.revealed.search(message.strip())) is not None:
            revealed = _shown(found[1], dialect)
        elif diagnostic.code in dialect.refusals or (
            dialect.refusal is not None and dialect.refusal.search(message)
        ):
            refused = _first_line(message)
            if dialect.named is not None and (found := dialect.named.search(refused)):
                named = (found[1], found[2])
        elif diagnostic.code in dialect.unreachable:
            is_reached = False
        elif diagnostic.is_error and diagnostic.code not in passed:
            is_broken = True
    return Line(refused, revealed if is_reached else None, lacks, is_broken, named)


def _shown(text: str, dialect: Dialect) -> str:
    text = _FACETS.sub("", " ".join(text.split()))
    if " & ~" in text:
        text = _IN_PARENTHESES.sub(r"\1", _RULED_OUT.sub("", text))
    if not dialect.is_qualified:
        return text
    text = _MEMBER.sub(r"\g<enum>", _by_name(text))
    return _LITERAL.sub(_class_of_literal, _LINE.sub("", _QUALIFIER.sub("", text)))


def _by_name(text: str) -> str:
    """A type with the names of its TypedDicts alone."""
    while (shorter := _TYPED_DICT.sub(r"\g<name>", text)) != text:
        text = shorter
    return text


def _class_of_literal(found: re.Match[str]) -> str:
    value = found["value"]
    if value in {"True", "False"}:
        return "bool"
    return "str" if value[0] in "'\"" else "bytes" if value[0] == "b" else "int"


def _first_line(message: str) -> str:
    """The reason in one line: what follows are hints, or the same in more detail."""
    return message.strip().splitlines()[0].replace("\u00a0", " ").strip()
