"""Puts the rules to a checker that has no plugins: their questions become lines that it checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.closures import Closures
from scoped_fastapi_check.counting import count_dependencies
from scoped_fastapi_check.judges.checker import CheckedFile, Job, Verdict
from scoped_fastapi_check.judges.comments import Silenced
from scoped_fastapi_check.judges.server_pool import ServerPool
from scoped_fastapi_check.judges.server_session import CheckerFailedError
from scoped_fastapi_check.mentions import Mentions
from scoped_fastapi_check.model.reader import read_module
from scoped_fastapi_check.obligations.copies import Copier
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


class ObligationChecker:
    """Checks with a language server."""

    def __init__(self, known: Known, pool: ServerPool | None = None) -> None:
        self._known = known
        self._pool = pool

    @property
    def name(self) -> str:
        """The name it is called by on the command line."""
        return self._known.name

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        verdict = Verdict()
        with ExitStack() as stack:
            pool = self._pool or stack.enter_context(ServerPool(self._known, job.patience))
            for number, run in enumerate(job.runs):
                session = pool.session(job, number)
                _RunCheck(self._known, job, run, session, verdict).check()
        return verdict


class _RunCheck:
    """One run: modules that can be checked side by side."""

    def __init__(
        self, known: Known, job: Job, run: Run, session: ServerSession, verdict: Verdict
    ) -> None:
        self._known = known
        self._job = job
        self._run = run
        self._session = session
        self._verdict = verdict
        self._library = Library(run.files, [*session.folders, *job.environment.search_path])
        self._vocabulary = Vocabulary(self._library)
        self._texts: dict[Module, str] = {}
        self._copiers: dict[Module, Copier] = {}

    def check(self) -> None:
        """Run the rules, and keep what they find."""
        modules = list(self._read())
        names = SourceNames(self._library)
        rounds = Rounds(names, self._vocabulary, Mentions(), self)
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
                self._keep(module, found, names)

    def answers(self, probes: Mapping[Module, Sequence[Probe]]) -> Mapping[Probe, Lines]:
        """What the checker says about each line of each probe."""
        copies = {
            Path(module.path): self._copier(module).copy(
                wanted,
                self._vocabulary.definitions(line for probe in wanted for line in probe.lines),
            )
            for module, wanted in probes.items()
        }
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

    def _copier(self, module: Module) -> Copier:
        if module not in self._copiers:
            heading = self._known.dialect.heading
            self._copiers[module] = Copier(self._texts[module], module.tree, heading)
        return self._copiers[module]

    def _read(self) -> Iterator[Module]:
        for name, path in self._named_files():
            try:
                data = path.read_bytes()
                module = read_module(data, name, str(path))
            except (OSError, SyntaxError, ValueError) as error:
                # It has changed since it was read for its imports.
                self._verdict.unchecked.append(unchecked(path, 1, 1, f"cannot be read: {error}"))
            except RecursionError:
                self._verdict.unchecked.append(unchecked(path, 1, 1, "is nested too deeply"))
            else:
                self._texts[module] = decoded(data)
                self._library.add(module)
                yield module

    def _named_files(self) -> Iterator[tuple[str, Path]]:
        closures = Closures(self._job.graph)
        taken = set(self._run.files)
        named = list(self._run.checked.items())
        for path in self._run.loose_files:
            # Nobody imports it: any name will do.
            name = path.stem
            while name in taken:
                name += "_"
            taken.add(name)
            named.append((name, path))
        for name, path in named:
            if path not in self._job.broken:
                if closures.of(path).speaks:
                    yield name, path
                else:
                    self._verdict.files[path] = CheckedFile(0, 0)

    def _is_asked_for(self, finding: Finding) -> bool:
        return finding.code.default_enabled or finding.code.name in self._job.enabled

    def _keep(self, module: Module, judged: Judged, names: SourceNames) -> None:
        path = Path(module.path)
        silenced = Silenced(self._texts[module])
        for finding in judged.outcome.findings:
            if not self._is_asked_for(finding) or silenced.hides(finding.line, finding.code):
                continue
            reason = judged.reasons.get(finding)
            notes = (finding.note, *([] if reason is None else [f"{self._known.name}: {reason}"]))
            self._verdict.reports.append(
                Report(
                    path,
                    finding.line,
                    finding.column + 1,
                    "error",
                    finding.message,
                    finding.code.name,
                    notes,
                )
            )
        for failure in judged.outcome.failures:
            self._verdict.warnings.append(f"{path}: {failure}")
        dependencies = count_dependencies(module, names)
        self._verdict.files[path] = CheckedFile(judged.routes, dependencies)
