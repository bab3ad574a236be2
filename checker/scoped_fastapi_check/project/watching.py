"""Watches folders for files that can have to do with results."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from watchfiles import Change, DefaultFilter, watch

from scoped_fastapi_check.project.file_kinds import may_be_folder, may_matter
from scoped_fastapi_check.project.files import SKIPPED_FOLDERS

__all__ = ["Watcher"]

# How long to gather changes that come together, and how often to look for more, in milliseconds.
_GATHER, _STEP = 200, 20


class _Filter(DefaultFilter):
    """Sources, and the files that say where imports start."""

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change can have to do with the results."""
        # What is in a folder that is moved is not told of, file by file; what changes in one is.
        is_ours = may_matter(Path(path)) and not (
            change is Change.modified and may_be_folder(Path(path))
        )
        return is_ours and super().__call__(change, path)


class Watcher:
    """Watches a folder in a thread of its own, which calls `changed` with files that have changed.

    Where a folder cannot be watched, `failed` is called with the reason, and nothing after it.
    """

    def __init__(
        self,
        top: Path,
        changed: Callable[[set[Path]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._top = top
        self._changed = changed
        self._failed = failed
        self._end = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._watch, name="watching", daemon=True).start()

    def stop(self) -> None:
        """Watch no more."""
        self._end.set()

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
                self._changed({Path(path) for _, path in changes})
        except Exception as error:  # It is told where somebody waits for it.
            self._failed(error)
