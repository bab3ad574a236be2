"""Keeps the reports up to date in dmypy, which checks again only what it knows to be affected.

On an update the daemon forgets all errors, checks the changed modules whole and then, in all other
modules, the functions that depend on what has changed. The hook that the plugin works in is called
for the changed modules only; and what stands in the metadata of `Annotated` is no dependency that
mypy would know of. So at the end of an update all modules are judged again that import a changed
one, in the end, and what was found in the others is reported once more.

The reports get a target of their own: those of a module or a function are thrown away when mypy
checks it once more, without another call of the hook.

That an update ends is told by a bell, which is hung in FastAPI itself (`update_end.py`). With
`--use-fine-grained-cache` that came from the cache, without its functions: then whatever calls FastAPI
makes the modules judged again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mypy.checker import DEFAULT_LAST_PASS, TypeChecker
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from scoped_fastapi_check.application.files import verify_files
from scoped_fastapi_check.application.project_map import map_around

from scoped_fastapi_mypy.judged import Judged, target_of
from scoped_fastapi_mypy.reverse_imports import affected_by
from scoped_fastapi_mypy.update_end import Bell


@dataclass(frozen=True, slots=True)
class Known:
    """A module of the user's: the options it has, and what came of judging it, if it was."""

    options: Options
    judged: Judged | None = None


@dataclass(slots=True)
class Daemon:
    """The modules that a daemon has checked so far, and those that have changed since they were judged.

    `judge` runs the rules over a module and reports what they find, `report` reports it once more;
    `is_reconfigured` tells whether other codes may be on than before.
    """

    judge: Callable[[MypyFile, Options], Judged | None]
    report: Callable[[MypyFile, Options, Judged], None]
    is_reconfigured: Callable[[], bool]
    _known: dict[str, Known] = field(default_factory=dict[str, Known])
    _seen: set[str] = field(default_factory=set[str])
    _changed: set[str] = field(default_factory=set[str])
    _bell: Bell = field(default_factory=Bell)

    def puts_off(
        self, file: MypyFile, is_users: bool, modules: dict[str, MypyFile], errors: Errors
    ) -> bool:
        """Whether a module that was checked whole need not be judged before the end of an update."""
        if not self._bell.will_ring(modules, errors):
            return False
        self._note(file, is_users, None, errors)
        return True

    def checked(
        self,
        file: MypyFile,
        judged: Judged | None,
        is_users: bool,
        modules: dict[str, MypyFile],
        errors: Errors,
    ) -> None:
        """A module was checked whole, and judged if it is one of the user's."""
        is_update = file.fullname in self._seen
        self._note(file, is_users, judged, errors)
        if is_update:
            self._settle(modules, errors)
        else:
            self._changed.discard(file.fullname)
        self._bell.hang(modules, errors)

    def called(self, checker: TypeChecker, modules: dict[str, MypyFile]) -> None:
        """mypy is checking a call of FastAPI, of a whole module or of a part that is affected."""
        file, errors = checker.tree, checker.errors
        if self._bell.is_rung_by(checker, modules):
            self._settle(modules, errors)
            self._bell.hang(modules, errors)
        elif checker.last_pass == DEFAULT_LAST_PASS:
            self._bell.note(checker)
        elif file.fullname in self._known and not self._bell.is_hung:
            self._changed.add(file.fullname)
            self._settle(modules, errors)

    def _note(self, file: MypyFile, is_users: bool, judged: Judged | None, errors: Errors) -> None:
        name = file.fullname
        self._changed.add(name)
        self._seen.add(name)
        if is_users:
            # mypy has just set its error context to this module, and so to its options.
            self._known[name] = Known(errors.options, judged)
        else:
            self._known.pop(name, None)

    def _settle(self, modules: dict[str, MypyFile], errors: Errors) -> None:
        """Report what is found in all modules now."""
        verify_files()
        gone = self._seen - modules.keys()
        self._seen -= gone
        affected = affected_by(self._changed | gone, modules)
        if self.is_reconfigured():
            affected = set(self._known)
        with _context_of(errors):
            for name in list(self._known):
                if name in gone:
                    del self._known[name]
                elif not modules[name].is_cache_skeleton:
                    self._report(modules[name], name in affected, errors)
        self._changed.clear()

    def _report(self, file: MypyFile, is_affected: bool, errors: Errors) -> None:
        """Report what is found in a module; the rules are run only if that may be something else."""
        known = self._known[file.fullname]
        options, judged = known.options, known.judged
        errors.set_file_ignored_lines(file.path, file.ignored_lines, options.ignore_errors)
        errors.set_skipped_lines(file.path, file.skipped_lines)
        errors.clear_errors_in_targets(file.path, {target_of(file)})
        # Files that are no modules of the build may have changed as well.
        if judged is None or is_affected or judged.mentions or _is_seen_otherwise(judged):
            self._known[file.fullname] = Known(options, self.judge(file, options))
        elif judged.has_reports:
            self.report(file, options, judged)


def _is_seen_otherwise(judged: Judged) -> bool:
    """Whether the application map says something else of a module than when it was judged."""
    if judged.viewed is None:
        return False
    return map_around(Path(judged.viewed)).view(judged.viewed).digest != judged.view


@contextmanager
def _context_of(errors: Errors) -> Generator[None]:
    """Put the place that mypy is at back, as it goes on there.

    In the middle of a call mypy may be watching errors, to drop them or to file them where it is.
    """
    context = errors.file, errors.target_module, errors.options, errors.scope
    watchers = errors._watchers  # pyright: ignore[reportPrivateUsage]
    watching = watchers[:]
    watchers.clear()
    yield
    watchers[:] = watching
    errors.set_file(*context)
