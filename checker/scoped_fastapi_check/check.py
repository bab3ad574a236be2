"""`scoped-fastapi check`, without the command line around it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scoped_fastapi_check.application.files import use_parsed, verify_files
from scoped_fastapi_check.checkers.autodetect import choose
from scoped_fastapi_check.checkers.base import CheckerError, Job
from scoped_fastapi_check.checkers.memory import default_limit
from scoped_fastapi_check.checkers.registry import CHECKERS
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.settings import Configuration, Group, Options, Settings
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, in_order
from scoped_fastapi_check.diagnostics.skipped import Skipped, kept_out, not_installed
from scoped_fastapi_check.left_out import left_out
from scoped_fastapi_check.project.cache_dir import cache_folder
from scoped_fastapi_check.project.environment import (
    BadInterpreterError,
    Environment,
    choose_environment,
)
from scoped_fastapi_check.project.files import (
    FoundFiles,
    MissingPathError,
    NoFilesError,
    find_files,
    foreign_markers,
    project_top,
)
from scoped_fastapi_check.project.import_graph import read_graph
from scoped_fastapi_check.project.import_resolver import (
    CORE_MODULES,
    Resolver,
    forget_folders,
    hides,
)
from scoped_fastapi_check.project.missing_packages import MissingPackages
from scoped_fastapi_check.project.module_names import (
    common_folder,
    module_name,
    name_families,
    outermost_folder,
)
from scoped_fastapi_check.project.parse_cache import ParseCache
from scoped_fastapi_check.project.partition import plan_runs
from scoped_fastapi_check.project.required_python import allowed_version, required_python
from scoped_fastapi_check.project.source_file import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scoped_fastapi_check.checkers.base import Checker, Verdict
    from scoped_fastapi_check.project.import_graph import ImportGraph

__all__ = [
    "TROUBLES",
    "CheckSession",
    "GroupResult",
    "Listener",
    "Request",
    "Result",
    "check",
    "groups_of",
    "top_of",
]


TROUBLES = (
    BadInterpreterError,
    CheckerError,
    ConfigurationError,
    MissingPathError,
    NoFilesError,
)
"""What `check` raises where nothing can be checked; the message says why."""


@dataclass(frozen=True)
class Request:
    """What to check and how."""

    paths: Sequence[str]
    options: Options = field(default_factory=Options)
    use_cache: bool = True
    timeout: float | None = None
    memory_limit: int | None = None
    """The bytes of memory that the checker may take; None: the default."""


@dataclass(frozen=True)
class GroupResult:
    """What was found in the files that have their settings from one table."""

    settings: Settings
    checker: str
    """The checker whose types were asked for."""
    findings: list[Diagnostic]
    checked: frozenset[Path]
    """The files that would have findings if there were any."""
    files: int
    routes: int
    dependencies: int


@dataclass
class Result:
    """What `check` found."""

    groups: list[GroupResult] = field(default_factory=list[GroupResult])
    unchecked: list[Diagnostic] = field(default_factory=list[Diagnostic])
    failures: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    """What was left out on purpose."""

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found in all files."""
        return in_order(one for group in self.groups for one in group.findings)

    @property
    def files(self) -> int:
        """How many files were checked."""
        return sum(group.files for group in self.groups)

    @property
    def routes(self) -> int:
        """How many routes there are in them."""
        return sum(group.routes for group in self.groups)

    @property
    def dependencies(self) -> int:
        """How many dependencies there are in them."""
        return sum(group.dependencies for group in self.groups)

    @property
    def checker(self) -> str:
        """The checkers that were asked, mostly one."""
        return ", ".join(dict.fromkeys(group.checker for group in self.groups))

    @property
    def is_complete(self) -> bool:
        """Tell whether everything that was asked for was checked."""
        return not self.unchecked and not self.failures


