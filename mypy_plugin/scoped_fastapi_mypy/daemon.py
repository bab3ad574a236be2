"""Keeps the reports up to date in dmypy, which checks again only what it knows to be affected.

On an update the daemon forgets all errors, checks the changed modules whole and then, in all other
modules, the functions that depend on what has changed. The hook that the plugin works in is called
for the changed modules only; and what stands in the metadata of `Annotated` is no dependency that
mypy would know of. So at the end of an update all modules are checked again that import a changed
one transitively, and what was found in the others is reported once more.

The reports get a target of their own: those of a module or a function are thrown away when mypy
checks it once more, without another call of the hook.

That an update ends is told by a bell, which is hung in FastAPI itself (`update_end.py`). With
`--use-fine-grained-cache` that came from the cache, without its functions: then whatever calls FastAPI
makes the modules checked again.
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

from scoped_fastapi_mypy.checked_module import CheckedModule, target_of
from scoped_fastapi_mypy.reverse_imports import affected_by
from scoped_fastapi_mypy.update_end import UpdateEnd


@dataclass(frozen=True, slots=True)
class KnownModule:
    """A module of the user's: the options it has, and what came of checking it, if it was."""

    options: Options
    checked: CheckedModule | None = None


@dataclass(slots=True)
class Daemon:
    """The modules that a daemon has checked so far, and those that have changed since they were checked.

    `check` runs the rules over a module and reports what they find, `report` reports it once more;
    `is_reconfigured` tells whether other codes may be on than before.
    """

    check: Callable[[MypyFile, Options], CheckedModule | None]
    report: Callable[[MypyFile, Options, CheckedModule], None]
    is_reconfigured: Callable[[], bool]
    _known: dict[str, KnownModule] = field(default_factory=dict[str, KnownModule])
    _seen: set[str] = field(default_factory=set[str])
    _changed: set[str] = field(default_factory=set[str])
    _update_end: UpdateEnd = field(default_factory=UpdateEnd)

    def puts_off(
        self, file: MypyFile, is_users: bool, modules: dict[str, MypyFile], errors: Errors
    ) -> bool:
        """Whether a module that was checked whole need not be checked before the end of an update."""
        if not self._update_end.will_come(modules, errors):
            return False
        self._note(file, is_users, None, errors)
        return True

    def checked(
        self,
        file: MypyFile,
        checked: CheckedModule | None,
        is_users: bool,
        modules: dict[str, MypyFile],
        errors: Errors,
    ) -> None:
        """A module was checked whole, and checked if it is one of the user's."""
        is_update = file.fullname in self._seen
        self._note(file, is_users, checked, errors)
        if is_update:
            self._settle(modules, errors)
        else:
            self._changed.discard(file.fullname)
        self._update_end.arm(modules, errors)

    def called(self, checker: TypeChecker, modules: dict[str, MypyFile]) -> None:
        """mypy is checking a call of FastAPI, of a whole module or of a part that is affected."""
        file, errors = checker.tree, checker.errors
        if self._update_end.is_reached_by(checker, modules):
            self._settle(modules, errors)
            self._update_end.arm(modules, errors)
        elif checker.last_pass == DEFAULT_LAST_PASS:
            self._update_end.note(checker)
        elif file.fullname in self._known and not self._update_end.is_armed:
            self._changed.add(file.fullname)
            self._settle(modules, errors)

    def _note(
        self, file: MypyFile, is_users: bool, checked: CheckedModule | None, errors: Errors
    ) -> None:
        name = file.fullname
        self._changed.add(name)
        self._seen.add(name)
        if is_users:
            # mypy has just set its error context to this module, and so to its options.
            self._known[name] = KnownModule(errors.options, checked)
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
        options, checked = known.options, known.checked
        errors.set_file_ignored_lines(file.path, file.ignored_lines, options.ignore_errors)
        errors.set_skipped_lines(file.path, file.skipped_lines)
        errors.clear_errors_in_targets(file.path, {target_of(file)})
        # Files that are no modules of the build may have changed as well.
        if checked is None or is_affected or checked.words or _is_seen_otherwise(checked):
            self._known[file.fullname] = KnownModule(options, self.check(file, options))
        elif checked.has_reports:
            self.report(file, options, checked)


def _is_seen_otherwise(checked: CheckedModule) -> bool:
    """Whether the application map says something else of a module than when it was checked."""
    if checked.viewed is None:
        return False
    return map_around(Path(checked.viewed)).view(checked.viewed).digest != checked.view


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
