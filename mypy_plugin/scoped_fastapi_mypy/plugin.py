"""What mypy calls: it only hands over to the modules that do the work.

Those that are not needed before the first module was checked are imported then. With a warm cache
mypy itself is done in a tenth of a second, and the rules are not needed at all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mypy.plugin import (
    AnalyzeTypeContext,
    FunctionContext,
    MethodContext,
    Plugin,
    ReportConfigContext,
)
from mypy.version import __version__ as mypy_version
from scoped_fastapi_check.project.documents import read_from_elsewhere

# Makes mypy know the codes before it reads the options that name them.
from scoped_fastapi_mypy import codes as codes
from scoped_fastapi_mypy.build import WANTED_CALLS, WANTED_TYPES, Build
from scoped_fastapi_mypy.cache_validation import CacheValidation
from scoped_fastapi_mypy.evaluation import wants_exceptions
from scoped_fastapi_mypy.skipped_imports import SkippedImports
from scoped_fastapi_mypy.version import RELEASE, __version__

if TYPE_CHECKING:
    from mypy.nodes import MypyFile
    from mypy.options import Options
    from mypy.types import Type

    from scoped_fastapi_mypy.checked_module import CheckedModule
    from scoped_fastapi_mypy.daemon import Daemon


class ScopedFastAPIPlugin(Plugin):
    """Checks every module of the user right after mypy did."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        shadows = {os.path.abspath(file): other for file, other in options.shadow_file or []}
        self._build = Build(shadows=shadows, cache_validation=CacheValidation.of(options))
        # An editor has mypy read unsaved text from elsewhere: the application map reads that, too.
        read_from_elsewhere({Path(file): Path(other) for file, other in shadows.items()})
        self._daemon: Daemon | None = None
        if options.fine_grained_incremental:
            from scoped_fastapi_mypy.daemon import Daemon

            self._daemon = Daemon(
                self._check_again, self._report_again, self._build.tables.have_changed
            )
        self._raises = wants_exceptions(options)
        self._has_given_up = False
        self._skipped = SkippedImports(options)

    def _check_again(self, file: MypyFile, options: Options) -> CheckedModule | None:
        from scoped_fastapi_mypy.check import run_rules_over

        self._build.is_first = False
        return run_rules_over(file, options, self._build, self._modules or {})

    def _report_again(self, file: MypyFile, options: Options, checked: CheckedModule) -> None:
        from scoped_fastapi_mypy.check import report_again

        report_again(file, options, self._build, checked)

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Run the rules over a module that has just been checked."""
        try:
            return set() if self._has_given_up else self._check(file)
        except Exception as error:
            self._give_up(error)
            return set()

    def _check(self, file: MypyFile) -> set[str]:
        from scoped_fastapi_mypy.check import check_file, is_users

        modules, errors, daemon = self._modules or {}, self._build.errors, self._daemon
        checker = self._build.take_checker(file)
        if "fastapi" not in modules:
            self._skipped.look_at(file)
        if errors is None:
            return set()
        users = is_users(file, errors)
        if daemon is not None and daemon.puts_off(file, users, modules, errors):
            return set()
        checked = check_file(file, checker, self._build, modules) if users else None
        if daemon is not None:
            daemon.checked(file, checked, users, modules, errors)
        return set() if checked is None else checked.interfaces

    def _give_up(self, error: Exception) -> None:
        """Leave mypy alone from now on: outside of the rules only a new mypy makes this happen."""
        if self._raises:
            raise error
        if not self._has_given_up:
            self._has_given_up = True
            print(
                f"scoped_fastapi_mypy {RELEASE} failed with mypy {mypy_version} "
                f"({type(error).__name__}: {error}): FastAPI applications are not checked any "
                "further; please report it",
                file=sys.stderr,
            )

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Tell mypy that a cached module is out of date: no answer is equal to a stale one."""
        if ctx.is_check and not self._build.cache_validation.holds(ctx.id):
            return "out of date"
        state = self._build.tables.state(ctx.path)
        return f"{__version__} {state}" if state else __version__

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """Look for the table that holds for a module before it is checked: a wrong one ends the run."""
        self._build.tables.state(file.path)
        return []

    # mypy gives the hook above no way to report: these learn of one, and of the type checker that
    # is at work on the current module.

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """Learn of the build from a call of FastAPI's functions and classes."""
        # mypy asks for every call and every type of the project: most are told by their names.
        if not fullname.startswith(WANTED_CALLS) or not self._build.wants_calls:
            return None
        return partial(self._note_call, fullname)

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """Learn of the build from a call of the methods of FastAPI's classes."""
        if not fullname.startswith(WANTED_CALLS) or not self._build.wants_calls:
            return None
        return partial(self._note_call, fullname)

    def get_type_analyze_hook(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        """Learn of the build from a type, for modules that hold nothing but aliases."""
        # mypy asks for every mention of a type, and is told of the build by one of the first.
        if not self._build.wants_types or not fullname.startswith(WANTED_TYPES):
            return None
        return None if self._has_given_up else self._note_type

    def _note_type(self, context: AnalyzeTypeContext) -> Type:
        try:
            self._build.note_type(context)
        except Exception as error:
            self._give_up(error)
        with self._build.analysing():
            return context.api.analyze_type(context.type)

    def _note_call(self, fullname: str, context: FunctionContext | MethodContext) -> Type:
        try:
            checker = None if self._has_given_up else self._build.note_call(context)
            if self._daemon is not None and checker is not None:
                self._daemon.called(checker, self._modules or {})
            # With a full cache nothing is checked, and mypy starts without it.
            from scoped_fastapi_mypy.typed_runtime import result_type

            return result_type(fullname, context)
        except Exception as error:
            self._give_up(error)
            return context.default_return_type
