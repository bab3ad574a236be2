"""Puts the rules to a checker that has no plugins: their questions become lines that it checks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.closures import Closures
from scoped_fastapi_check.codes import CODES
from scoped_fastapi_check.counting import count_dependencies
from scoped_fastapi_check.judges.checker import CheckedFile, Job, Verdict
from scoped_fastapi_check.judges.comments import Silenced
from scoped_fastapi_check.judges.results import (
    Found,
    KeptResults,
    ModuleResult,
    Results,
    conditions,
)
from scoped_fastapi_check.judges.server_pool import ServerPool
from scoped_fastapi_check.judges.server_session import CheckerFailedError
from scoped_fastapi_check.mentions import Mentions
from scoped_fastapi_check.obligations.copies import Copier, Copy
from scoped_fastapi_check.obligations.dialects import read_answers
from scoped_fastapi_check.obligations.library import Library
from scoped_fastapi_check.obligations.names import SourceNames
from scoped_fastapi_check.obligations.probes import BROKEN
from scoped_fastapi_check.obligations.rounds import Judged, Rounds
from scoped_fastapi_check.obligations.vocabulary import Vocabulary
from scoped_fastapi_check.reports import Report
from scoped_fastapi_check.rules import RULES
from scoped_fastapi_check.sources import decoded, unchecked

if TYPE_CHECKING:
    from scoped_fastapi_check.findings import Finding
    from scoped_fastapi_check.judges.server_session import ServerSession
    from scoped_fastapi_check.judges.servers import Known
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.obligations.probes import Lines, Probe
    from scoped_fastapi_check.runs import Run

__all__ = ["ObligationChecker"]

OFF_BY_DEFAULT: Final = frozenset(code.name for code in CODES if not code.default_enabled)


class ObligationChecker:
    """Checks with a language server; results and servers stay for as long as the object does."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._pool: ServerPool | None = None
        self._results: Results | None = None
        self._conditions: str | None = None

    @property
    def name(self) -> str:
        """The name it is called by on the command line."""
        return self._known.name

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        verdict = Verdict()
        program = self._known.program(job.environment)
        if self._pool is None:
            self._pool = ServerPool(self._known, job.patience)
        if self._results is None:
            self._results = Results(job.cache)
        if self._conditions is None:
            self._conditions = conditions(program, job.environment, job.top)
        common = self._conditions
        closures = Closures(job.graph)
        for number, run in enumerate(job.runs):
            session = self._pool.session(job, number)
            kept = KeptResults(self._results, closures, (common, *session.folders))
            _RunCheck(self._known, job, run, session, kept, verdict).check()
        self._results.save()
        return verdict

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk."""
        if self._pool is not None:
            self._pool.changed(paths)

    def close(self) -> None:
        """End all servers."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()