@dataclass
class GroupSession:
    """What stays for the files of one table."""

    environment: Environment | None = None
    checker: Checker | None = None
    known: ParseCache | None = None

    def close(self) -> None:
        """End the checker; the next check starts anew."""
        checker, self.checker = self.checker, None
        if checker is not None:
            checker.close()


@dataclass
class CheckSession:
    """What stays from one check of the same request to the next."""

    _groups: dict[Path | None, GroupSession] = field(
        default_factory=dict["Path | None", GroupSession]
    )

    def of(self, settings: Settings) -> GroupSession:
        """What stays for the files that have these settings."""
        return self._groups.setdefault(settings.file, GroupSession())

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk."""
        forget_folders()
        module_name.cache_clear()
        if not all(path.suffix in {".py", ".pyi"} for path in paths):
            # A configuration: all of it may be different now.
            self.close()
            self._groups.clear()
        for group in self._groups.values():
            if group.checker is not None:
                group.checker.changed(paths)

    def prepare(self) -> None:
        """Do what makes the next check quicker; nobody waits for it now."""
        for group in self._groups.values():
            if group.checker is not None:
                group.checker.prepare()

    def close(self) -> None:
        """End the checkers; the next check starts anew."""
        for group in self._groups.values():
            group.close()


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


def check(request: Request, listener: Listener, session: CheckSession | None = None) -> Result:
    """Check what was asked for; with `session`, what was started for it stays."""
    if session is not None:
        return _check(request, listener, session)
    session = CheckSession()
    try:
        return _check(request, listener, session)
    finally:
        session.close()


def groups_of(request: Request) -> tuple[list[Group], FoundFiles]:
    """The files that are to be checked, by their settings; raises what `check` raises."""
    configuration = Configuration(request.options)
    found = find_files(request.paths, configuration.exclusion_of)
    return configuration.groups(found.files), found


def top_of(request: Request) -> Path:
    """The folder at the top of the project that is to be checked; raises what `check` raises."""
    _, found = groups_of(request)
    outermost = outermost_folder(found.files)
    return project_top(outermost) or outermost


def _check(request: Request, listener: Listener, session: CheckSession) -> Result:
    groups, found = groups_of(request)
    result = Result(skipped=kept_out(found.kept_out.values()))
    missing: set[str] = set()
    once = Once(listener)
    for group in groups:
        check_of_group = _GroupCheck(request, group, once, session.of(group.settings), result)
        result.groups.append(check_of_group.run())
        missing |= check_of_group.missing
    result.unchecked = in_order(result.unchecked)
    if missing:
        skipped = not_installed(missing)
        result.skipped += skipped
        are = "1 package is" if len(missing) == 1 else f"{len(missing)} packages are"
        names = ", ".join([one.name for one in skipped[:3]] + ["..."] * (len(skipped) > 3))
        listener.say(f"{are} not installed here ({names}): fewer things can be checked")
    return result


class Once:
    """Passes on what is said about one group after the other, and nothing twice."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._said: set[str] = set()

    def say(self, message: str) -> None:
        """Tell something worth knowing."""
        if message not in self._said:
            self._said.add(message)
            self._listener.say(message)

    def warn(self, message: str) -> None:
        """Tell what may have made the result incomplete."""
        if message not in self._said:
            self._said.add(message)
            self._listener.warn(message)

    def progress(self, message: str) -> None:
        """Tell what is going on."""
        self._listener.progress(message)


