"""`scoped-fastapi check --watch`: checks again whenever a file changes, with a checker that stays."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Final, Protocol

from scoped_fastapi_check.check import (
    TROUBLES,
    CheckSession,
    Listener,
    Request,
    Result,
    check,
    top_of,
)
from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.project.watching import Watcher

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["BEGIN", "END", "watch_and_check"]

BEGIN: Final = "checking"
END: Final = "watching for changes"


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
    session = CheckSession()
    top = top_of(request)
    before: Result | None = None
    try:
        # From the first check on: what changes while it runs must not be missed.
        changes: Queue[set[Path] | Exception] = Queue()
        with Watcher(top, changes.put, changes.put):
            changed: set[Path] = set()
            while True:
                if clear:
                    screen.clear()
                screen.say(BEGIN)
                if changed:
                    screen.say(f"changed: {', '.join(sorted(map(os.path.relpath, changed)))}")
                try:
                    result = check(request, screen, session)
                    show(result)
                    if before is not None:
                        screen.say(_difference(before, result))
                    if before is None or _is_whole(result):
                        before = result
                except TROUBLES as error:
                    if before is None:
                        raise
                    screen.warn(str(error))
                screen.say(END)
                # Between two checks, when nobody waits for it.
                session.prepare()
                gc.collect()
                changed = _next(changes, top)
                session.changed(changed)
    finally:
        session.close()


def _difference(before: Result, after: Result) -> str:
    """How many findings are new and how many are gone, wherever the others have moved to.

    What was not checked is not fixed: it is compared with the last check that had everything.
    """
    old, new = (Counter(map(_identity, result.findings)) for result in (before, after))
    added, gone = (new - old).total(), (old - new).total()
    if _is_whole(after):
        return f"{added} new, {gone} fixed since the last check"
    return (
        f"{added} new since the last check; what is fixed is not known, because not all was checked"
    )


def _is_whole(result: Result) -> bool:
    return not result.unchecked and not result.failures


def _identity(finding: Diagnostic) -> tuple[Path, str, str]:
    return finding.path, finding.code_name, finding.message


def _next(changes: Queue[set[Path] | Exception], top: Path) -> set[Path]:
    """Wait for files that have changed since the last time."""
    found = changes.get()
    if isinstance(found, Exception):
        raise CheckerError(f"{top} cannot be watched: {found}") from found
    return found
