"""Puts the rules to a checker that has no plugins: their questions become lines that it checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.counting import count_dependencies
from scoped_fastapi_check.judges.checker import CheckedFile, Job, Verdict
from scoped_fastapi_check.judges.comments import Silenced
from scoped_fastapi_check.judges.language_server import LanguageServer, ServerFailedError
from scoped_fastapi_check.mentions import Mentions
from scoped_fastapi_check.model.reader import read_module
from scoped_fastapi_check.obligations.copies import Copier
from scoped_fastapi_check.obligations.dialects import read_answers
from scoped_fastapi_check.obligations.library import Library
from scoped_fastapi_check.obligations.names import SourceNames
from scoped_fastapi_check.obligations.rounds import Judged, Rounds
from scoped_fastapi_check.obligations.vocabulary import Vocabulary
from scoped_fastapi_check.reports import Report
from scoped_fastapi_check.rules import RULES
from scoped_fastapi_check.sources import decoded

if TYPE_CHECKING:
    from scoped_fastapi_check.findings import Finding
    from scoped_fastapi_check.judges.servers import Known
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.obligations.probes import Lines, Probe
    from scoped_fastapi_check.runs import Run

__all__ = ["ObligationChecker"]


@dataclass(frozen=True)
class ObligationChecker:
    """Checks with a language server."""

    known: Known

    @property
    def name(self) -> str:
        """The name it is called by on the command line."""
        return self.known.name

    def check(self, job: Job) -> Verdict:
        """Run the rules over all files of the job."""
        verdict = Verdict()
        for run in job.runs:
            _Session(self.known, job, run, verdict).check()
        return verdict


class _Session:
    """One run: modules that can be checked side by side."""

    def __init__(self, known: Known, job: Job, run: Run, verdict: Verdict) -> None:
        self._known = known
        self._job = job
        self._run = run
        self._verdict = verdict
        self._library = Library(run.files, job.environment.search_path)
        self._vocabulary = Vocabulary(self._library)
        self._texts: dict[Module, str] = {}
        self._copiers: dict[Module, Copier] = {}
        self._server: LanguageServer | None = None

    def check(self) -> None:
        """Run the rules, and keep what they find."""
        modules = list(self._read())
        names = SourceNames(self._library)
        rounds = Rounds(names, self._vocabulary, Mentions(), self)
        try:
            judged = rounds.run(modules, RULES)
        except ServerFailedError as error:
            self._verdict.failures.append(str(error))
            self._verdict.lost.update(Path(module.path) for module in modules)
            return
        finally:
            if self._server is not None:
                self._server.__exit__(None, None, None)
        for module, found in judged.items():
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
        diagnostics = self._started().diagnose({path: copy.text for path, copy in copies.items()})
        answered: dict[Probe, Lines] = {}
        for module, wanted in probes.items():
            path = Path(module.path)
            answered |= read_answers(copies[path], wanted, diagnostics[path], self._known.dialect)
        return answered

    def _started(self) -> LanguageServer:
        if self._server is None:
            root = self._run.roots[0] if self._run.roots else Path.cwd()
            server = self._known.server(root, self._job.environment, self._run.roots)
            self._server = LanguageServer(server).__enter__()
        return self._server

    def _copier(self, module: Module) -> Copier:
        if module not in self._copiers:
            heading = self._known.dialect.heading
            self._copiers[module] = Copier(self._texts[module], module.tree, heading)
        return self._copiers[module]

    def _read(self) -> Iterator[Module]:
        loose = {path.stem: path for path in self._run.loose_files}
        for name, path in {**loose, **self._run.checked}.items():
            if path in self._job.broken:
                continue
            data = path.read_bytes()
            module = read_module(data, name, str(path))
            self._texts[module] = decoded(data)
            self._library.add(module)
            yield module

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