class _GroupCheck:
    """The check of the files of one table; what cannot be checked goes to the result of them all."""

    def __init__(
        self,
        request: Request,
        group: Group,
        listener: Once,
        session: GroupSession,
        result: Result,
    ) -> None:
        self.missing: set[str] = set()
        self._request = request
        self._settings = group.settings
        self._paths = group.files
        self._listener = listener
        self._session = session
        self._result = result
        self._outermost = outermost_folder(group.files)
        self._top = project_top(self._outermost) or self._outermost

    def run(self) -> GroupResult:
        """What was found."""
        session = self._session
        if session.environment is None:
            session.environment = self._environment()
        environment = session.environment
        if session.checker is None:
            session.checker = self._checker()
        checker = session.checker
        cache = None
        if self._request.use_cache:
            cache = cache_folder(checker.name, self._outermost, environment)
        known = session.known = session.known or ParseCache(cache)
        self._listener.progress(f"reading {len(self._paths)} files")
        verify_files()
        files = {path: known.read(path) for path in self._paths}
        sources = [source for source in files.values() if isinstance(source, Source)]
        unchecked = [source for source in files.values() if isinstance(source, Diagnostic)]
        resolver = Resolver(self._outermost, environment)
        graph = read_graph(files, resolver, known)
        known.save()
        self._warn_of_hidden_modules(graph)
        self._tell_of_stale_stubs(environment)
        missing = MissingPackages(graph, environment)
        if environment.has_fastapi:
            self.missing.update(missing.named())
        runs = plan_runs(
            graph,
            name_families(graph, self._outermost, resolver),
            checked=[source.path for source in sources if not source.is_empty],
        )
        self._listener.progress(f"checking {len(sources)} files with {checker.name}")
        job = Job(
            runs,
            graph,
            environment,
            cache,
            self._top,
            self._request.timeout,
            self._settings.selection,
            self._settings.blocking,
            self._request.memory_limit or default_limit(),
            missing,
        )
        use_parsed(graph.sources)
        verdict = checker.check(job)
        if environment.has_fastapi:
            self._result.skipped += left_out(sources, cache, missing)
        return self._group_result(checker.name, sources, unchecked, verdict)

    def _group_result(
        self,
        checker: str,
        sources: Sequence[Source],
        unchecked: Sequence[Diagnostic],
        verdict: Verdict,
    ) -> GroupResult:
        for warning in verdict.warnings:
            self._listener.warn(warning)
        self._result.unchecked += [*unchecked, *verdict.unchecked]
        self._result.failures += verdict.failures
        failed = {one.path for one in (*unchecked, *verdict.unchecked)} | verdict.failed
        return GroupResult(
            self._settings,
            checker,
            in_order(verdict.reports),
            frozenset(source.path for source in sources) - failed,
            len(sources) - len(verdict.unchecked) - len(verdict.failed),
            sum(counts.routes for counts in verdict.counts.values()),
            sum(counts.dependencies for counts in verdict.counts.values()),
        )

    def _warn_of_hidden_modules(self, graph: ImportGraph) -> None:
        for root in sorted(graph.refused):
            for name in hides(root, CORE_MODULES):
                self._listener.warn(
                    f"modules in {root} were not found by their imports, because {name} there "
                    "would hide the standard library's module of that name"
                )

    def _tell_of_stale_stubs(self, environment: Environment) -> None:
        stub = self._top / "typings" / "fastapi" / "__init__.pyi"
        if environment.has_fastapi and stub.is_file():
            # Takes its time to import, and few projects have stubs.
            from scoped_fastapi_check.stubs.staleness import stale_note

            note = stale_note(stub, environment)
            if note is not None:
                self._listener.say(note)

    def _checker(self) -> Checker:
        if self._settings.checker is not None:
            return CHECKERS[self._settings.checker]()
        choice = choose(self._top)
        self._listener.say(f"checked with {choice.name}, {choice.reason}")
        return CHECKERS[choice.name]()

    def _environment(self) -> Environment:
        tree = common_folder(self._paths)
        for marker in foreign_markers(tree):
            self._listener.say(f"not using {marker}: it belongs to another user")
        environment = choose_environment(self._settings.python, self._top, tree, self._listener.say)
        if self._settings.python is None:
            version = allowed_version(required_python(self._top), environment.version)
            environment = replace(environment, version=version)
        if not environment.has_fastapi:
            self._listener.warn(
                f"FastAPI is not installed in {environment.prefix}, so no route can be "
                "recognised; name the environment of your application with --python"
            )
        return environment
