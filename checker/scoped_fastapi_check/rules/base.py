"""What a judge has to offer to the rules, and how the rules are run on it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from scoped_fastapi_check.analysis.questions import Together, WhereNamesLead
from scoped_fastapi_check.application.known import known_view
from scoped_fastapi_check.diagnostics.crash_note import Failure
from scoped_fastapi_check.model.calls import Calls
from scoped_fastapi_check.model.declarations import Declaration, declaration
from scoped_fastapi_check.model.dependencies import DependencySite, Marker, dependency_sites
from scoped_fastapi_check.model.graph import parameter_marker
from scoped_fastapi_check.model.routes import Registration, registrations

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check, Question
    from scoped_fastapi_check.application.views import ModuleView
    from scoped_fastapi_check.diagnostics.codes import Code
    from scoped_fastapi_check.diagnostics.finding import Finding
    from scoped_fastapi_check.model.module import Expression, Function, Module, Parameter, Scope

ResultT = TypeVar("ResultT")


class Names(Protocol):
    """Where names are defined. These questions are about the text alone and answered at once."""

    def fullname(self, expression: Expression) -> str | None:
        """The fully qualified name of what a name or an attribute of a module refers to."""
        ...

    def value(self, expression: Expression) -> Expression | None:
        """The one value that is assigned to a name, in whichever module that happens."""
        ...

    def is_variable(self, expression: Expression) -> bool:
        """Whether a name is that of a variable or of an alias whose value might be seen."""
        ...

    def function(self, expression: Expression) -> Function | None:
        """The function definition that a name refers to, in whichever module it stands."""
        ...

    def reaches(self, expression: Expression, packages: tuple[str, ...]) -> bool:
        """Whether the module that defines what a name refers to has names of these packages.

        Where it has none, its source need not be read.
        """
        ...

    def is_class(self, expression: Expression) -> bool:
        """Whether a name refers to a class; nothing of its module is read for that."""
        ...

    def is_declared(self, expression: Expression) -> bool:
        """Whether a name is that of a variable whose type is declared beside its value."""
        ...

    def is_rebound(self, expression: Expression) -> bool:
        """Whether a name is bound to more than one value."""
        ...

    def exists(self, fullname: str) -> bool:
        """Whether a module that the project imports has this name."""
        ...

    def class_scope(self, expression: Expression) -> Scope | None:
        """The body of the class that a name refers to, in whichever module it stands."""
        ...


class Judge(Protocol):
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
    report: Callable[[Finding], None]
    blocking: tuple[str, ...] = ()
    """Full names of classes and functions that block, which a user has added."""
    _declarations: dict[Parameter, Declaration] = field(
        default_factory=dict["Parameter", "Declaration"], init=False
    )
    _markers: dict[Parameter, Marker | None] = field(
        default_factory=dict["Parameter", "Marker | None"], init=False
    )

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


@dataclass(slots=True)
class Outcome:
    """What the rules have found in a module, and which of them broke down."""

    findings: list[Finding] = field(default_factory=list["Finding"])
    failures: list[Failure] = field(default_factory=list[Failure])


def run_rules(module: Module, rules: Iterable[Rule], judge: Judge) -> Outcome:
    """What `rules` find in `module`, in the order of the source, each finding once.

    Where a rule breaks down at one place it goes on with the next, and fails once.
    """
    outcome = Outcome()
    found: set[Finding] = set()
    context = Context(module, judge.names, found.add)
    for rule in rules:
        errors = list(_errors_of(rule, context, judge))
        outcome.failures += [Failure.of(rule, error, module) for error in errors[:1]]
    order = attrgetter("line", "column", "code_name", "message")
    outcome.findings = sorted(found, key=order)
    return outcome


def _errors_of(rule: Rule, context: Context, judge: Judge) -> Iterator[Exception]:
    """Run a rule over a module; what is raised comes out, because the user's run must go on."""
    checks = rule.check(context)
    while True:
        try:
            check = next(checks, None)
            if check is None:
                return
            run_check(check, judge)
        except Exception as error:
            yield error


def run_check(check: Generator[Question[Any], Any, ResultT], judge: Judge) -> ResultT:
    """Run one check to its end, with a judge that answers at once."""
    try:
        question = next(check)
        while True:
            question = check.send(_answer(question, judge))
    except StopIteration as stop:
        result: ResultT = stop.value
        return result


def _answer(question: Question[Any], judge: Judge) -> Any:
    """The answer of a judge; what asks for no types needs none."""
    match question:
        case Together():
            return [_answer(each, judge) for each in question.questions]
        case WhereNamesLead():
            return judge.names
        case _:
            return judge.answer(question)
