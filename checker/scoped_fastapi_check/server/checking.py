"""The thread that checks: one check at a time, of what is there when it begins.

Everything that happens (an edit, a file that appears, a folder that is opened) is put into one queue.
Before each check all of it is taken out, so that keystrokes that come faster than checks never queue
up. A document that is edited is judged before all else, and shown at once; the rest of the check ends
with the next keystroke. All that reads the project runs in this thread, so that no text changes under a
check.
"""

from __future__ import annotations

import gc
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from scoped_fastapi_check.check import TROUBLES, CheckSession, Listener, Request, Result, check
from scoped_fastapi_check.checkers.urgency import Found, OutdatedError, Urgency
from scoped_fastapi_check.project.documents import close_document, open_document, opened
from scoped_fastapi_check.project.file_kinds import is_template
from scoped_fastapi_check.project.files import NoFilesError
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE
from scoped_fastapi_check.project.source_file import is_python
from scoped_fastapi_check.server.surveying import InterruptedSurveyError, Surveyor
from scoped_fastapi_check.templates.reading import is_readable

if TYPE_CHECKING:
    from scoped_fastapi_check.server.atlas import Atlas

__all__ = ["Checking", "Folder", "Outcomes"]

log = logging.getLogger(__name__)

# An edit often comes in several messages: what follows so closely belongs to it.
_GATHER: Final = 0.03
# So long nothing may happen before the routes are looked at, and the next check is prepared: who types
# is not held up by that.
_QUIET: Final = 0.15
_STEP: Final = 0.01
# Garbage is looked for where nothing happens for so long, or there are so many new objects; while that goes
# on nobody is answered.
_REST: Final = 5.0
_MOST_NEW: Final = 300_000


@dataclass(eq=False)
class Folder:
    """A folder, or a single file, that is checked as one project; and what its last check found."""

    path: Path
    request: Request
    session: CheckSession = field(default_factory=CheckSession)
    result: Result | None = None
    is_dirty: bool = True
    changed: set[Path] = field(default_factory=set[Path])
    """The files that have changed since all of it was checked."""
    surveyor: Surveyor = field(default_factory=Surveyor)
    has_survey: bool = False
    is_surveyed: bool = False
    """Whether the last survey is of what is there now."""

    def holds(self, path: Path) -> bool:
        """Whether a file belongs to it."""
        return path.is_relative_to(self.path)

    def concerns(self, path: Path) -> bool:
        """Whether what is found in it may change with a file: one of its own, or one that it imports."""
        return self.holds(path) or self.session.reads(path)


class Outcomes(Listener, Protocol):
    """Who hears what comes of checks; all of it is called in the checking thread."""

    def started(self, folder: Folder) -> None:
        """A check begins."""
        ...

    def finished(self, folder: Folder) -> None:
        """A check is done."""
        ...

    def judged(self, folder: Folder, found: Found, serial: int) -> None:
        """What is found in some documents, with everything up to the event `serial`."""
        ...

    def unchanged(self, paths: frozenset[Path], serial: int) -> None:
        """What counts of some documents is what was judged before the event `serial`."""
        ...

    def failed(self, folder: Folder, error: Exception) -> None:
        """A check came to nothing."""
        ...

    def idle(self, serial: int) -> None:
        """Everything up to the event `serial` is checked."""
        ...

    def surveyed(self, folder: Folder, atlases: tuple[Atlas, ...]) -> None:
        """The routes of a folder are known anew."""
        ...

    def closed(self, path: Path) -> None:
        """A folder is not checked any more."""
        ...


Event = Callable[[], None]


