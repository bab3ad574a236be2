"""Keeps the reports up to date in dmypy, which checks again only what it knows to be affected.

On an update the daemon forgets all errors, checks the changed modules whole and then, in all other
modules, the functions that depend on what has changed. The hook that the plugin works in is called
for the changed modules only, and what stands in the metadata of `Annotated` is no dependency that
mypy would know of. So with every module that is checked, all others are judged again.

The reports get a target of their own: those of a module or a function are thrown away when mypy
checks it once more, without another call of the hook.

When a module is deleted the daemon forgets all errors as well, and checks nothing whole. So bells are
hung: at the end of an update mypy checks those parts again that had errors before, and an error that
is never shown, in a part that calls FastAPI, makes it check the part again and call a hook. FastAPI
calls itself, and that is where they are hung if they can be: what is checked once more than it would
be without the plugin may get other errors of mypy's own (from a star import in a cycle, say).
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mypy.checker import DEFAULT_LAST_PASS, TypeChecker
from mypy.errors import ErrorInfo, Errors
from mypy.nodes import MypyFile
from mypy.options import Options

# mypy finds the module that a target belongs to by its prefix; no definition has such a name.
_TARGET = ".<fastapi>"
_LIBRARY = "fastapi."


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
    _passed: set[str] = field(default_factory=set[str])
    _reported: set[str] = field(default_factory=set[str])
    _checkers: dict[str, TypeChecker] = field(default_factory=dict[str, TypeChecker])
    _last_calls: dict[str, object] = field(default_factory=dict[str, object])
    _bells: dict[str, str] = field(default_factory=dict[str, str])
    _library: dict[str, str] = field(default_factory=dict[str, str])

    def checked(
        self, file: MypyFile, found: bool, modules: dict[str, MypyFile], errors: Errors
    ) -> None:
        """A module was checked whole: in an update, judge all others again."""
        is_update = file.fullname in self._options or self._has_lost(errors)
        self._options[file.fullname] = errors.options
        self._note(file, found)
        if is_update:
            self._judge_all(file, modules, errors)
        self._hang_bells(modules, errors)

    def passed(self, file: MypyFile, modules: dict[str, MypyFile], errors: Errors) -> None:
        """A module was checked whole whose errors are not shown: others may depend on it all the same."""
        is_update = file.fullname in self._passed or self._has_lost(errors)
        self._passed.add(file.fullname)
        if is_update:
            self._judge_all(file, modules, errors)
            self._hang_bells(modules, errors)

    def called(self, checker: TypeChecker, call: object, modules: dict[str, MypyFile]) -> None:
        """mypy is checking a call of FastAPI, of a whole module or of a part that is affected."""
        file, errors = checker.tree, checker.errors
        self._note_bell(checker)
        # Parts are given more passes than whole modules, for which the other hook comes in the end.
        if checker.last_pass == DEFAULT_LAST_PASS:
            self._last_calls[file.fullname] = call
            return
        if file.path in errors.ignored_files:
            if self._has_lost(errors):
                self._judge_all(file, modules, errors)
            self._hang_bells(modules, errors)
            return
        if file.fullname not in self._options:
            return
        is_first = self._checkers.get(file.fullname) is not checker
        # Variables between the two have no types before the last one.
        if is_first or call is self._last_calls.get(file.fullname):
            self._checkers[file.fullname] = checker
            with _context_of(errors):
                self._judge(file, errors)
            if self._has_lost(errors):
                self._judge_all(file, modules, errors)
            self._hang_bells(modules, errors)

    def _has_lost(self, errors: Errors) -> bool:
        return not self._reported <= errors.targets()

    def _judge_all(self, file: MypyFile, modules: dict[str, MypyFile], errors: Errors) -> None:
        """Judge all modules again but `file`."""
        with _context_of(errors):
            for name in list(self._options):
                other = modules.get(name)
                if other is None:
                    self._forget(name)
                elif other is not file:
                    self._judge(other, errors)

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

    def _forget(self, name: str) -> None:
        self._options.pop(name, None)
        self._bells.pop(name, None)
        self._reported.discard(name + _TARGET)

    # Bells

    def _note_bell(self, checker: TypeChecker) -> None:
        """Remember a part of a module in which FastAPI is called: a function, rather than all else."""
        module = checker.tree.fullname
        bells = self._library if module.startswith(_LIBRARY) else self._bells
        if bells.get(module, module) == module:
            bells[module] = checker.tscope.current_target() or module

    def _hang_bells(self, modules: dict[str, MypyFile], errors: Errors) -> None:
        """Make sure to be called at the end of the next update for all that is reported now."""
        if not self._reported:
            return
        for name, target in self._hung(modules).items():
            infos = errors.error_info_map.setdefault(modules[name].path, [])
            if not any(info.target == target for info in infos):
                infos.append(_bell(modules[name], target))

    def _hung(self, modules: dict[str, MypyFile]) -> dict[str, str]:
        """Where to hang bells: the parts of modules, by the modules' names."""
        functions = {m: t for m, t in self._library.items() if t != m and m in modules}
        if functions:
            # mypy goes through the modules by their names: late, the types of others are settled.
            last = max(functions)
            return {last: functions[last]}
        # FastAPI itself came from the cache, without its syntax tree.
        reported = {target.removesuffix(_TARGET) for target in self._reported}
        # Where a module with reports does not call FastAPI, whatever bell rings must do.
        hung = reported if reported <= self._bells.keys() else self._bells.keys()
        return {name: self._bells[name] for name in hung if name in modules}


def _bell(file: MypyFile, target: str) -> ErrorInfo:
    info = ErrorInfo(
        import_ctx=[],
        local_ctx=(None, None),
        line=1,
        column=0,
        end_line=1,
        end_column=0,
        severity="note",
        message="",
        code=None,
        blocker=False,
        only_once=False,
        module=file.fullname,
        target=target,
    )
    info.hidden = True
    return info


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
