"""`scoped-fastapi check`, without the command line around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scoped_fastapi_check.application.files import use_parsed, verify_files
from scoped_fastapi_check.checkers.autodetect import choose
from scoped_fastapi_check.checkers.base import CheckerError, Job
from scoped_fastapi_check.checkers.registry import CHECKERS, UNLISTED
from scoped_fastapi_check.diagnostics.codes import CODES
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, in_order
from scoped_fastapi_check.diagnostics.selection import Selection
from scoped_fastapi_check.project.cache_dir import cache_folder
from scoped_fastapi_check.project.environment import (
    BadInterpreterError,
    Environment,
    choose_environment,
)
from scoped_fastapi_check.project.files import (
    MissingPathError,
    NoFilesError,
    find_files,
    project_top,
)
from scoped_fastapi_check.project.import_graph import read_graph
from scoped_fastapi_check.project.import_resolver import (
    CORE_MODULES,
    Resolver,
    forget_folders,
    hides,
)
from scoped_fastapi_check.project.module_names import module_name, name_families, outermost_folder
from scoped_fastapi_check.project.parse_cache import KnownSources
from scoped_fastapi_check.project.partition import plan_runs
from scoped_fastapi_check.project.source_file import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scoped_fastapi_check.checkers.base import Checker

__all__ = ["TROUBLES", "Listener", "Request", "Result", "Standing", "check"]


TROUBLES = (BadInterpreterError, CheckerError, MissingPathError, NoFilesError)
"""What `check` raises where nothing can be checked; the message says why."""


@dataclass(frozen=True)
class Request:
    """What to check and how."""

    paths: Sequence[str]
    checker: str | None = None
    """The name of a checker; None: the one that suits the project."""
    python: str | None = None
    use_cache: bool = True
    patience: float | None = None
    selection: Selection = field(default_factory=Selection)


@dataclass
class Result:
    """What `check` found."""

    findings: list[Diagnostic] = field(default_factory=list[Diagnostic])
    unchecked: list[Diagnostic] = field(default_factory=list[Diagnostic])
    failures: list[str] = field(default_factory=list[str])
    files: int = 0
    routes: int = 0
    dependencies: int = 0
    checker: str = ""
    """The checker that judged."""
    checked: frozenset[Path] = frozenset()
    """The files that would have findings if there were any."""

    @property
    def is_complete(self) -> bool:
        """Tell whether everything that was asked for was checked."""
        return not self.unchecked and not self.failures


@dataclass
class Standing:
    """What stays from one check of the same request to the next."""

    environment: Environment | None = None
    checker: Checker | None = None
    known: KnownSources | None = None

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk."""
        forget_folders()
        module_name.cache_clear()
        if not all(path.suffix in {".py", ".pyi"} for path in paths):
            # A configuration: all of it may be different now.
            self.close()
        elif self.checker is not None:
            self.checker.changed(paths)

    def prepare(self) -> None:
        """Do what makes the next check quicker; nobody waits for it now."""
        if self.checker is not None:
            self.checker.prepare()

    def close(self) -> None:
        """End the checker; the next check starts anew."""
        checker, self.checker = self.checker, None
        if checker is not None:
            checker.close()


class Listener(Protocol):
    """Someone who wants to know more than the result."""

    def say(self, message: str) -> None:
        """Tell something worth knowing."""
        ...

    def warn(self, message: str) -> None:
        """Tell what may have made the result incomplete."""
        ...

    def progress(self, message: str) -> None:
        """Tell what is going on."""
        ...


def check(request: Request, listener: Listener, standing: Standing | None = None) -> Result:
    """Check what was asked for; with `standing`, what was started for it stays."""
    if standing is not None:
        return _check(request, listener, standing)
    standing = Standing()
    try:
        return _check(request, listener, standing)
    finally:
        standing.close()


def top_of(request: Request) -> Path:
    """The folder at the top of the project that is to be checked; raises what `check` raises."""
    outermost = outermost_folder(find_files(request.paths))
    return project_top(outermost) or outermost


def _check(request: Request, listener: Listener, standing: Standing) -> Result:
    paths = find_files(request.paths)
    outermost = outermost_folder(paths)
    top = project_top(outermost) or outermost
    if standing.environment is None:
        standing.environment = _environment(request, outermost, listener)
    environment = standing.environment
    if standing.checker is None:
        standing.checker = _checker(request, top, environment, listener)
    checker = standing.checker
    cache = None
    if request.use_cache:
        cache = cache_folder(checker.name, outermost, environment)
    known = standing.known = standing.known or KnownSources(cache)
    listener.progress(f"reading {len(paths)} files")
    verify_files()
    files = {path: known.read(path) for path in paths}
    sources = [source for source in files.values() if isinstance(source, Source)]
    result = Result(
        unchecked=[source for source in files.values() if isinstance(source, Diagnostic)],
        files=len(sources),
        checker=checker.name,
    )
    resolver = Resolver(outermost, environment)
    graph = read_graph(files, resolver, known)
    known.save()
    runs = plan_runs(
        graph,
        name_families(graph, outermost, resolver),
        checked=[source.path for source in sources if not source.is_empty],
    )
    for root in sorted(graph.refused):
        for name in hides(root, CORE_MODULES):
            listener.warn(
                f"modules in {root} were not found by their imports, because {name} there would "
                "hide the standard library's module of that name"
            )
    listener.progress(f"checking {len(sources)} files with {checker.name}")
    enabled = request.selection.enabled
    codes = frozenset(code.name for code in CODES if request.selection.looks_for(code.name))
    job = Job(runs, graph, environment, cache, top, request.patience, enabled, codes)
    use_parsed(graph.sources)
    verdict = checker.check(job)
    for warning in verdict.warnings:
        listener.warn(warning)
    result.findings = in_order(
        report for report in verdict.reports if request.selection.accepts(report.code_name)
    )
    result.unchecked = in_order([*result.unchecked, *verdict.unchecked])
    result.failures = verdict.failures
    lost = {report.path for report in result.unchecked} | verdict.lost
    result.checked = frozenset(source.path for source in sources) - lost
    result.files -= len(verdict.unchecked) + len(verdict.lost)
    result.routes = sum(file.routes for file in verdict.files.values())
    result.dependencies = sum(file.dependencies for file in verdict.files.values())
    return result


def _checker(request: Request, top: Path, environment: Environment, listener: Listener) -> Checker:
    if request.checker is not None:
        return {**CHECKERS, **UNLISTED}[request.checker]()
    choice = choose(top, environment)
    listener.say(f"judged by {choice.name}, {choice.reason}")
    return CHECKERS[choice.name]()


def _environment(request: Request, outermost: Path, listener: Listener) -> Environment:
    top = project_top(outermost) or outermost
    environment = choose_environment(request.python, top, listener.say)
    if not environment.has_fastapi:
        listener.warn(
            f"FastAPI is not installed in {environment.prefix}, so no route can be recognised; "
            "name the environment of your application with --python"
        )
    return environment
