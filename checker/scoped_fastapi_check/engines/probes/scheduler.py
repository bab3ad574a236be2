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
# While the rules look at the rest of the modules, a checker that works beside us has begun with the first
# of so many portions. Each further one has it look again at what it knows, which takes its time.
_SMALLEST_PORTION = 10
_PORTIONS = 3


class Oracle(Protocol):
    """Who knows what a checker says about lines."""

    def pause(self) -> None:
        """Called now and then: raises what is to end all checks."""
        ...

    @property
    def works_meanwhile(self) -> bool:
        """Whether a checker answers while we do something else."""
        ...

    def expected(self, modules: Iterable[Module]) -> Callable[[], Mapping[Probe, Lines]] | None:
        """Begin to ask what these modules will ask, as far as that is known; then wait for it."""
        ...

    def begin(self, probes: Mapping[Module, Sequence[Probe]]) -> None:
        """Begin to ask about modules that nothing else is asked about before there are `answers`."""
        ...

    def answers(self, probes: Mapping[Module, Sequence[Probe]]) -> Mapping[Probe, Lines]:
        """What the checker says about each line of each probe, also of those that were begun with."""
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
        self._begun: set[Module] = set()
        """The modules that the checker is asked about already."""
        self.asked: dict[Module, dict[Probe, None]] = defaultdict(dict)
        """All that the checks had to know, by the modules that it was to be found out in."""

    def run(
        self, modules: Iterable[Module], rules: Callable[[Module], Iterable[Rule]]
    ) -> dict[Module, Outcome]:
        """What the rules of each of the modules find in it."""
        outcomes = {module: Outcome(module) for module in modules}
        expected = self._oracle.expected(outcomes)
        tasks = self._started(outcomes, rules, in_portions=expected is None)
        if expected is not None:
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

    def _started(
        self,
        outcomes: Mapping[Module, Outcome],
        rules: Callable[[Module], Iterable[Rule]],
        *,
        in_portions: bool,
    ) -> list[_Task]:
        """The checks that wait for the answer to a probe."""
        tasks: list[_Task] = []
        seen: set[Module] = set()
        portion = max(_SMALLEST_PORTION, len(outcomes) // _PORTIONS)
        is_asked_meanwhile = in_portions and self._oracle.works_meanwhile
        for number, (module, outcome) in enumerate(outcomes.items(), 1):
            tasks += self._waiting(outcome, rules)
            seen.add(module)
            if is_asked_meanwhile and number % portion == 0:
                wanted = self._wanted(tasks)
                begun = {each: wanted[each] for each in wanted if each in seen}
                self._oracle.begin(begun)
                self._begun.update(begun)
        return tasks

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
        wanted = self._wanted(tasks)
        if wanted or self._begun:
            self._known |= self._oracle.answers(wanted)
            self._begun.clear()

    def _wanted(self, tasks: Iterable[_Task]) -> dict[Module, list[Probe]]:
        """What is to be asked, but about modules that something is asked about already."""
        wanted: dict[Module, dict[Probe, None]] = defaultdict(dict)
        waiting = (task.waiting for task in tasks if task.waiting is not None)
        for probe in (probe for each in waiting for probe in _each(each)):
            if probe in self._known:
                continue
            if probe.place.module.text is None:
                # Of a library no more is read than the names at its top.
                self._known[probe] = (BROKEN,) * len(probe.lines)
            elif probe.place.module not in self._begun:
                wanted[probe.place.module][probe] = None
        return {module: list(probes) for module, probes in wanted.items()}


def _each(waiting: Probe | Probes) -> Iterable[Probe]:
    return (waiting,) if isinstance(waiting, Probe) else waiting.all()
