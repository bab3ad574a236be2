"""Runs the rules of all modules side by side, and puts their probes to a checker round by round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

from scoped_fastapi_check.diagnostics.crash_note import Failure
from scoped_fastapi_check.engines.probes.answers import Answers
from scoped_fastapi_check.engines.probes.assignability import Fitting
from scoped_fastapi_check.engines.probes.deduplication import Sharing
from scoped_fastapi_check.engines.probes.probes import BROKEN, Lines, Probe
from scoped_fastapi_check.engines.probes.pydantic_answers import PydanticAnswers
from scoped_fastapi_check.engines.probes.source_types import TypeReader
from scoped_fastapi_check.model.routes import Registration, router_class
from scoped_fastapi_check.rules.base import Context, Outcome, Rule

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check, Question
    from scoped_fastapi_check.diagnostics.finding import Finding
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Vocabulary
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.project.text_search import Mentions

# An end to questions that lead to questions.
_MAX_ROUNDS = 60


class Oracle(Protocol):
    """Who knows what a checker says about lines."""

    def expected(self, modules: Iterable[Module]) -> Callable[[], Mapping[Probe, Lines]]:
        """Begin to ask what these modules will ask, as far as that is known; then wait for it."""
        ...

    def answers(self, probes: Mapping[Module, Sequence[Probe]]) -> Mapping[Probe, Lines]:
        """What the checker says about each line of each probe."""
        ...


@dataclass(slots=True)
class Judged:
    """What came out for one module."""

    outcome: Outcome = field(default_factory=Outcome)
    reasons: dict[Finding, str] = field(default_factory=dict["Finding", str])
    """What the checker itself says about a finding."""
    routes: int = 0

    def fail(self, failure: Failure) -> None:
        """Note that a rule broke down; once is enough."""
        if all(failure.rule is not known.rule for known in self.outcome.failures):
            self.outcome.failures.append(failure)


@dataclass(slots=True)
class _Task:
    """One check, driven until it waits for the answer to a probe."""

    rule: Rule
    module: Module
    judged: Judged
    steps: Generator[Probe, Lines, None]
    fitting: Fitting
    waiting: Probe | None = None


class Rounds:
    """The rules of several modules under way."""

    def __init__(
        self, names: SourceNames, vocabulary: Vocabulary, mentions: Mentions, oracle: Oracle
    ) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self._mentions = mentions
        self._reader = TypeReader(names)
        self._answers: dict[Module, Answers] = {}
        self._oracle = oracle
        self._known: dict[Probe, Lines] = {}
        self._sharing = Sharing()
        self.asked: dict[Module, dict[Probe, None]] = defaultdict(dict)
        """All that the checks had to know, by the modules that it was to be found out in."""
        self._current: _Task | None = None

    def run(self, modules: Iterable[Module], rules: Sequence[Rule]) -> dict[Module, Judged]:
        """What `rules` find in each of the modules."""
        judged = {module: Judged() for module in modules}
        expected = self._oracle.expected(judged)
        tasks = [task for module in judged for task in self._waiting(module, rules, judged[module])]
        self._known |= expected()
        tasks = [task for task in tasks if self._advance(task)]
        for _ in range(_MAX_ROUNDS):
            if not tasks:
                break
            self._ask(tasks)
            tasks = [task for task in tasks if self._advance(task)]
        for task in tasks:
            error = RecursionError("its questions lead nowhere")
            task.judged.fail(Failure(task.rule, error, 1))
        for found in judged.values():
            order = attrgetter("line", "column", "code_name", "message")
            found.outcome.findings = sorted(set(found.outcome.findings), key=order)
        return judged

    def _waiting(self, module: Module, rules: Sequence[Rule], judged: Judged) -> Iterator[_Task]:
        """The checks of one module that wait for the answer to a probe."""

        def report(finding: Finding) -> None:
            judged.outcome.findings.append(finding)
            if self._current is not None and (reason := self._current.fitting.reason):
                judged.reasons.setdefault(finding, reason)

        context = Context(module, self._names, report)
        for rule, check in _checks(context, rules, judged):
            try:
                question = next(check, None)
            except Exception as error:  # Whatever it is, the user's run goes on.
                judged.fail(Failure.of(rule, error, module))
                continue
            # Most checks end without a question.
            if question is not None:
                fitting = Fitting(self._names)
                steps = self._steps(check, question, self._answers_for(module), fitting)
                task = _Task(rule, module, judged, steps, fitting)
                if self._advance(task):
                    yield task

    def _advance(self, task: _Task) -> bool:
        """Let a check go on as far as the answers are known; tell whether it waits for one."""
        self._current = task
        try:
            while task.waiting is None or task.waiting in self._known:
                if task.waiting is None:
                    probe = next(task.steps)
                else:
                    probe = task.steps.send(self._known[task.waiting])
                task.waiting = self._sharing.of(probe)
                self.asked[probe.place.module][task.waiting] = None
        except StopIteration:
            return False
        except Exception as error:  # As above.
            task.judged.fail(Failure.of(task.rule, error, task.module))
            return False
        finally:
            self._current = None
        return True

    def _steps(
        self, check: Check, question: Question[Any], answers: Answers, fitting: Fitting
    ) -> Generator[Probe, Lines, None]:
        """A check whose questions, from this one on, are answered by probes."""
        try:
            while True:
                answer = yield from answers.answer(question, fitting)
                question = check.send(answer)
        except StopIteration:
            return

    def _answers_for(self, module: Module) -> Answers:
        if module not in self._answers:
            pydantic = PydanticAnswers(self._names, self._vocabulary, self._reader)
            self._answers[module] = Answers(self._names, self._vocabulary, self._mentions, pydantic)
        return self._answers[module]

    def _ask(self, tasks: Iterable[_Task]) -> None:
        wanted: dict[Module, dict[Probe, None]] = defaultdict(dict)
        for task in tasks:
            assert task.waiting is not None
            module = task.waiting.place.module
            if module.text is None:  # Of a library no more is read than the names at its top.
                self._known[task.waiting] = (BROKEN,) * len(task.waiting.lines)
            else:
                wanted[module][task.waiting] = None
        if wanted:
            self._known |= self._oracle.answers(
                {module: list(probes) for module, probes in wanted.items()}
            )


def _checks(
    context: Context, rules: Sequence[Rule], judged: Judged
) -> Iterator[tuple[Rule, Check]]:
    """All checks of a module; those of a rule as far as it gets."""
    for rule in rules:
        try:
            for check in rule.check(context):
                yield rule, check
        except Exception as error:  # As above.
            judged.fail(Failure.of(rule, error, context.module))
    for registration in context.registrations:
        yield rules[0], _count(registration, judged)


def _count(registration: Registration, judged: Judged) -> Check:
    """Count a registration if it is one of a route."""
    # Others count while this one waits: what was counted before must not be remembered.
    is_route = (yield from router_class(registration)) is not None
    judged.routes += is_route
