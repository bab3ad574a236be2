"""The check of the files that have their settings from one table."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from scoped_fastapi_check.application.files import use_parsed
from scoped_fastapi_check.application.left_out import left_out
from scoped_fastapi_check.checkers.autodetect import choose, trusted_program
from scoped_fastapi_check.checkers.base import Job
from scoped_fastapi_check.checkers.memory import default_limit
from scoped_fastapi_check.checkers.programs import tree_programs
from scoped_fastapi_check.checkers.registry import CHECKERS
from scoped_fastapi_check.checkers.results import GroupResult, Listener, Request, Result
from scoped_fastapi_check.checkers.sessions import GroupSession
from scoped_fastapi_check.checkers.urgency import Urgency
from scoped_fastapi_check.configuration.settings import Group
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, in_order
from scoped_fastapi_check.project.cache_dir import cache_folder
from scoped_fastapi_check.project.display import displayed
from scoped_fastapi_check.project.environment import (
    BadInterpreterError,
    Environment,
    choose_environment,
)
from scoped_fastapi_check.project.files import foreign_markers, project_top
from scoped_fastapi_check.project.import_resolver import CORE_MODULES, hides
from scoped_fastapi_check.project.missing_packages import MissingPackages
from scoped_fastapi_check.project.module_names import common_folder, outermost_folder
from scoped_fastapi_check.project.parse_cache import ParseCache
from scoped_fastapi_check.project.required_python import allowed_version, required_python
from scoped_fastapi_check.project.source_file import Source
from scoped_fastapi_check.templates.checking import Templates, check_templates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scoped_fastapi_check.checkers.base import Checker, Verdict
    from scoped_fastapi_check.project.import_graph import ImportGraph

__all__ = ["GroupCheck"]


class GroupCheck:
    """The check of the files of one table; what cannot be checked goes to the result of them all."""

    def __init__(
        self,
        request: Request,
        group: Group,
        listener: Listener,
        session: GroupSession,
        result: Result,
        urgency: Urgency,
    ) -> None:
        self._urgency = urgency
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
            session.checker = self._checker(environment)
        checker = session.checker
        cache = None
        if self._request.use_cache:
            cache = cache_folder(checker.name, self._outermost, environment)
        known = session.known = session.known or ParseCache(cache)
        self._listener.progress(f"reading {len(self._paths)} files")
        files = {path: known.read(path) for path in self._paths}
        sources = [source for source in files.values() if isinstance(source, Source)]
        unchecked = [source for source in files.values() if isinstance(source, Diagnostic)]
        layout = session.layout.of(files, self._outermost, environment, known)
        graph = layout.graph
        if not session.is_repeated:
            known.save()
        self._warn_of_hidden_modules(graph)
        self._tell_of_stale_stubs(environment)
        missing = MissingPackages(graph, environment)
        if environment.has_fastapi:
            self.missing.update(missing.named())
        else:
            self._tell_of_missing_fastapi(environment, sources)
        self._listener.progress(f"checking {len(sources)} files with {checker.name}")
        job = Job(
            layout.runs,
            graph,
            environment,
            cache,
            self._top,
            self._request.timeout,
            self._settings.selection,
            self._settings.blocking,
            self._request.memory_limit or default_limit(),
            session.is_repeated,
            missing,
            self._urgency,
        )
        use_parsed(graph.sources)
        verdict = checker.check(job)
        templates = Templates()
        if environment.has_fastapi:
            # Between two checks the map stays, and is no slower than what is kept of it in a file.
            kept = None if session.is_repeated else cache
            self._result.skipped += left_out(sources, kept, missing)
            templates = check_templates(sources, self._top, self._settings.selection)
        return self._group_result(checker.name, sources, unchecked, verdict, templates)

    def _group_result(
        self,
        checker: str,
        sources: Sequence[Source],
        unchecked: Sequence[Diagnostic],
        verdict: Verdict,
        templates: Templates,
    ) -> GroupResult:
        for warning in verdict.warnings:
            self._listener.warn(warning)
        self._result.unchecked += [*unchecked, *verdict.unchecked]
        self._result.failures += verdict.failures
        failed = {one.path for one in (*unchecked, *verdict.unchecked)} | verdict.failed
        checked = {source.path for source in sources} - failed
        return GroupResult(
            self._settings,
            checker,
            in_order([*verdict.reports, *templates.found]),
            frozenset(checked | templates.checked) - failed,
            len(checked),
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

    def _named_or_found(self, tree: Path) -> Environment:
        settings = self._settings
        try:
            return choose_environment(settings.python, self._top, tree, self._listener.say)
        except BadInterpreterError as error:
            if settings.file is None or self._request.options.python is not None:
                raise
            raise BadInterpreterError(f"{displayed(settings.file)}: python: {error}") from error

    def _tell_of_missing_fastapi(self, environment: Environment, sources: Sequence[Source]) -> None:
        """Without FastAPI nothing is found, which must not look as if all were well."""
        if any(map(_imports_fastapi, sources)):
            self._listener.warn(
                f"FastAPI is not installed in {environment.prefix}, so no route can be recognised; "
                "name the environment of your application with --python"
            )

    def _tell_of_stale_stubs(self, environment: Environment) -> None:
        stub = self._top / "typings" / "fastapi" / "__init__.pyi"
        if environment.has_fastapi and os.path.isfile(stub):
            # Takes its time to import, and few projects have stubs.
            from scoped_fastapi_check.stubs.staleness import stale_note

            note = stale_note(stub, environment)
            if note is not None:
                self._listener.say(note)

    def _checker(self, environment: Environment) -> Checker:
        tree = tree_programs(environment, self._top, are_trusted=self._settings.trust)
        name = self._settings.checker
        if name is None:
            choice = choose(self._top, tree)
            name = choice.name
            self._listener.say(f"checked with {name}, {choice.reason}")
        if (program := trusted_program(name, tree)) is not None:
            self._listener.say(f"using the project's own {displayed(program)}, which is trusted")
        return CHECKERS[name](tree)

    def _environment(self) -> Environment:
        tree = common_folder(self._paths)
        for marker in foreign_markers(tree):
            self._listener.say(f"not using {marker}: it belongs to another user")
        environment = self._named_or_found(tree)
        if self._settings.python is None:
            version = allowed_version(required_python(self._top), environment.version)
            environment = replace(environment, version=version)
        return environment


def _imports_fastapi(source: Source) -> bool:
    """Whether a file is no use without FastAPI: `try: import fastapi` is left to go without."""
    return any(
        each.module.partition(".")[0] == "fastapi" and not each.level and not each.is_optional
        for each in source.imports
    )
