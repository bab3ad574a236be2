"""What an engine has to offer to the rules, and how the rules are run on it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from scoped_fastapi_check.analysis.counting import counts_in
from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.analysis.questions import Together, WhereNamesLead
from scoped_fastapi_check.application.known import known_view
from scoped_fastapi_check.diagnostics.codes import PARENT
from scoped_fastapi_check.diagnostics.crash_note import Failure
from scoped_fastapi_check.model.calls import Calls
from scoped_fastapi_check.model.declarations import Declaration, declaration
from scoped_fastapi_check.model.dependencies import DependencySite, Marker, dependency_sites
from scoped_fastapi_check.model.graph import parameter_marker
from scoped_fastapi_check.model.module import Parameter
from scoped_fastapi_check.model.routes import Registration, registrations

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check, Question
    from scoped_fastapi_check.diagnostics.codes import Code
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.model.route_facts import ModuleView

ResultT = TypeVar("ResultT")
FoundT = TypeVar("FoundT")
_NEWEST: Final = (sys.maxsize,)


def version_numbers(text: str) -> tuple[int, ...]:
    """The numbers that a version begins with: (0, 115, 12) for "0.115.12"."""
    found = re.match(r"\d+(?:\.\d+)*", text)
    return _NEWEST if found is None else tuple(map(int, found[0].split(".")))


class Engine(Protocol):
    """Answers the questions that types decide."""

    @property
    def names(self) -> Names:
        """Where names are defined."""
        ...

    def answer(self, question: Question[Any]) -> Any:
        """The answer, of the type that the question is generic in."""
        ...


@dataclass(frozen=True)
class Context:
    """What a rule is given to check one module; what several rules look through is found once."""

    module: Module
    names: Names
    report: Callable[[Diagnostic], None]
    blocking: tuple[str, ...] = ()
    """Full names of classes and functions that block, which a user has added."""
    _declarations: dict[Parameter, Declaration] = field(
        default_factory=dict["Parameter", "Declaration"], init=False
    )
    _markers: dict[Parameter, Marker | None] = field(
        default_factory=dict["Parameter", "Marker | None"], init=False
    )

    _found: dict[Callable[[Context], Any], Any] = field(
        default_factory=dict["Callable[[Context], Any]", Any], init=False
    )

    def once(self, find: Callable[[Context], FoundT]) -> FoundT:
        """What a function finds in the module, which is looked for once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: FoundT = self._found[find]
        return found

    def declaration(self, parameter: Parameter) -> Declaration:
        """What FastAPI reads from a parameter, also of a function in another module."""
        if parameter not in self._declarations:
            self._declarations[parameter] = declaration(parameter, self.names)
        return self._declarations[parameter]

    def marker(self, parameter: Parameter) -> Marker | None:
        """The `Depends` that the declaration of a parameter leads to, if it leads to one."""
        if parameter not in self._markers:
            self._markers[parameter] = parameter_marker(parameter, self.names)
        return self._markers[parameter]

    @cached_property
    def fastapi(self) -> tuple[int, ...]:
        """The version of FastAPI that the application runs with; the newest where none is found."""
        text = self.names.constant_text("fastapi.__version__")
        return _NEWEST if text is None else version_numbers(text)

    @cached_property
    def calls(self) -> Calls:
        """The calls of the module, sorted by what is looked for."""
        return Calls(self.module, self.names)

    @cached_property
    def registrations(self) -> list[Registration]:
        """Every call in the module that looks like the registration of a route."""
        return list(registrations(self.module, self.names, self.application))

    @cached_property
    def application(self) -> ModuleView:
        """What the application map knows of the module."""
        return known_view(self.module, self.names)

    @cached_property
    def dependency_sites(self) -> list[DependencySite]:
        """Every place in the module that asks for a dependency, each once."""
        return list(dependency_sites(self.module, self.names))


@dataclass(frozen=True, slots=True)
class Rule:
    """One error code, and the function that looks for it."""

    code: Code
    check: Callable[[Context], Iterator[Check]]
    of_dependencies: bool = False
    """Whether it finds what is wrong in dependencies of modules that know nothing of FastAPI."""


@dataclass(slots=True)
class Outcome:
    """What the rules have found in a module, and which of them broke down, each once."""

    module: Module
    counts: Counts = field(default_factory=Counts)
    """How much there was to check, if it was counted."""
    failures: list[Failure] = field(default_factory=list[Failure])
    _found: list[Diagnostic] = field(default_factory=list["Diagnostic"])

    def report(self, finding: Diagnostic) -> None:
        """Note what a rule has found."""
        self._found.append(finding)

    def fail(self, rule: Rule, error: Exception) -> None:
        """Note that a rule broke down, which is a bug of ours: the user's run goes on."""
        if all(failure.code is not rule.code for failure in self.failures):
            self.failures.append(Failure.of(rule.code, error, self.module))

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found, in the order of the source; the same of one line is said once."""
        order = attrgetter("line", "column", "code_name", "message")
        first: dict[tuple[int, Code | None, str], Diagnostic] = {}
        for finding in sorted(self._found, key=order):
            first.setdefault((finding.line, finding.code, finding.message), finding)
        return list(first.values())

    def keep(self, findings: Iterable[Diagnostic]) -> None:
        """Leave nothing but these of what was found."""
        self._found = list(findings)


def run_rules(
    module: Module,
    rules: Iterable[Rule],
    engine: Engine,
    blocking: tuple[str, ...] = (),
    *,
    counts: bool = False,
) -> Outcome:
    """What `rules` find in `module`, with an engine that answers at once."""
    outcome = Outcome(module)
    context = Context(module, engine.names, outcome.report, blocking)
    counting = [(COUNTING, count(context, outcome))] if counts else []
    for rule, check in chain(checks_of(context, rules, outcome), counting):
        try:
            run_check(check, engine)
        except Exception as error:  # Whatever it is, the user's run goes on.
            outcome.fail(rule, error)
    return outcome


def checks_of(
    context: Context, rules: Iterable[Rule], outcome: Outcome
) -> Iterator[tuple[Rule, Check]]:
    """All checks of a module; those of a rule that breaks down as far as it gets."""
    for rule in rules:
        try:
            for check in rule.check(context):
                yield rule, check
        except Exception as error:  # As above.
            outcome.fail(rule, error)


def count(context: Context, outcome: Outcome) -> Check:
    """Count what there is to check in a module."""
    functions = context.module.functions
    parameters = [parameter for function in functions for parameter in function.parameters]
    markers = map(context.marker, parameters)
    outcome.counts = yield from counts_in(context.registrations, markers, context.dependency_sites)


COUNTING: Final = Rule(PARENT, lambda _: iter(()))
"""Whose failure it is where that cannot be counted."""


def run_check(check: Generator[Question[Any], Any, ResultT], engine: Engine) -> ResultT:
    """Run one check to its end, with a engine that answers at once."""
    try:
        question = next(check)
        while True:
            question = check.send(_answer(question, engine))
    except StopIteration as stop:
        result: ResultT = stop.value
        return result


def _answer(question: Question[Any], engine: Engine) -> Any:
    """The answer of a engine; what asks for no types needs none."""
    match question:
        case Together():
            return [_answer(each, engine) for each in question.questions]
        case WhereNamesLead():
            return engine.names
        case _:
            return engine.answer(question)
