"""What the plugin has to know of the mypy build it runs in.

mypy passes this on only with hooks that fire while a module is being checked. Everything here leans
on attributes of mypy's own objects (`errors`, `plugin`, `modules`) that are no promised interface.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mypy.checker import TypeChecker
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.plugin import AnalyzeTypeContext, FunctionContext, MethodContext, Plugin
from mypy.semanal import SemanticAnalyzer
from mypy.typeanal import TypeAnalyser

from scoped_fastapi_mypy.cache_validation import CacheValidation
from scoped_fastapi_mypy.tables import PluginTables

if TYPE_CHECKING:
    from scoped_fastapi_check.project.text_search import Texts

    from scoped_fastapi_mypy.relevance import Relevance
    from scoped_fastapi_mypy.sources import Sources

# Only the first plugin that wants a call or a type is asked, so names that other plugins (mypy's
# own among them) care for are left alone.
WANTED_CALLS: Final = ("fastapi.", "scoped_fastapi.")
WANTED_TYPES: Final = ("builtins.", "typing.", "typing_extensions.")


@dataclass(slots=True)
class Build:
    """The running build, as far as it is known yet; `is_first` until the daemon updates it."""

    shadows: dict[str, str]
    cache_validation: CacheValidation
    tables: PluginTables = field(default_factory=PluginTables)
    is_first: bool = True
    errors: Errors | None = None
    plugin: Plugin | None = None
    wants_types: bool = True
    """Whether a hook is worth it for mentions of `WANTED_TYPES`, which tell of the build."""
    checkers: dict[str, TypeChecker] = field(default_factory=dict[str, TypeChecker])
    _sources: Sources | None = None
    _relevance: Relevance | None = None
    _texts: Texts | None = None
    _is_running_rules: bool = False

    @property
    def wants_calls(self) -> bool:
        """Whether a hook is worth it for calls of `WANTED_CALLS`."""
        return not self._is_running_rules

    @contextmanager
    def running_rules(self) -> Generator[None]:
        """While the rules are run, calls are evaluated that are none of the user's."""
        self._is_running_rules = True
        try:
            yield
        finally:
            self._is_running_rules = False

    @contextmanager
    def analysing(self) -> Generator[None]:
        """While a type is analysed as if there were no hook, which would be called for it again."""
        self.wants_types = False
        try:
            yield
        finally:
            self.wants_types = self.errors is None

    def note_call(self, context: FunctionContext | MethodContext) -> TypeChecker | None:
        """Learn of the build and of the current type checker, which is returned."""
        checker = context.api
        if not isinstance(checker, TypeChecker):
            return None
        self._note(checker.errors, checker.plugin)
        self.checkers[checker.tree.fullname] = checker
        return checker

    def note_type(self, context: AnalyzeTypeContext) -> None:
        """Learn of the build."""
        analyser = context.api
        if isinstance(analyser, TypeAnalyser) and isinstance(analyser.api, SemanticAnalyzer):
            self._note(analyser.api.errors, analyser.plugin)

    def _note(self, errors: Errors, plugin: Plugin) -> None:
        if self.errors is None:
            self.errors = errors
            self.plugin = plugin
            self.wants_types = False

    def sources(self, modules: dict[str, MypyFile]) -> Sources:
        """The reader of the sources of `modules`, one for the whole build."""
        from scoped_fastapi_mypy.sources import Sources

        if self._sources is None or self._sources.modules is not modules:
            self._sources = Sources(modules, self.shadows)
        return self._sources

    def texts(self) -> Texts:
        """What the files of the project say: in the daemon, they change after the first build."""
        from scoped_fastapi_check.project.text_search import Texts

        if self._texts is None or not self.is_first:
            self._texts = Texts()
        return self._texts

    def relevance(self, modules: dict[str, MypyFile]) -> Relevance:
        """Which of `modules` the rules are to be run over."""
        from scoped_fastapi_mypy.relevance import Relevance

        sources = self.sources(modules)
        if self._relevance is None or self._relevance.sources is not sources:
            self._relevance = Relevance(modules, sources)
        return self._relevance

    def take_checker(self, file: MypyFile) -> TypeChecker | None:
        """The type checker that has just checked `file`, if a hook has told of it."""
        checker = self.checkers.pop(file.fullname, None)
        return checker if checker is not None and checker.tree is file else None