class Checking:
    """The thread, its folders and its documents."""

    def __init__(self, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self._events: queue.SimpleQueue[tuple[int, Event] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._serial = 0
        self._is_stopped = False
        self._is_frozen = False
        self._changed: set[Path] = set()
        self._edited: set[Path] = set()
        self._unchanged: set[Path] = set()
        """Documents that were edited, of which an older text still counts."""
        self._last_edit = 0
        self.folders: dict[Path, Folder] = {}
        self._thread = threading.Thread(target=self._run, name="checking", daemon=True)

    def start(self) -> None:
        """Begin to check."""
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """End the thread and all checkers, and wait for that as long as this."""
        with self._lock:
            self._is_stopped = True
        self._events.put(None)
        if self._thread.is_alive():
            self._thread.join(seconds)

    @property
    def serial(self) -> int:
        """The number of the last event."""
        return self._serial

    def put(self, event: Event) -> int:
        """Have something done in the checking thread before the next check; its number."""
        with self._lock:
            if self._is_stopped:
                return self._serial  # Nobody would ever answer it.
            self._serial += 1
            self._events.put((self._serial, event))
            return self._serial

    # Events

    def edit(self, path: Path, text: str) -> int:
        """A document has this text now."""
        self._last_edit = self.put(lambda: self._edit(path, text))
        return self._last_edit

    def close(self, path: Path) -> int:
        """A document is closed: its file counts again."""
        return self.put(lambda: self._close(path))

    def touch(self, paths: set[Path]) -> int:
        """Files have changed, appeared or disappeared."""
        return self.put(lambda: self._touch(paths))

    def open_folder(self, folder: Folder) -> int:
        """Check a folder, too, or one anew with another request."""
        return self.put(lambda: self._open_folder(folder))

    def close_folder(self, path: Path) -> int:
        """Check a folder no more."""
        return self.put(lambda: self._forget_folder(path))

    def _edit(self, path: Path, text: str) -> None:
        # Between two keystrokes most texts are no Python: the last one that was stands for it.
        # So it is with what is too large to be read from a file.
        reads = is_readable if is_template(path) else is_python
        if len(text) <= LARGEST_SOURCE and reads(text) and open_document(path, text):
            self._edited.add(path)
            self._touch({path})
        else:
            self._unchanged.add(path)

    def _close(self, path: Path) -> None:
        close_document(path)
        self._touch({path})

    def _touch(self, paths: set[Path]) -> None:
        self._changed |= paths

    def _open_folder(self, folder: Folder) -> None:
        self._close_folder(folder.path)
        self.folders[folder.path] = folder

    def _forget_folder(self, path: Path) -> None:
        self._close_folder(path)
        self._outcomes.closed(path)

    def _close_folder(self, path: Path) -> None:
        known = self.folders.pop(path, None)
        if known is not None:
            known.session.close()

    # The thread

    def _run(self) -> None:
        try:
            while (first := self._next()) is not None:
                serial = self._take(first)
                if serial is None:
                    return
                self._note_changes()
                if not self._check_all(serial):
                    continue
                self._outcomes.idle(serial)
                is_quiet = self._is_quiet()
                if is_quiet or not all(one.has_survey for one in self.folders.values()):
                    self._survey()
                if is_quiet and not self._has_events():
                    self._prepare()
        finally:
            for path in list(self.folders):
                self._close_folder(path)

    def _next(self) -> tuple[int, Event] | None:
        """Wait for what happens next, and use a longer rest."""
        try:
            return self._events.get(timeout=_REST)
        except queue.Empty:
            self._collect()
            return self._events.get()

    def _take(self, first: tuple[int, Event]) -> int | None:
        """Do what has happened, and all that happens shortly after; None where it is to end."""
        serial = 0
        event: tuple[int, Event] | None = first
        until = time.monotonic() + _GATHER
        while event is not None:
            serial, act = event
            act()
            try:
                event = self._events.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                return serial
        return None

    def _note_changes(self) -> None:
        changed, self._changed = self._changed, set()
        if not changed:
            return
        for folder in self.folders.values():
            concerned = {path for path in changed if folder.concerns(path)}
            if concerned:
                folder.session.changed(concerned)
                folder.changed |= concerned
                folder.is_dirty, folder.is_surveyed = True, False

    def _check_all(self, serial: int) -> bool:
        """Check what has changed; whether it was checked to the end."""
        edited, self._edited = frozenset(self._edited), set()
        unchanged, self._unchanged = frozenset(self._unchanged - edited), set()
        dirty = [folder for folder in self.folders.values() if folder.is_dirty]
        changed = {path for folder in dirty for path in folder.changed}
        if all(folder.result is not None for folder in dirty):
            # Where another file has changed, what is known of these may not hold any more.
            self._outcomes.unchanged(frozenset(p for p in unchanged if changed <= {p}), serial)
        for folder in sorted(dirty, key=lambda folder: not any(map(folder.holds, edited))):
            try:
                self._check(folder, self._urgency(folder, edited, serial))
            except OutdatedError:
                return False
        return True

    def _urgency(self, folder: Folder, edited: frozenset[Path], serial: int) -> Urgency:
        if folder.result is None:
            return (
                Urgency()
            )  # The first check is much longer than any other: let it come to its end.
        return Urgency(
            edited,
            lambda found: self._outcomes.judged(folder, found, serial),
            lambda: self._last_edit > serial,
            opened(),
        )

    def _check(self, folder: Folder, urgency: Urgency) -> None:
        self._outcomes.started(folder)
        folder.is_dirty = False
        try:
            folder.result = check(folder.request, self._outcomes, folder.session, urgency)
        except OutdatedError:
            folder.is_dirty = True
            raise
        except NoFilesError:
            folder.result = Result()
        except Exception as error:
            # A checker that is missing, or a bug of ours: the next check begins anew.
            if not isinstance(error, TROUBLES):
                folder.session.close()
            self._outcomes.failed(folder, error)
            return
        folder.changed.clear()
        self._outcomes.finished(folder)

    def _prepare(self) -> None:
        """Do what makes the next check quicker; nobody waits for it now."""
        for folder in self.folders.values():
            if self._has_events():
                return
            folder.session.prepare()
        if not self._has_events() and gc.get_count()[0] > _MOST_NEW:
            self._collect()

    def _collect(self) -> None:
        if self._is_frozen:
            gc.collect()
            return
        # To look through all that the first check has left takes as long as a check, and holds up whoever
        # asks for a hover meanwhile. Most of it stays; later ones see what is new.
        gc.freeze()
        self._is_frozen = True

    def _survey(self) -> None:
        """Look at the routes of what has changed, as long as nothing else is to be done."""
        for folder in self.folders.values():
            if folder.is_surveyed:
                continue
            result = folder.result or Result()
            checked = [path for group in result.groups for path in group.checked]
            is_urgent = self._has_events if folder.has_survey else _never
            atlases: tuple[Atlas, ...] = ()
            try:
                atlases = folder.surveyor.survey(folder.path, checked, is_urgent)
            except InterruptedSurveyError:
                continue
            except Exception:
                log.exception("the routes of %s cannot be read", folder.path)
            folder.has_survey = folder.is_surveyed = True
            self._outcomes.surveyed(folder, atlases)

    def _is_quiet(self) -> bool:
        until = time.monotonic() + _QUIET
        while not self._has_events() and time.monotonic() < until:
            time.sleep(_STEP)
        return not self._has_events()

    def _has_events(self) -> bool:
        return not self._events.empty()


def _never() -> bool:
    return False
