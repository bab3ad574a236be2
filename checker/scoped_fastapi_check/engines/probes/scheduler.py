"""Runs the rules of all modules side by side, and puts their probes to a checker pass by pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from scoped_fastapi_check.engines.probes.answers import Answers
from scoped_fastapi_check.engines.probes.deduplication import Sharing
from scoped_fastapi_check.engines.probes.probes import BROKEN, Lines, Probe, Probes, Steps
from scoped_fastapi_check.engines.probes.source_types import TypeReader
from scoped_fastapi_check.rules.base import (
    COUNTING,
    Context,
    Outcome,
    Rule,
    checks_of,
    count,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check, Question
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.project.text_search import Mentions

# An end to questions that lead to questions.
_MAX_ROUNDS = 60


class Oracle(Protocol):
    """Who knows what a checker says about lines."""

    def pause(self) -> None:
        """Called now and then: raises what is to end all checks."""
        ...

    def expected(self, modules: Iterable[Module]) -> Callable[[], Mapping[Probe, Lines]]:
        """Begin to ask what these modules will ask, as far as that is known; then wait for it."""
        ...

    def answers(self, probes: Mapping[Module, Sequence[Probe]]) -> Mapping[Probe, Lines]:
        """What the checker says about each line of each probe."""
        ...


@dataclass(slots=True)
class _Task:
    """One check, driven until it waits for the answers to some probes."""

    rule: Rule
    outcome: Outcome
    steps: Steps[None]
    waiting: Probe | Probes | None = None


class Scheduler:
    """The rules of several modules under way."""

    def __init__(
        self,
        names: SourceNames,
        prelude: Prelude,
        mentions: Mentions,
        oracle: Oracle,
        blocking: tuple[str, ...] = (),
    ) -> None:
        self._blocking = blocking
        self._names = names
        self._prelude = prelude
        self._mentions = mentions
        self._reader = TypeReader(names)
        self._answers: dict[Module, Answers] = {}
        self._oracle = oracle
        self._known: dict[Probe, Lines] = {}
        self._sharing = Sharing()
        self.asked: dict[Module, dict[Probe, None]] = defaultdict(dict)
        """All that the checks had to know, by the modules that it was to be found out in."""

    def run(
        self, modules: Iterable[Module], rules: Callable[[Module], Iterable[Rule]]
    ) -> dict[Module, Outcome]:
        """What the rules of each of the modules find in it."""
        outcomes = {module: Outcome(module) for module in modules}
        expected = self._oracle.expected(outcomes)
        tasks = [task for outcome in outcomes.values() for task in self._waiting(outcome, rules)]
        self._known |= expected()
        tasks = [task for task in tasks if self._advance(task)]
        for _ in range(_MAX_ROUNDS):
            if not tasks:
                break
            self._oracle.pause()
            self._ask(tasks)
            tasks = [task for task in tasks if self._advance(task)]
        for task in tasks:
            task.outcome.fail(task.rule, RecursionError("its questions lead nowhere"))
        return outcomes

    def _waiting(
        self, outcome: Outcome, rules: Callable[[Module], Iterable[Rule]]
    ) -> Iterator[_Task]:
        """The checks of one module that wait for the answer to a probe."""
        self._oracle.pause()
        context = Context(outcome.module, self._names, outcome.report, self._blocking)
        wanted = list(rules(outcome.module))
        checks = checks_of(context, wanted, outcome)
        if not all(rule.of_dependencies for rule in wanted):
            checks = chain(checks, [(COUNTING, count(context, outcome))])
        for rule, check in checks:
            try:
                question = next(check, None)
            except Exception as error:  # Whatever it is, the user's run goes on.
                outcome.fail(rule, error)
                continue
            # Most checks end without a question.
            if question is not None:
                steps = self._steps(check, question, self._answers_for(outcome.module))
                task = _Task(rule, outcome, steps)
                if self._advance(task):
                    yield task

    def _advance(self, task: _Task) -> bool:
        """Let a check go on as far as the answers are known; tell whether it waits for one."""
        try:
            while task.waiting is None or self._is_known(task.waiting):
                if task.waiting is None:
                    wanted = next(task.steps)
                else:
                    wanted = task.steps.send(self._answer(task.waiting))
                task.waiting = self._shared(wanted)
        except StopIteration:
            return False
        except Exception as error:  # As above.
            task.outcome.fail(task.rule, error)
            return False
        return True

    def _is_known(self, waiting: Probe | Probes) -> bool:
        return all(probe in self._known for probe in _each(waiting))

    def _answer(self, waiting: Probe | Probes) -> Any:
        return self._known[waiting] if isinstance(waiting, Probe) else waiting.answer(self._known)

    def _shared(self, wanted: Probe | Probes) -> Probe | Probes:
        """What is put in the place of some probes, of which a note is taken."""
        if isinstance(wanted, Probes):
            return Probes(tuple(map(self._shared, wanted.parts)))
        probe = self._sharing.of(wanted)
        self.asked[probe.place.module][probe] = None
        return probe

    def _steps(self, check: Check, question: Question[Any], answers: Answers) -> Steps[None]:
        """A check whose questions, from this one on, are answered by probes."""
        try:
            while True:
                answer = yield from answers.answer(question)
                question = check.send(answer)
        except StopIteration:
            return

    def _answers_for(self, module: Module) -> Answers:
        if module not in self._answers:
            self._answers[module] = Answers(
                self._names, self._prelude, self._mentions, self._reader
            )
        return self._answers[module]

    def _ask(self, tasks: Iterable[_Task]) -> None:
        wanted: dict[Module, dict[Probe, None]] = defaultdict(dict)
        waiting = (task.waiting for task in tasks if task.waiting is not None)
        for probe in (probe for each in waiting for probe in _each(each)):
            if probe in self._known:
                continue
            if probe.place.module.text is None:
                # Of a library no more is read than the names at its top.
                self._known[probe] = (BROKEN,) * len(probe.lines)
            else:
                wanted[probe.place.module][probe] = None
        if wanted:
            self._known |= self._oracle.answers(
                {module: list(probes) for module, probes in wanted.items()}
            )


def _each(waiting: Probe | Probes) -> Iterable[Probe]:
    return (waiting,) if isinstance(waiting, Probe) else waiting.all()
