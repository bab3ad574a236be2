"""`scoped-fastapi check --watch`: checks again whenever a file changes, with a checker that stays."""

from __future__ import annotations

import gc
import os
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Final, Protocol, Self

from watchfiles import DefaultFilter, watch

from scoped_fastapi_check.check import (
    TROUBLES,
    Listener,
    Request,
    Result,
    Standing,
    check,
    top_of,
)
from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.project.files import SKIPPED_FOLDERS

if TYPE_CHECKING:
    from watchfiles import Change

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["BEGIN", "END", "watch_and_check"]

BEGIN: Final = "checking"
END: Final = "watching for changes"

# How long to gather changes that come together, and how often to look for more, in milliseconds.
_GATHER, _STEP = 200, 20
_CONFIGURATION = frozenset({"setup.cfg", "mypy.ini", "pyrightconfig.json", ".gitignore", ".ignore"})


class _Filter(DefaultFilter):
    """Sources, and the files that say where imports start."""

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change can have to do with the results."""
        name = Path(path).name
        is_ours = name.endswith((".py", ".pyi", ".toml")) or name in _CONFIGURATION
        return is_ours and super().__call__(change, path)


class Screen(Listener, Protocol):
    """Who is told of what goes on, and can begin anew."""

    def clear(self) -> None:
        """Begin with an empty screen, where there is one."""
        ...


def watch_and_check(
    request: Request, screen: Screen, show: Callable[[Result], None], *, clear: bool = False
) -> None:
    """Check, show the result, and do both again after each change, until Ctrl-C.

    The lines `BEGIN` and `END` stand around each check, for the tasks of editors. Raises what `check` raises
    where there is no first result.
    """
    standing = Standing()
    top = top_of(request)
    before: Result | None = None
    try:
        # From the first check on: what changes while it runs must not be missed.
        with _Watcher(top) as watcher:
            changed: set[Path] = set()
            while True:
                if clear:
                    screen.clear()
                screen.say(BEGIN)
                if changed:
                    screen.say(f"changed: {', '.join(sorted(map(os.path.relpath, changed)))}")
                try:
                    result = check(request, screen, standing)
                    show(result)
                    if before is not None:
                        screen.say(_difference(before, result))
                    before = result
                except TROUBLES as error:
                    if before is None:
                        raise
                    screen.warn(str(error))
                screen.say(END)
                # Between two checks, when nobody waits for it.
                standing.prepare()
                gc.collect()
                changed = watcher.changed()
                standing.changed(changed)
    finally:
        standing.close()


def _difference(before: Result, after: Result) -> str:
    """How many findings are new and how many are gone, wherever the others have moved to."""
    old, new = (Counter(map(_identity, result.findings)) for result in (before, after))
    return f"{(new - old).total()} new, {(old - new).total()} fixed since the last check"


def _identity(finding: Diagnostic) -> tuple[Path, str, str]:
    return finding.path, finding.code_name, finding.message


class _Watcher:
    """Watches a folder in a thread of its own."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._changes: Queue[set[Path] | Exception] = Queue()
        self._end = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()

    def changed(self) -> set[Path]:
        """Wait for files that have changed since the last time."""
        changes = self._changes.get()
        if isinstance(changes, Exception):
            raise CheckerError(f"{self._top} cannot be watched: {changes}") from changes
        return changes

    def _watch(self) -> None:
        quiet = _Filter(ignore_dirs=(*DefaultFilter.ignore_dirs, *SKIPPED_FOLDERS))
        try:
            for changes in watch(
                self._top,
                watch_filter=quiet,
                debounce=_GATHER,
                step=_STEP,
                stop_event=self._end,
                raise_interrupt=False,
            ):
                self._changes.put({Path(path) for _, path in changes})
        except Exception as error:  # It is told where somebody waits for it.
            self._changes.put(error)
