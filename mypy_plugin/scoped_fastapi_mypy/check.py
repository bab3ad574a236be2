"""Runs the rules over a module that mypy has just checked, and reports what they find."""

from __future__ import annotations

from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from scoped_fastapi_check.judge import Outcome, run_rules
from scoped_fastapi_check.rules import RULES

from scoped_fastapi_mypy import statistics
from scoped_fastapi_mypy.build import Build
from scoped_fastapi_mypy.codes import ERROR_CODES
from scoped_fastapi_mypy.evaluation import Evaluator
from scoped_fastapi_mypy.judge import MypyJudge
from scoped_fastapi_mypy.names import MypyNames
from scoped_fastapi_mypy.trees import Tree


def check_file(file: MypyFile, build: Build, modules: dict[str, MypyFile]) -> set[str]:
    """Check one module; the modules whose source was consulted for it are returned."""
    checker = build.take_checker(file)
    errors, plugin = build.errors, build.plugin
    if errors is None or plugin is None or file.is_stub or file.path in errors.ignored_files:
        return set()
    options = errors.options  # Those of this module: mypy has just set its error context to it.
    sources = build.sources(modules)
    module = sources.module(file.fullname)
    if module is None:
        return set()
    tree = Tree(file)
    names = MypyNames(module, tree, modules, sources)
    evaluator = Evaluator(file, modules, options, plugin)
    judge = MypyJudge(names, tree, evaluator, options, checker)
    with evaluator.at_work():
        outcome = run_rules(module, RULES, judge)
        statistics.write(module, judge)
    _report(outcome, file, errors, options)
    build.consulted.note(file.fullname, [modules[name].path for name in names.sources])
    return names.interfaces


def _report(outcome: Outcome, file: MypyFile, errors: Errors, options: Options) -> None:
    errors.set_file(file.path, file.fullname, options)
    for failure in outcome.failures:
        if options.show_traceback:
            raise failure.error
        errors.report(1, 0, str(failure), severity="note")
    for finding in outcome.findings:
        code = ERROR_CODES[finding.code.name]
        error = errors.report(finding.line, finding.column, finding.message, code)
        errors.report(
            finding.line, finding.column, finding.note, code, severity="note", parent_error=error
        )
