"""`scoped-fastapi check --watch`: checks again whenever a file changes, with a checker that stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

from scoped_fastapi_check.check import TROUBLES, Request, Result, Standing, check
from scoped_fastapi_check.discovery import SKIPPED_FOLDERS

if TYPE_CHECKING:
    from watchfiles import Change

    from scoped_fastapi_check.check import Listener

__all__ = ["watch_and_check"]

# How long to gather changes that come together, and how often to look for more, in milliseconds.
_GATHER, _STEP = 200, 20
_CONFIGURATION = frozenset({"pyproject.toml", "setup.cfg", "mypy.ini", "pyrightconfig.json"})


class _Filter(DefaultFilter):
    """Sources, and the files that say where imports start."""

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change can have to do with the results."""
        name = Path(path).name
        is_ours = name.endswith((".py", ".pyi", ".toml")) or name in _CONFIGURATION
        return is_ours and super().__call__(change, path)


def watch_and_check(request: Request, listener: Listener, show: Callable[[Result], None]) -> None:
    """Check, show the result, and do both again after each change, until Ctrl-C.

    Raises what `check` raises where there is no first result.
    """
    standing = Standing()
    try:
        show(check(request, listener, standing))
        for changed in _changes(standing):
            standing.changed(changed)
            listener.say(f"changed: {', '.join(sorted(map(_shown, changed)))}")
            try:
                show(check(request, listener, standing))
            except TROUBLES as error:
                listener.warn(str(error))
    finally:
        standing.close()


def _shown(path: Path) -> str:
    return os.path.relpath(path)


def _changes(standing: Standing) -> Iterator[set[Path]]:
    assert standing.top is not None
    quiet = _Filter(ignore_dirs=(*DefaultFilter.ignore_dirs, *SKIPPED_FOLDERS))
    for changes in watch(standing.top, watch_filter=quiet, debounce=_GATHER, step=_STEP):
        yield {Path(path) for _, path in changes}
