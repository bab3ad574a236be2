"""Runs the rules over a module that mypy has just checked, and reports what they find."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mypy.checker import TypeChecker
from mypy.errorcodes import ErrorCode
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from scoped_fastapi_check.analysis.counts import Counts
from scoped_fastapi_check.application.project_map import map_around
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.filtering import FileCheck, reported
from scoped_fastapi_check.diagnostics.ignore_comments import MARK
from scoped_fastapi_check.diagnostics.serialization import as_line
from scoped_fastapi_check.model.dependency_words import may_serve
from scoped_fastapi_check.project.source_file import decoded
from scoped_fastapi_check.rules.base import Outcome, run_rules
from scoped_fastapi_check.rules.registry import rules_for

from scoped_fastapi_mypy.build import Build
from scoped_fastapi_mypy.checked_module import CheckedModule, target_of
from scoped_fastapi_mypy.codes import ERROR_CODES, PARENT
from scoped_fastapi_mypy.engine import MypyEngine
from scoped_fastapi_mypy.evaluation import Evaluator, wants_exceptions
from scoped_fastapi_mypy.gc_pause import put_off
from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.node_index import Tree
from scoped_fastapi_mypy.relevance import Look
from scoped_fastapi_mypy.wholeness import is_whole

DETAILS: Final = "SCOPED_FASTAPI_DETAILS"


def is_users(file: MypyFile, errors: Errors) -> bool:
    """Whether a module is one whose errors are shown."""
    return not (file.is_stub or file.path in errors.ignored_files)


def check_file(
    file: MypyFile, checker: TypeChecker | None, build: Build, modules: dict[str, MypyFile]
) -> CheckedModule | None:
    """Check a module of the user's that mypy has just finished, with its type checker if it is known."""
    errors = build.errors
    if errors is None:
        return None
    # mypy has just set its error context to this module, and so to its options.
    checked = run_rules_over(file, errors.options, build, modules, checker)
    if checked is not None:
        sources = [modules[name].path for name in checked.sources]
        build.cache_validation.note(file, sources, checked)
    return checked


def run_rules_over(
    file: MypyFile,
    options: Options,
    build: Build,
    modules: dict[str, MypyFile],
    checker: TypeChecker | None = None,
) -> CheckedModule | None:
    """Run the rules over one module and report what they find.

    Where that breaks down, which is a bug of ours, a note says so and mypy's own run goes on.
    """
    errors = build.errors
    if errors is None:
        return None
    target = target_of(file) if options.fine_grained_incremental else file.fullname
    try:
        with put_off():
            checked = _run_rules(file, options, build, modules, checker)
            build.sources(modules).release()
    except Exception as error:
        if wants_exceptions(options):
            raise
        errors.set_file(file.path, target, options)
        message = f"This module could not be checked ({type(error).__name__}: {error})"
        errors.report(1, 0, f"{message}; please report it", PARENT, severity="note")
        return None
    errors.set_file(file.path, target, options)
    if checked is not None:
        _report(checked.outcome, Path(file.path), errors, options)
    return checked


def report_again(file: MypyFile, options: Options, build: Build, checked: CheckedModule) -> None:
    """Report what was found in a module before."""
    if build.errors is not None:
        build.errors.set_file(file.path, target_of(file), options)
        _report(checked.outcome, Path(file.path), build.errors, options)


def _run_rules(
    file: MypyFile,
    options: Options,
    build: Build,
    modules: dict[str, MypyFile],
    checker: TypeChecker | None,
) -> CheckedModule | None:
    """Run the rules over a module; nothing comes of one that cannot be read."""
    sources = build.sources(modules)
    # What was found out of a module holds for one build; in the daemon, modules change after it.
    look = build.relevance(modules).look(file) if build.is_first else Look(is_relevant=True)
    if not look.is_relevant and not may_serve(sources.text(file.fullname) or b""):
        return CheckedModule(None, look.sources, look.interfaces, {})
    module = sources.module(file.fullname)
    if module is None or build.plugin is None:
        return None
    tree = Tree(file)
    names = MypyNames(module, tree, modules, sources)
    evaluator = Evaluator(file, modules, options, build.plugin)
    engine = MypyEngine(names, tree, evaluator, options, checker, build.texts())
    with build.running_rules(), evaluator.at_work():
        on = build.tables.on(file.path, options)
        may_find = rules_for(knows_fastapi=look.is_relevant)
        rules = [rule for rule in may_find if rule.code.name in on]
        blocking = build.tables.blocking(file.path)
        outcome = run_rules(module, rules, engine, blocking, counts=_wants_details())
    outcome.keep(_reported(outcome, file, options, build, modules))
    view = map_around(Path(module.path)).view(module.path).digest
    words = engine.mentions.asked.get(module.path, {})
    read, named = names.sources | look.sources, names.interfaces | look.interfaces
    return CheckedModule(outcome, read, named, words, module.path, view)


def _reported(
    outcome: Outcome,
    file: MypyFile,
    options: Options,
    build: Build,
    modules: dict[str, MypyFile],
) -> list[Diagnostic]:
    """What is on in a module, and what no comment of ours silences; mypy looks at its own."""
    sources = build.sources(modules)
    text = sources.text(file.fullname) or b""
    file_check = FileCheck(
        decoded(text) if MARK in text else "",
        on=build.tables.on(file.path, options),
        failed={failure.code.name for failure in outcome.failures},
        is_whole=lambda: is_whole(file.fullname, sources),
    )
    return reported(outcome.findings, file_check)


def _report(outcome: Outcome | None, path: Path, errors: Errors, options: Options) -> None:
    if outcome is None:
        return
    # `scoped-fastapi check` reads from notes what is no error, or what a line of text cannot hold.
    wants_details = _wants_details()
    if wants_details and outcome.counts != Counts():
        # No comment is on the line before the first, and nobody has turned off a code that no page names.
        code = ErrorCode("scoped-fastapi-counts", "how much there was to check", "FastAPI")
        errors.report(0, -1, outcome.counts.as_line(), code, severity="note")
    for failure in outcome.failures:
        if wants_exceptions(options):
            raise failure.error
        code = ERROR_CODES[failure.code.name]
        errors.report(failure.line, 0, str(failure), code, severity="note")
    for finding in outcome.findings:
        code = ERROR_CODES.get(finding.code_name, PARENT)
        column = finding.column - 1  # mypy counts columns from 0.
        error = errors.report(finding.line, column, finding.message, code)
        notes = [finding.note, as_line(finding.inside(path)) if wants_details else None]
        for note in filter(None, notes):
            errors.report(finding.line, column, note, code, severity="note", parent_error=error)


def _wants_details() -> bool:
    return DETAILS in os.environ
