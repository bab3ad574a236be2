"""Shows what was found: diagnostics as they change, what went wrong once, the progress of first checks."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

from scoped_fastapi_check.check import TROUBLES
from scoped_fastapi_check.diagnostics.locations import Places
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.source_file import decoded
from scoped_fastapi_check.server.conversion import Converter, uri_of
from scoped_fastapi_check.server.surveys import Surveys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pygls.lsp.server import LanguageServer

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.server.atlas import Atlas
    from scoped_fastapi_check.server.checking import Folder

__all__ = ["Publisher", "Shown"]

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
    """Hears what comes of checks in their thread, and shows it in that of the event loop."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._shown: dict[Path, Shown] = {}
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._checked = 0
        self._said: set[str] = set()
        self._progress: str | None = None
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
            self._in_loop(self._begin_progress, folder.path.name)

    def finished(self, folder: Folder) -> None:
        """Show what was found."""
        assert folder.result is not None
        places = Places()
        found: dict[Path, list[tuple[Diagnostic, lsp.Diagnostic]]] = {}
        for one in folder.result.findings:
            shown = self.converter.diagnostic(one, places, has_related=self._has_related)
            found.setdefault(one.path, []).append((one, shown))
        shown_files = {path: Shown(pairs, _text(path)) for path, pairs in found.items()}
        for failure in folder.result.failures:
            self.warn(failure)
        self._in_loop(self._show, folder, shown_files)

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
        self._in_loop(self._answer, serial)

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
        self._in_loop(self._report_progress, message)

    def _in_loop(self, call: Callable[..., None], *arguments: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(partial(call, *arguments))

    # In the event loop

    def shown(self, path: Path) -> Shown:
        """What is shown of a file."""
        return self._shown.get(path, Shown())

    def all_shown(self) -> dict[Path, Shown]:
        """What is shown of all files that something was found in."""
        return dict(self._shown)

    async def up_to_date(self, serial: int) -> None:
        """Wait until everything up to an event is checked."""
        if serial > self._checked:
            future: asyncio.Future[None] = self._loop.create_future()
            self._waiting.append((serial, future))
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

    def _show(self, folder: Folder, shown: dict[Path, Shown]) -> None:
        self._replace(folder.path, shown)

    def _replace(self, folder: Path, shown: dict[Path, Shown]) -> None:
        before = {path: one for path, one in self._shown.items() if path.is_relative_to(folder)}
        for path in before.keys() - shown.keys():
            del self._shown[path]
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
        uri = uri_of(path)
        is_wanted = not self.open_files_only or uri in self._server.workspace.text_documents
        items = self.shown(path).items if is_wanted else []
        self._server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, items))

    def _answer(self, serial: int) -> None:
        self._checked = serial
        self._end_progress()
        waiting, self._waiting = self._waiting, []
        for wanted, future in waiting:
            if wanted > serial:
                self._waiting.append((wanted, future))
            elif not future.done():  # The request may have been cancelled.
                future.set_result(None)

    # Progress

    def _begin_progress(self, name: str) -> None:
        window = self._server.client_capabilities.window
        if window is None or not window.work_done_progress or self._progress is not None:
            return
        token = self._progress = f"scoped-fastapi-{id(self)}-{self._checked}"

        def begin(*_: object) -> None:
            if self._progress == token:
                title = f"Checking {name}"
                begun = lsp.WorkDoneProgressBegin(title=title)
                self._server.work_done_progress.begin(token, begun)

        progress: Any = self._server.work_done_progress  # pygls leaves its types open.
        progress.create(token, begin)

    def _report_progress(self, message: str) -> None:
        token = self._progress
        if token is not None and self._is_begun(token):
            report = lsp.WorkDoneProgressReport(message=message)
            self._server.work_done_progress.report(token, report)

    def _end_progress(self) -> None:
        token, self._progress = self._progress, None
        if token is not None and self._is_begun(token):
            self._server.work_done_progress.end(token, lsp.WorkDoneProgressEnd())

    def _is_begun(self, token: str) -> bool:
        """Whether the client has taken the token: it may answer late, or never."""
        progress: Any = self._server.work_done_progress
        return token in progress.tokens


def _asks(client: lsp.ClientCapabilities) -> bool:
    """Whether a client asks for diagnostics, and can be told to ask again."""
    may_ask = client.text_document is not None and client.text_document.diagnostic is not None
    refresh = None if client.workspace is None else client.workspace.diagnostics
    return may_ask and refresh is not None and bool(refresh.refresh_support)


def _has_related(client: lsp.ClientCapabilities) -> bool:
    text = client.text_document
    published = None if text is None else text.publish_diagnostics
    return published is not None and bool(published.related_information)


def _text(path: Path) -> str | None:
    try:
        return decoded(read_bytes(path))
    except (OSError, SyntaxError, ValueError, LookupError):
        return None