class _RunCheck:
    """One run: modules that can be checked side by side."""

    def __init__(
        self,
        known: Known,
        job: Job,
        run: Run,
        session: ServerSession,
        kept: KeptResults,
        verdict: Verdict,
    ) -> None:
        self._known = known
        self._job = job
        self._run = run
        self._session = session
        self._kept = kept
        self._verdict = verdict
        folders = [*session.folders, *job.environment.search_path]
        self._library = Library(run.files, folders, job.graph.sources)
        self._vocabulary = Vocabulary(self._library)
        self._mentions = Mentions()
        self._copiers: dict[Module, Copier] = {}

    def check(self) -> None:
        """Run the rules over what has changed, and report what they find."""
        modules = list(self._read())
        names = SourceNames(self._library)
        rounds = Rounds(names, self._vocabulary, self._mentions, self)
        try:
            judged = rounds.run(modules, RULES)
        except CheckerFailedError as error:
            self._verdict.failures.append(str(error))
            self._verdict.lost.update(Path(module.path) for module in modules)
            return
        for module, found in judged.items():
            path = Path(module.path)
            if path in self._session.lost:
                self._verdict.unchecked.append(unchecked(path, 1, 1, self._session.lost[path]))
            else:
                self._report(path, self._result(module, found, names))

    def answers(self, probes: Mapping[Module, Sequence[Probe]]) -> Mapping[Probe, Lines]:
        """What the checker says about each line of each probe."""
        copies = dict(self._copies(probes))
        diagnostics = self._session.diagnose({path: copy.text for path, copy in copies.items()})
        answered: dict[Probe, Lines] = {}
        for module, wanted in probes.items():
            path = Path(module.path)
            if path in diagnostics:
                answered |= read_answers(
                    copies[path], wanted, diagnostics[path], self._known.dialect
                )
            else:
                answered |= {probe: (BROKEN,) * len(probe.lines) for probe in wanted}
        return answered

    def _copies(self, probes: Mapping[Module, Sequence[Probe]]) -> Iterator[tuple[Path, Copy]]:
        """The copies of the modules; one that cannot be made must not end the run."""
        for module, wanted in probes.items():
            lines = [line for probe in wanted for line in probe.lines]
            try:
                copy = self._copier(module).copy(wanted, self._vocabulary.definitions(lines))
            except Exception as error:
                self._verdict.warnings.append(
                    f"{module.path}: nothing could be asked about this module "
                    f"({type(error).__name__}: {error}); please report it"
                )
            else:
                yield Path(module.path), copy

    def _copier(self, module: Module) -> Copier:
        if module not in self._copiers:
            heading = self._known.dialect.heading
            self._copiers[module] = Copier(_text(module), module.tree, heading)
        return self._copiers[module]

    def _read(self) -> Iterator[Module]:
        """The modules that have to be judged; what is known of the others is reported."""
        for name, path in self._named_files():
            if not self._kept.concerns(path):
                self._verdict.files[path] = CheckedFile(0, 0)
                continue
            if (result := self._kept.get(path, name)) is not None:
                self._report(path, result)
                continue
            try:
                module = self._library.read(name, path)
            except (OSError, SyntaxError, ValueError) as error:
                # It has changed since it was read for its imports.
                self._verdict.unchecked.append(unchecked(path, 1, 1, f"cannot be read: {error}"))
            except RecursionError:
                self._verdict.unchecked.append(unchecked(path, 1, 1, "is nested too deeply"))
            else:
                yield module

    def _named_files(self) -> Iterator[tuple[str, Path]]:
        taken = set(self._run.files)
        named = list(self._run.checked.items())
        for path in self._run.loose_files:
            # Nobody imports it: any name will do.
            name = path.stem
            while name in taken:
                name += "_"
            taken.add(name)
            named.append((name, path))
        return ((name, path) for name, path in named if path not in self._job.broken)

    def _result(self, module: Module, judged: Judged, names: SourceNames) -> ModuleResult:
        silenced = Silenced(_text(module))
        found = [
            self._found(finding, judged)
            for finding in judged.outcome.findings
            if not silenced.hides(finding.line, finding.code)
        ]
        words = self._mentions.asked.get(module.path, {})
        counted = CheckedFile(judged.routes, count_dependencies(module, names))
        for failure in judged.outcome.failures:
            self._verdict.warnings.append(f"{module.path}: {failure}")
        if judged.outcome.failures:
            return ModuleResult("", words, tuple(found), counted.routes, counted.dependencies)
        return self._kept.put(module, words, found, counted)

    def _found(self, finding: Finding, judged: Judged) -> Found:
        reason = judged.reasons.get(finding)
        notes = (finding.note, *([] if reason is None else [f"{self._known.name}: {reason}"]))
        code = finding.code.name
        return Found(finding.line, finding.column + 1, finding.message, code, notes)

    def _report(self, path: Path, result: ModuleResult) -> None:
        for found in result.found:
            if found.code not in OFF_BY_DEFAULT or found.code in self._job.enabled:
                self._verdict.reports.append(
                    Report(
                        path,
                        found.line,
                        found.column,
                        "error",
                        found.message,
                        found.code,
                        found.notes,
                    )
                )
        self._verdict.files[path] = CheckedFile(result.routes, result.dependencies)


def _text(module: Module) -> str:
    assert module.text is not None
    return decoded(module.text)
