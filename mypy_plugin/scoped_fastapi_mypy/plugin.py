"""What mypy calls: it only hands over to the modules that do the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mypy.plugin import (
    AnalyzeTypeContext,
    FunctionContext,
    MethodContext,
    Plugin,
    ReportConfigContext,
)

# Makes mypy know the codes before it reads the options that name them.
from scoped_fastapi_mypy import codes as codes
from scoped_fastapi_mypy.build import Build
from scoped_fastapi_mypy.check import check_file
from scoped_fastapi_mypy.consulted import Consulted
from scoped_fastapi_mypy.version import __version__

if TYPE_CHECKING:
    from mypy.nodes import MypyFile
    from mypy.options import Options
    from mypy.types import Type


class ScopedFastAPIPlugin(Plugin):
    """Checks every module of the user right after mypy did."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._build = Build(
            shadows=dict(options.shadow_file or []), consulted=Consulted.of(options)
        )

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Run the rules over a module that has just been checked."""
        return check_file(file, self._build, self._modules or {})

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Tell mypy that a cached module is out of date: no answer is equal to a stale one."""
        if ctx.is_check and not self._build.consulted.holds(ctx.id):
            return "out of date"
        return __version__

    # mypy gives the hook above no way to report: these learn of one, and of the type checker that
    # is at work on the current module.

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """Learn of the build from a call of FastAPI's functions and classes."""
        return self._build.note_call if self._build.wants_call(fullname) else None

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """Learn of the build from a call of the methods of FastAPI's classes."""
        return self._build.note_call if self._build.wants_call(fullname) else None

    def get_type_analyze_hook(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        """Learn of the build from a type, for modules that hold nothing but aliases."""
        return self._build.note_type if self._build.wants_type(fullname) else None
