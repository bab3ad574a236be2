"""Shows what was found: diagnostics as they change, what went wrong once, the progress of first checks."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from lsprotocol.converters import get_converter

from scoped_fastapi_check.check import TROUBLES
from scoped_fastapi_check.diagnostics.diagnostic import in_order
from scoped_fastapi_check.diagnostics.locations import Places
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.source_file import decoded
from scoped_fastapi_check.server.baselines import new_in, new_of
from scoped_fastapi_check.server.conversion import Converter, document_of
from scoped_fastapi_check.server.moved import moved
from scoped_fastapi_check.server.progress import Progress
from scoped_fastapi_check.server.surveys import Surveys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pygls.lsp.server import LanguageServer
    from pygls.workspace import TextDocument

    from scoped_fastapi_check.checkers.urgency import Found
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.server.atlas import Atlas
    from scoped_fastapi_check.server.checking import Folder

__all__ = ["Publisher", "Shown", "text_of_file"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """What is shown of one file, and the text of it that was checked."""

    found: list[tuple[Diagnostic, lsp.Diagnostic]] = field(
        default_factory=list["tuple[Diagnostic, lsp.Diagnostic]"]
    )
    text: str | None = None

    @property
    def items(self) -> list[lsp.Diagnostic]:
        """The diagnostics as they are sent."""
        return [shown for _, shown in self.found]


class Publisher:
    """Hears what comes of checks in their thread, and shows it in that of the event loop.

    `uri_of_document` says which URI a client knows a file by.
    """

    def __init__(self, server: LanguageServer, uri_of_document: Callable[[str], str]) -> None:
        self._server = server
        self.uri_of_document = uri_of_document
        self._loop = asyncio.get_running_loop()
        self._shown: dict[Path, Shown] = {}
        self._waiting: list[tuple[int, Path | None, asyncio.Future[None]]] = []
        self._checked = 0
        self._judged: dict[Path, int] = {}
        """Up to which event documents were judged before all else was."""
        self._edited: dict[Path, int] = {}
        """The events by which documents were edited for which nothing was sent since."""
        self._said: set[str] = set()
        self._progress = Progress(server)
        self.surveys = Surveys(server)
        self.open_files_only = False
        # Both are settled when the client has said what it can do.
        self.converter = Converter(server.workspace.position_encoding or "utf-16")
        self._has_related = _has_related(server.client_capabilities)
        self.is_asked = _asks(server.client_capabilities)

    # In the checking thread

    def started(self, folder: Folder) -> None:
        """The first check takes longest: it is worth a word."""
        if folder.result is None:
            self._in_loop(self._progress.begin, folder.path.name)

    def finished(self, folder: Folder) -> None:
        """Show what was found."""
        assert folder.result is not None
        found: dict[Path, list[Diagnostic]] = {}
        for one in new_of(folder.result, self.warn):
            found.setdefault(one.path, []).append(one)
        for failure in folder.result.failures:
            self.warn(failure)
        self._in_loop(self._replace, folder.path, self._converted(found))

    def judged(self, folder: Folder, found: Found, serial: int) -> None:
        """Show what was found in some documents, while the rest is still judged."""
        new = new_in(found, folder.result, self.warn)
        self._in_loop(self._show, self._converted(new), serial)

    def unchanged(self, paths: frozenset[Path], serial: int) -> None:
        """Show what was found in some documents where it stands now."""
        if paths:
            self._in_loop(self._confirm, paths, serial)

    def _converted(self, found: Found) -> dict[Path, Shown]:
        places = Places()

        def pair(one: Diagnostic) -> tuple[Diagnostic, lsp.Diagnostic]:
            return one, self.converter.diagnostic(one, places, has_related=self._has_related)

        return {
            path: Shown([pair(one) for one in in_order(those)], text_of_file(path))
            for path, those in found.items()
        }

    def failed(self, folder: Folder, error: Exception) -> None:
        """Say, once, why nothing new is shown."""
        if isinstance(error, TROUBLES):
            self._in_loop(self.say_once, lsp.MessageType.Error, str(error))
            return
        log.error("the check of %s failed", folder.path, exc_info=error)
        message = f"{type(error).__name__}: {error}; please report it"
        self._in_loop(self.say_once, lsp.MessageType.Error, message)

    def idle(self, serial: int) -> None:
        """Answer who waits for what is checked now."""
        self._in_loop(self._settle, serial)

    def surveyed(self, folder: Folder, atlases: tuple[Atlas, ...]) -> None:
        """Answer from now on from what was found."""
        self._in_loop(self.surveys.take, folder.path, atlases)

    def closed(self, path: Path) -> None:
        """Show nothing more of a folder."""
        self._in_loop(self.forget, path)

    def say(self, message: str) -> None:
        """Log what is worth knowing."""
        log.info("%s", message)

    def warn(self, message: str) -> None:
        """Say, once, what may have made the result incomplete."""
        log.warning("%s", message)
        self._in_loop(self.say_once, lsp.MessageType.Warning, message)

    def progress(self, message: str) -> None:
        """Show what is going on."""
        self._in_loop(self._progress.report, message)

    def _in_loop(self, call: Callable[..., None], *arguments: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(partial(call, *arguments))

    # In the event loop

    def shown(self, path: Path) -> Shown:
        """What is shown of a file."""
        return self._shown.get(path, Shown())

    def items(self, path: Path) -> list[lsp.Diagnostic]:
        """The diagnostics of a file, at their places in the text that an editor has of it now."""
        shown = self.shown(path)
        document = self._document(path)
        if document is None or shown.text is None:
            return shown.items
        return moved(shown.items, shown.text, document.source)

    def identity(self, path: Path) -> str:
        """What tells the diagnostics of a file from those that were sent before.

        Those of another text are others: an editor has moved what it shows with each keystroke.
        """
        document = self._document(path)
        data: Any = get_converter().unstructure(self.items(path))
        text = json.dumps([data, None if document is None else document.source])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _document(self, path: Path) -> TextDocument | None:
        return document_of(self._server.workspace, self.uri_of_document(str(path)))

    def paths(self) -> list[Path]:
        """The files that something was found in."""
        return list(self._shown)

    def edited(self, path: Path, serial: int) -> None:
        """An editor has moved what it shows of a document: it is sent again, changed or not."""
        self._edited[path] = serial

    async def up_to_date(self, serial: int, path: Path | None = None) -> None:
        """Wait until everything up to an event is checked, or as much of it as shows in a document."""
        if serial > max(self._checked, self._judged.get(path, 0) if path is not None else 0):
            future: asyncio.Future[None] = self._loop.create_future()
            self._waiting.append((serial, path, future))
            await future

    def say_once(self, kind: lsp.MessageType, message: str) -> None:
        """Show a message that was not shown before."""
        if message not in self._said:
            self._said.add(message)
            shown = lsp.ShowMessageParams(kind, f"scoped-fastapi: {message}")
            self._server.window_show_message(shown)

    def forget(self, folder: Path) -> None:
        """Take away what is shown of a folder."""
        self.surveys.forget(folder)
        self._replace(folder, {})

    def _show(self, shown: dict[Path, Shown], serial: int) -> None:
        """Show what was found in documents before all else was checked."""
        changed = [path for path in shown if self.shown(path).items != shown[path].items]
        for path, one in shown.items():
            self._put(path, one)
        self._judged.update(dict.fromkeys(shown, serial))
        answered = self._answer()
        if not self.is_asked:
            self._publish_edited(shown, serial)
        elif not answered.issuperset(changed):
            self._server.workspace_diagnostic_refresh(None)

    def _confirm(self, paths: frozenset[Path], serial: int) -> None:
        """What was found in documents before an event is what counts after it."""
        self._judged.update(dict.fromkeys(paths, serial))
        self._answer()
        if not self.is_asked:
            self._publish_edited(sorted(paths), serial)

    def _put(self, path: Path, shown: Shown) -> None:
        if shown.found:
            self._shown[path] = shown
        else:
            self._shown.pop(path, None)

    def _replace(self, folder: Path, shown: dict[Path, Shown]) -> None:
        before = {path: one for path, one in self._shown.items() if path.is_relative_to(folder)}
        for path in before.keys() - shown.keys():
            self._shown.pop(path)
        self._shown.update(shown)
        changed = [
            path
            for path in dict.fromkeys([*before, *shown])
            if before.get(path, Shown()).items != self.shown(path).items
        ]
        if self.is_asked and changed:
            self._server.workspace_diagnostic_refresh(None)
        elif not self.is_asked:
            for path in changed:
                self.publish(path)

    def show_again(self) -> None:
        """Show what is known after a setting has changed."""
        if self.is_asked:
            self._server.workspace_diagnostic_refresh(None)
            return
        for path in self._shown:
            self.publish(path)

    def publish(self, path: Path) -> None:
        """Send the diagnostics of a file to a client that does not ask for them."""
        uri = self.uri_of_document(str(path))
        document = self._document(path)
        is_wanted = not self.open_files_only or document is not None
        items = self.items(path) if is_wanted else []
        version = None if document is None else document.version
        shown = lsp.PublishDiagnosticsParams(uri, items, version=version)
        self._server.text_document_publish_diagnostics(shown)

    def _publish_edited(self, paths: Iterable[Path], serial: int) -> None:
        for path in paths:
            self.publish(path)
            if self._edited.get(path, serial) <= serial:
                self._edited.pop(path, None)

    def _settle(self, serial: int) -> None:
        """Everything up to an event is checked."""
        self._checked = serial
        self._judged.clear()
        self._progress.end()
        self._answer()
        if not self.is_asked:
            self._publish_edited(sorted(self._edited), serial)

    def _answer(self) -> set[Path]:
        """Answer who waits for no more than what is checked; the documents that were waited for."""
        answered: set[Path] = set()
        waiting, self._waiting = self._waiting, []
        for wanted, path, future in waiting:
            judged = self._judged.get(path, 0) if path is not None else 0
            if wanted > max(self._checked, judged):
                self._waiting.append((wanted, path, future))
                continue
            if path is not None:
                answered.add(path)
            if not future.done():  # The request may have been cancelled.
                future.set_result(None)
        return answered


def _asks(client: lsp.ClientCapabilities) -> bool:
    """Whether a client asks for diagnostics, and can be told to ask again."""
    may_ask = client.text_document is not None and client.text_document.diagnostic is not None
    refresh = None if client.workspace is None else client.workspace.diagnostics
    return may_ask and refresh is not None and bool(refresh.refresh_support)


def _has_related(client: lsp.ClientCapabilities) -> bool:
    text = client.text_document
    published = None if text is None else text.publish_diagnostics
    return published is not None and bool(published.related_information)


def text_of_file(path: Path) -> str | None:
    """The text of a file as it is checked; None where it cannot be read."""
    try:
        return decoded(read_bytes(path))
    except (OSError, SyntaxError, ValueError, LookupError):
        return None
