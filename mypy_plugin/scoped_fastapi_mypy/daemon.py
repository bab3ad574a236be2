"""Keeps the reports up to date in dmypy, which checks again only what it knows to be affected.

On an update the daemon forgets all errors, checks the changed modules whole and then, in all other
modules, the functions that depend on what has changed. The hook that the plugin works in is called
for the changed modules only, and what stands in the metadata of `Annotated` is no dependency that
mypy would know of. So with every module that is checked, all others are judged again.

The reports get a target of their own: those of a module or a function are thrown away when mypy
checks it once more, without another call of the hook.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mypy.checker import TypeChecker
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options

# mypy finds the module that a target belongs to by its prefix; no definition has such a name.
_TARGET = ".<fastapi>"


def target_of(file: MypyFile) -> str:
    """The target that the reports of a module are filed under."""
    return file.fullname + _TARGET


@dataclass(slots=True)
class Daemon:
    """The modules that a daemon has checked so far, with their options.

    `judge` runs the rules over a module, reports what they find and returns whether that is
    anything.
    """

    judge: Callable[[MypyFile, Options], bool]
    _options: dict[str, Options] = field(default_factory=dict[str, Options])
    _reported: set[str] = field(default_factory=set[str])
    _checkers: dict[str, TypeChecker] = field(default_factory=dict[str, TypeChecker])

    def checked(
        self, file: MypyFile, found: bool, modules: dict[str, MypyFile], errors: Errors
    ) -> None:
        """A module was checked whole: in an update, judge all others again."""
        is_update = file.fullname in self._options or not self._reported <= errors.targets()
        self._options[file.fullname] = errors.options
        self._note(file, found)
        if not is_update:
            return
        with _context_of(errors):
            for name in list(self._options):
                other = modules.get(name)
                if other is None:
                    del self._options[name]
                    self._reported.discard(name + _TARGET)
                elif other is not file:
                    self._judge(other, errors)

    def rechecked(self, checker: TypeChecker) -> None:
        """mypy is checking parts of a module once more: judge it, as its signatures are new."""
        file = checker.tree
        if file.fullname in self._options and self._checkers.get(file.fullname) is not checker:
            self._checkers[file.fullname] = checker
            with _context_of(checker.errors):
                self._judge(file, checker.errors)

    def _judge(self, file: MypyFile, errors: Errors) -> None:
        if file.is_cache_skeleton:
            return
        options = self._options[file.fullname]
        errors.set_file_ignored_lines(file.path, file.ignored_lines, options.ignore_errors)
        errors.set_skipped_lines(file.path, file.skipped_lines)
        errors.clear_errors_in_targets(file.path, {target_of(file)})
        self._note(file, self.judge(file, options))

    def _note(self, file: MypyFile, found: bool) -> None:
        if found:
            self._reported.add(target_of(file))
        else:
            self._reported.discard(target_of(file))


@contextmanager
def _context_of(errors: Errors) -> Generator[None]:
    """Put the place that mypy is at back, as it goes on there."""
    context = errors.file, errors.target_module, errors.options, errors.scope
    yield
    errors.set_file(*context)
