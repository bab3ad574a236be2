"""The server: what an editor tells it, and what an editor may ask."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types as lsp
from lsprotocol.converters import get_converter
from pygls.lsp.server import LanguageServer

from scoped_fastapi_check.check import Request
from scoped_fastapi_check.configuration.settings import Options
from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.project.files import project_top
from scoped_fastapi_check.project.watching import Watcher
from scoped_fastapi_check.server.actions import EXPLAIN, FIX_ALL, actions, fix_all
from scoped_fastapi_check.server.checking import Checking, Folder
from scoped_fastapi_check.server.client_process import until_gone
from scoped_fastapi_check.server.conversion import path_of, uri_of
from scoped_fastapi_check.server.features import register_features
from scoped_fastapi_check.server.publishing import Publisher, Shown
from scoped_fastapi_check.server.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.server.surveys import Surveys

__all__ = ["Server", "make_server"]

log = logging.getLogger(__name__)

_SECTION: Final = "scopedFastapi"
_WATCHED: Final = (
    "**/*.{py,pyi,toml,html,htm,jinja,jinja2,j2}",
    "**/{setup.cfg,mypy.ini,.mypy.ini,pyrightconfig.json,.gitignore,.ignore}",
)
_SECONDS_TO_END: Final = 3.0
# Folders of what is installed: opened from a definition, and nobody's to correct.
_INSTALLED: Final = frozenset({"site-packages", "dist-packages"})


class Server(LanguageServer):
    """Shows what `scoped-fastapi check` finds, while the sources are edited."""

    def __init__(self, defaults: Settings) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            "scoped-fastapi", metadata.version("scoped-fastapi")
        )
        self.defaults = defaults
        self.settings = defaults
        self.opened_folders: set[Path] = set()
        self._uris: dict[str, str] = {}
        self._publisher: Publisher | None = None
        self._checking: Checking | None = None
        self._watchers: dict[Path, Watcher] = {}
        self._gone: asyncio.Task[None] | None = None

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
        self._publisher = Publisher(self)
        self._checking = Checking(self._publisher)
        self._apply_settings()
        self._checking.start()
        self._gone = asyncio.ensure_future(self._end_with_client())
        self.open_folders()
        for uri in list(self.workspace.text_documents):
            self.edited(uri)

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
        before, (self.settings, problems) = self.settings, read_settings(data, self.defaults)
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

    def open_folders(self) -> None:
        """Check the folders of the workspace, and no others; one inside of another is part of it."""
        roots = self.roots
        wanted = {
            path
            for path in roots
            if not any(path != other and path.is_relative_to(other) for other in roots)
        }
        around = {self._around(path_of(uri)) for uri in self.workspace.text_documents}
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
        request = Request((str(path),), Options(self.settings.checker, self.settings.python))
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

    def edited(self, uri: str) -> None:
        """Check a document with the text that it has now."""
        path = path_of(uri)
        if path is None:
            return
        self._uris[str(path)] = uri
        if not self.folders_around(path):
            # Opened alone: the editor knows nothing of the project that it belongs to.
            folder = self._around(path)
            if folder is None:
                return
            self.open_folder(folder)
        self.checking.edit(path, self.workspace.get_text_document(uri).source)

    @staticmethod
    def _around(path: Path | None) -> Path | None:
        """What is checked with a file that is opened alone; None for what is installed."""
        if path is None or _INSTALLED & set(path.parts):
            return None
        return project_top(path.parent) or path

    def current(self, uri: str) -> tuple[Path, Shown] | None:
        """What is shown of a document, if that was found in the text that it has now."""
        path = path_of(uri)
        if path is None:
            return None
        shown = self.publisher.shown(path)
        text = self.workspace.get_text_document(uri).source
        return (path, shown) if shown.text == text else None


def make_server(defaults: Settings) -> Server:
    """A server that waits to be started."""
    server = Server(defaults)
    _life(server)
    _documents(server)
    _diagnostics(server)
    _actions(server)
    register_features(server)
    return server


def _life(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        options: Any = params.initialization_options
        server.settings, _ = read_settings(options, server.defaults)

    @server.feature(lsp.INITIALIZED)
    async def initialized(_: lsp.InitializedParams) -> None:
        server.begin()
        await _register(server)
        await _ask_for_settings(server)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(*_: object) -> None:
        server.end()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def changed(params: lsp.DidChangeConfigurationParams) -> None:
        data: Any = params.settings
        if isinstance(data, dict) and _SECTION in data:
            server.configure(data[_SECTION])
        else:
            await _ask_for_settings(server)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        del params  # pygls has taken them into the workspace.
        server.open_folders()


async def _register(server: Server) -> None:
    """Ask to be told of files that change elsewhere, and of other settings."""
    workspace = server.client_capabilities.workspace
    if workspace is None:
        return
    wanted: list[lsp.Registration] = []
    if server.is_told_of_files:
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
        wanted.append(lsp.Registration("scoped-fastapi-files", method, options))
    configuration = workspace.did_change_configuration
    if configuration is not None and configuration.dynamic_registration:
        method = lsp.WORKSPACE_DID_CHANGE_CONFIGURATION
        wanted.append(lsp.Registration("scoped-fastapi-settings", method))
    if wanted:
        await server.client_register_capability_async(lsp.RegistrationParams(wanted))


async def _ask_for_settings(server: Server) -> None:
    workspace = server.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return
    items = [lsp.ConfigurationItem(section=_SECTION)]
    answer = await server.workspace_configuration_async(lsp.ConfigurationParams(items))
    # A client without any answers null: then the options that it started with stand.
    if answer and answer[0] is not None:
        server.configure(answer[0])


def _documents(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.edited(params.text_document.uri)
        path = path_of(params.text_document.uri)
        if path is not None and server.publisher.open_files_only:
            server.publisher.publish(path)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.edited(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            server.checking.close(path)
            if server.publisher.open_files_only and not server.publisher.is_asked:
                server.publisher.publish(path)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def elsewhere(params: lsp.DidChangeWatchedFilesParams) -> None:
        paths = (path_of(change.uri) for change in params.changes)
        server.checking.touch({path for path in paths if path is not None})


def _diagnostics(server: Server) -> None:
    options = lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True)

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def document(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        await server.publisher.up_to_date(server.checking.serial)
        path = path_of(params.text_document.uri)
        items = [] if path is None else server.publisher.shown(path).items
        identity = _identity(items)
        if identity == params.previous_result_id:
            return lsp.RelatedUnchangedDocumentDiagnosticReport(identity)
        return lsp.RelatedFullDocumentDiagnosticReport(items, result_id=identity)

    @server.feature(lsp.WORKSPACE_DIAGNOSTIC)
    async def workspace(params: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
        await server.publisher.up_to_date(server.checking.serial)
        known = {previous.uri: previous.value for previous in params.previous_result_ids}
        return lsp.WorkspaceDiagnosticReport(list(_reports(server, known)))


def _reports(
    server: Server, known: dict[str, str]
) -> Iterable[lsp.WorkspaceDocumentDiagnosticReport]:
    """What is new of each file; those that are open are asked for one by one."""
    shown = {uri_of(path): one.items for path, one in server.publisher.all_shown().items()}
    for uri in dict.fromkeys([*shown, *known]):
        items = [] if server.publisher.open_files_only else shown.get(uri, [])
        identity = _identity(items)
        if known.get(uri) == identity:
            yield lsp.WorkspaceUnchangedDocumentDiagnosticReport(uri, identity)
        else:
            yield lsp.WorkspaceFullDocumentDiagnosticReport(uri, items, result_id=identity)


def _identity(items: list[lsp.Diagnostic]) -> str:
    """What tells diagnostics from those that were sent before."""
    text = json.dumps(get_converter().unstructure(items), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _actions(server: Server) -> None:
    kinds = [lsp.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(kinds))
    def offered(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        current = server.current(params.text_document.uri)
        if current is None:
            return []
        path, shown = current
        converter = server.publisher.converter
        only = params.context.only
        found: list[lsp.CodeAction] = []
        if _asked(only, lsp.CodeActionKind.QuickFix.value):
            here = [pair for pair in shown.found if _overlap(pair[1].range, params.range)]
            found += actions(here, shown.text or "", converter)
        if only is not None and _asked(only, FIX_ALL):
            found += fix_all(shown.found, path, converter)
        return found

    @server.command(EXPLAIN)
    async def explain(name: str) -> None:
        code = CODES_BY_NAME.get(name)
        if code is not None:
            shown = lsp.ShowDocumentParams(uri=code.url, external=True)
            await server.window_show_document_async(shown)


def _asked(only: Iterable[lsp.CodeActionKind | str] | None, kind: str) -> bool:
    """Whether a client wants actions of a kind, which kinds above it cover."""
    if only is None:
        return True
    names = [str(getattr(one, "value", one)) for one in only]
    return any(kind == name or kind.startswith(f"{name}.") for name in names)


def _overlap(one: lsp.Range, other: lsp.Range) -> bool:
    return _point(one.start) <= _point(other.end) and _point(other.start) <= _point(one.end)


def _point(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character
