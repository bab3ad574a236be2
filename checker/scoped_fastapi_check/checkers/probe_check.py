"""Checks modules with probes: runs the rules over them, and puts their probes to a checker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.backend import CheckerFailedError
from scoped_fastapi_check.checkers.overlays import text_of_module
from scoped_fastapi_check.checkers.result_cache import ModuleResult
from scoped_fastapi_check.checkers.urgency import OutdatedError
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.filtering import FileCheck, reported
from scoped_fastapi_check.diagnostics.suppressions import Silenced
from scoped_fastapi_check.engines.probes.dialects import is_heard, read_answers
from scoped_fastapi_check.engines.probes.library import Library
from scoped_fastapi_check.engines.probes.names import SourceNames
from scoped_fastapi_check.engines.probes.prelude import Prelude
from scoped_fastapi_check.engines.probes.probes import BROKEN
from scoped_fastapi_check.engines.probes.scheduler import Scheduler
from scoped_fastapi_check.project.source_file import unchecked
from scoped_fastapi_check.rules.registry import rules_for

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.backend import Backend, Said, Session
    from scoped_fastapi_check.checkers.base import Job, Verdict
    from scoped_fastapi_check.checkers.overlays import Overlays
    from scoped_fastapi_check.checkers.result_cache import KeptResults
    from scoped_fastapi_check.engines.probes.dialects import CheckerDiagnostic
    from scoped_fastapi_check.engines.probes.instrumentation import Copy
    from scoped_fastapi_check.engines.probes.probes import Lines, Probe
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.project.partition import Run
    from scoped_fastapi_check.rules.base import Outcome, Rule

__all__ = ["ProbeCheck"]

_SILENT: Final = "does not report a mistake that it was asked to find"
# It may be a file's own doing; that of more than these it is not.
_MOST_SILENT: Final = 3


class ProbeCheck:
    """The modules of one run that have to be checked; what keeps one from it goes to the verdict."""

    def __init__(
        self,
        backend: Backend,
        job: Job,
        run: Run,
        session: Session,
        kept: KeptResults,
        verdict: Verdict,
        copies: Overlays,
    ) -> None:
        self._backend = backend
        self._job = job
        self._session = session
        self._kept = kept
        self._verdict = verdict
        folders = [*session.folders, *job.environment.search_path]
        self._library = Library(run.files, folders, job.graph.sources)
        self._names = SourceNames(self._library)
        self._prelude = Prelude(self._library, copies.words)
        self._copies = copies
        self._mentions = kept.mentions
        self._comments: dict[Path, Silenced] = {}
        """What the comments of the modules say that are being checked."""
        self._silent: dict[Path, str] = {}
        """Files in which the checker does not find what there is to find, with the reason."""
        self._told: set[Path] = set()
        """Those of them that the verdict has."""
        self._has_heard = False
        self._may_end = False
        self._begun: list[tuple[Mapping[Module, Copy], Mapping[Module, Sequence[Probe]], Said]] = []
        """The copies that the checker looks at, with the probes that were to stand in them."""

    def check(self, named: Iterable[tuple[str, Path]]) -> Iterator[tuple[Path, ModuleResult]]:
        """What is found in these modules."""
        modules = list(self._read(named))
        first = self._job.urgency.first
        self._may_end = all(Path(module.path) not in first for module in modules)
        self._begun.clear()
        blocking = self._job.blocking
        scheduler = Scheduler(self._names, self._prelude, self._mentions, self, blocking)
        try:
            outcomes = scheduler.run(modules, self._rules)
        except OutdatedError:
            self._session.abandon()
            raise
        except CheckerFailedError as error:
            self._verdict.failures.append(str(error))
            self._verdict.failed.update(Path(module.path) for module in modules)
            return
        self._copies.note(scheduler.asked, modules)
        for path in self._silent.keys() - self._told:
            self._verdict.unchecked.append(unchecked(path, 1, 1, self._silent[path]))
        self._told.update(self._silent)
        for module, found in outcomes.items():
            path = Path(module.path)
            if path in self._silent:
                continue
            if path in self._session.failed:
                self._verdict.unchecked.append(unchecked(path, 1, 1, self._session.failed[path]))
            else:
                yield path, self._result(module, found)

    def _rules(self, module: Module) -> Iterable[Rule]:
        """The rules whose codes are on in a module, and that may find something in it."""
        path = Path(module.path)
        silenced = self._comments[path] = Silenced(text_of_module(module))
        on = self._job.selection.on(path, silenced)
        rules = rules_for(knows_fastapi=self._kept.knows_fastapi(path))
        return (rule for rule in rules if rule.code.name in on)

    def pause(self) -> None:
        """Raise `OutdatedError` where there is no use in going on; what is urgent is judged anyway."""
        if self._may_end:
            self._job.urgency.pause()

    @property
    def works_meanwhile(self) -> bool:
        """Whether the checker looks at copies while the rules go on."""
        return self._session.works_meanwhile

    def expected(self, modules: Iterable[Module]) -> Callable[[], Mapping[Probe, Lines]] | None:
        """Begin to ask what was asked about these modules in the last check, all of it at once."""
        copies = {
            module: copy for module in modules if (copy := self._copies.kept(module)) is not None
        }
        if not copies:
            return None
        said = self._put(copies)
        return lambda: self._answered(copies, said())

    def begin(self, probes: Mapping[Module, Sequence[Probe]]) -> None:
        """Begin to ask about modules that nothing else is asked about before there are `answers`."""
        copies = dict(self._copies_with(probes))
        self._begun.append((copies, probes, self._put(copies)))

    def answers(self, probes: Mapping[Module, Sequence[Probe]]) -> Mapping[Probe, Lines]:
        """What the checker says about each line of each probe, also of those that were begun with."""
        if probes:
            self.begin(probes)
        copies: dict[Module, Copy] = {}
        diagnostics: dict[Path, list[CheckerDiagnostic]] = {}
        asked: list[Probe] = []
        for some, put, said in self._begun:
            copies |= some
            diagnostics |= said()
            asked += chain.from_iterable(put.values())
        self._begun.clear()
        answered = self._answered(copies, diagnostics)
        for probe in asked:
            answered.setdefault(probe, (BROKEN,) * len(probe.lines))
        return answered

    def _put(self, copies: Mapping[Module, Copy]) -> Said:
        return self._session.put({Path(module.path): copy.text for module, copy in copies.items()})

    def _answered(
        self, copies: Mapping[Module, Copy], diagnostics: Mapping[Path, list[CheckerDiagnostic]]
    ) -> dict[Probe, Lines]:
        answered: dict[Probe, Lines] = {}
        for module, copy in copies.items():
            path = Path(module.path)
            if (said := diagnostics.get(path)) is None:
                continue
            if is_heard(copy, said, self._backend.dialect):
                self._has_heard = True
                answered |= read_answers(copy, said, self._backend.dialect)
            elif path in self._job.graph.links:
                # Of a library that is read with the project most of them say nothing: its probes are
                # as good as not put.
                self._silent[path] = f"{self._backend.name} {_SILENT} here"
        if self._silent and (not self._has_heard or len(self._silent) > _MOST_SILENT):
            raise CheckerFailedError(f"{self._backend.name} {_SILENT}: its answers mean nothing")
        return answered

    def _copies_with(
        self, probes: Mapping[Module, Sequence[Probe]]
    ) -> Iterator[tuple[Module, Copy]]:
        """The copies of the modules; one that cannot be made must not end the run."""
        for module, wanted in probes.items():
            try:
                copy = self._copies.kept(module, wanted) or self._copies.made(module, wanted)
            except Exception as error:
                self._verdict.warnings.append(
                    f"{module.path}: nothing could be asked about this module "
                    f"({type(error).__name__}: {error}); please report it"
                )
            else:
                yield module, copy

    def _read(self, named: Iterable[tuple[str, Path]]) -> Iterator[Module]:
        for name, path in named:
            try:
                module = self._library.read(name, path)
            except (OSError, SyntaxError, ValueError) as error:
                # It has changed since it was read for its imports.
                self._verdict.unchecked.append(unchecked(path, 1, 1, f"cannot be read: {error}"))
            except RecursionError:
                self._verdict.unchecked.append(unchecked(path, 1, 1, "is nested too deeply"))
            else:
                yield module

    def _result(self, module: Module, outcome: Outcome) -> ModuleResult:
        path = Path(module.path)
        text = text_of_module(module)
        silenced = self._comments[path]
        file = FileCheck(
            text,
            on=self._job.selection.on(path, silenced),
            failed={failure.code.name for failure in outcome.failures},
            is_whole=lambda: self._job.is_whole(path),
            hides_otherwise=silenced.hides,
        )
        found = [self._found(finding, path) for finding in reported(outcome.findings, file)]
        words = self._mentions.asked.get(module.path, {})
        for failure in outcome.failures:
            failed = Diagnostic(None, failure.line, 1, str(failure), path=Path(module.path))
            self._verdict.unchecked.append(failed)
        if outcome.failures or self._silent:
            # What a silent file would have told of others is not known.
            return ModuleResult("", "", words, tuple(found), outcome.counts)
        return self._kept.put(module, words, found, outcome.counts)

    def _found(self, finding: Diagnostic, path: Path) -> Diagnostic:
        said = f"{self._backend.name}: {finding.reason}" if finding.reason else ""
        return replace(finding, reason=said).inside(path)
