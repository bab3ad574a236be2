"""The server: its settings, its folders and its documents."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from scoped_fastapi_check.check import Request
from scoped_fastapi_check.configuration.settings import Options
from scoped_fastapi_check.project.file_kinds import is_source, is_template, may_matter
from scoped_fastapi_check.project.files import project_top
from scoped_fastapi_check.project.watching import Watcher
from scoped_fastapi_check.server.checking import Checking, Folder
from scoped_fastapi_check.server.client_process import until_gone
from scoped_fastapi_check.server.conversion import document_of, path_of, uri_of
from scoped_fastapi_check.server.protocol import Protocol
from scoped_fastapi_check.server.publishing import Publisher, Shown, text_of_file
from scoped_fastapi_check.server.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pygls.server import ServerErrors
    from pygls.workspace import TextDocument

    from scoped_fastapi_check.server.surveys import Surveys

__all__ = ["Server"]

log = logging.getLogger(__name__)

_SECONDS_TO_END: Final = 3.0
_BYTE_ORDER_MARK: Final = "\ufeff"
# Folders of what is installed: opened from a definition, and nobody's to correct.
_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})


class Server(LanguageServer):
    """Shows what `scoped-fastapi check` finds, while the sources are edited."""

    def __init__(self, defaults: Settings) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            "scoped-fastapi", metadata.version("scoped-fastapi"), protocol_cls=Protocol
        )
        self.defaults = defaults
        self.settings = defaults
        self.opened_folders: set[Path] = set()
        self._uris: dict[str, str] = {}
        self._publisher: Publisher | None = None
        self._checking: Checking | None = None
        self._watchers: dict[Path, Watcher] = {}
        self._gone: asyncio.Task[None] | None = None

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """Show what has gone wrong in here; what a client does wrong is logged, and bothers nobody."""
        if isinstance(error, JsonRpcException) or source is JsonRpcException:
            log.warning("%s", error)
        else:
            super().report_server_error(error, source)

    @property
    def was_shut_down(self) -> bool:
        """Whether the client has asked for the end, as it should before it ends."""
        assert isinstance(self.protocol, Protocol)
        return self.protocol.is_ending

    @property
    def publisher(self) -> Publisher:
        """Who shows what is found."""
        self.begin()
        assert self._publisher is not None
        return self._publisher

    @property
    def checking(self) -> Checking:
        """The thread that checks."""
        self.begin()
        assert self._checking is not None
        return self._checking

    @property
    def surveys(self) -> Surveys:
        """What is known of routes."""
        return self.publisher.surveys

    def begin(self) -> None:
        """Check all folders of the workspace, as soon as the client says anything.

        It should say `initialized` first; some ask before they do.
        """
        if self._publisher is not None:
            return
        self._publisher = Publisher(self, self.uri_of_document)
        self._checking = Checking(self._publisher)
        self._apply_settings()
        self._checking.start()
        self._gone = asyncio.ensure_future(self._end_with_client())
        self.open_folders()
        for document in list(self._documents()):
            self.edited(document.uri)

    def end(self) -> None:
        """End the checks and the checkers."""
        for watcher in self._watchers.values():
            watcher.stop()
        if self._checking is not None:
            self._checking.stop(_SECONDS_TO_END)

    async def _end_with_client(self) -> None:
        await until_gone(self.process_id)
        log.warning("the editor is gone")
        await asyncio.get_running_loop().run_in_executor(None, self.end)
        os._exit(1)  # A thread waits for the next message of an editor that is no more.

    def _apply_settings(self) -> None:
        self.publisher.open_files_only = self.settings.open_files_only
        self.surveys.has_lenses = self.settings.lenses

    def configure(self, data: Any) -> None:
        """Take over what the client has set; folders are checked anew if it matters for them."""
        before, (settings, problems) = self.settings, read_settings(data, self.defaults)
        self.settings = replace(settings, trust=before.trust)
        self._apply_settings()
        for problem in problems:
            self.publisher.say_once(lsp.MessageType.Warning, problem)
        if (before.checker, before.python) != (self.settings.checker, self.settings.python):
            for path in self.opened_folders:
                self.open_folder(path)
        if before.open_files_only != self.settings.open_files_only:
            self.publisher.show_again()
        if before.lenses != self.settings.lenses:
            self.surveys.refresh_lenses()

    # Folders and documents

    @property
    def roots(self) -> list[Path]:
        """The folders of the workspace."""
        folders = (path_of(folder.uri) for folder in self.workspace.folders.values())
        found = [folder for folder in folders if folder is not None]
        if not found and self.workspace.root_path:
            found = [Path(self.workspace.root_path)]
        return found

    def _documents(self) -> Iterable[TextDocument]:
        documents: Mapping[str, TextDocument] = self.workspace.text_documents
        return documents.values()

    def open_folders(self) -> None:
        """Check the folders of the workspace, and no others; one inside of another is part of it."""
        roots = self.roots
        wanted = {
            path
            for path in roots
            if not any(path != other and path.is_relative_to(other) for other in roots)
        }
        around = {self._around(path_of(document.uri)) for document in self._documents()}
        for path in self.opened_folders - wanted - around:
            self.close_folder(path)
        for path in sorted(wanted - self.opened_folders):
            self.open_folder(path)

    def open_folder(self, path: Path) -> None:
        """Check a folder, or a single file, from now on."""
        for inner in [one for one in self.opened_folders if one.is_relative_to(path)]:
            if inner != path:
                self.close_folder(inner)
        self.opened_folders.add(path)
        settings = self.settings
        options = Options(settings.checker, settings.python, trust=settings.trust)
        request = Request((str(path),), options)
        self.checking.open_folder(Folder(path, request))
        if path not in self._watchers and not self.is_told_of_files:
            watcher = Watcher(path, self.checking.touch, self._cannot_watch)
            self._watchers[path] = watcher
            watcher.start()

    def close_folder(self, path: Path) -> None:
        """Check a folder no more."""
        self.opened_folders.discard(path)
        self.checking.close_folder(path)
        if (watcher := self._watchers.pop(path, None)) is not None:
            watcher.stop()

    @property
    def is_told_of_files(self) -> bool:
        """Whether the client tells of files that change elsewhere."""
        workspace = self.client_capabilities.workspace
        watched = None if workspace is None else workspace.did_change_watched_files
        return watched is not None and bool(watched.dynamic_registration)

    @staticmethod
    def _cannot_watch(error: Exception) -> None:
        log.warning("files that change elsewhere will not be noticed: %s", error)

    def folders_around(self, path: Path) -> list[Path]:
        """The folders that a file is checked with."""
        return [folder for folder in self.opened_folders if path.is_relative_to(folder)]

    def uri_of_document(self, path: str) -> str:
        """The URI that a client has opened a file by: it may write it in another way than we do."""
        return self._uris.get(path) or uri_of(Path(path))

    def touched(self, paths: set[Path]) -> None:
        """Check what has changed elsewhere, as far as that has to do with results."""
        concerned = {path for path in paths if may_matter(path) and not self._is_in_hidden(path)}
        if concerned:
            self.checking.touch(concerned)

    def _is_in_hidden(self, path: Path) -> bool:
        return any(
            part.startswith(".")
            for folder in self.folders_around(path)
            for part in path.parent.parts[len(folder.parts) :]
        )

    def edited(self, uri: str) -> None:
        """Check a document with the text that it has now."""
        path = path_of(uri)
        if path is None or not (is_source(path) or is_template(path)):
            return
        self._uris[str(path)] = uri
        if not self.folders_around(path):
            if not is_source(path):
                return
            # Opened alone: the editor knows nothing of the project that it belongs to.
            folder = self._around(path)
            if folder is None:
                return
            self.open_folder(folder)
        serial = self.checking.edit(path, self.text_of(uri) or "")
        self.publisher.edited(path, serial)

    def closed(self, path: Path) -> None:
        """Check the file that was open as a document."""
        if is_source(path) or is_template(path):
            self.checking.close(path)

    @staticmethod
    def _around(path: Path | None) -> Path | None:
        """What is checked with a file that is opened alone; None for what is installed, or no file."""
        if path is None or _INSTALLED & set(path.parts) or not os.path.isfile(path):
            return None
        return project_top(path.parent) or path

    def current(self, uri: str) -> tuple[Path, Shown] | None:
        """What is shown of a document, if that was found in the text that it has now."""
        path = path_of(uri)
        if path is None:
            return None
        shown = self.publisher.shown(path)
        return (path, shown) if shown.text == self.text_of(uri) else None

    def text_of(self, uri: str) -> str | None:
        """The text of a document, or of the file that it is; None where there is neither."""
        if (document := document_of(self.workspace, uri)) is not None:
            return document.source.removeprefix(_BYTE_ORDER_MARK)
        path = path_of(uri)
        return None if path is None else text_of_file(path)
