"""The server: what an editor tells it, and what an editor may ask."""

from __future__ import annotations

import hashlib
import json
import logging
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
from scoped_fastapi_check.server.actions import EXPLAIN, FIX_ALL, actions, fix_all
from scoped_fastapi_check.server.checking import Checking, Folder
from scoped_fastapi_check.server.conversion import path_of, uri_of
from scoped_fastapi_check.server.publishing import Publisher, Shown
from scoped_fastapi_check.server.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Server", "make_server"]

log = logging.getLogger(__name__)

_SECTION: Final = "scopedFastapi"
_WATCHED: Final = (
    "**/*.{py,pyi,toml}",
    "**/{setup.cfg,mypy.ini,.mypy.ini,pyrightconfig.json,.gitignore,.ignore}",
)
_SECONDS_TO_END: Final = 3.0


class Server(LanguageServer):
    """Shows what `scoped-fastapi check` finds, while the sources are edited."""

    publisher: Publisher
    checking: Checking

    def __init__(self, defaults: Settings) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]
            "scoped-fastapi", metadata.version("scoped-fastapi")
        )
        self.defaults = defaults
        self.settings = defaults

    def begin(self) -> None:
        """Check all folders of the workspace, now that the client can be talked to."""
        self.publisher = Publisher(self)
        self.publisher.open_files_only = self.settings.open_files_only
        self.checking = Checking(self.publisher)
        self.checking.start()
        for root in self.roots:
            self.open_folder(root)

    def end(self) -> None:
        """End the checks and the checkers."""
        if "checking" in vars(self):
            self.checking.stop(_SECONDS_TO_END)

    def configure(self, data: Any) -> None:
        """Take over what the client has set; folders are checked anew if it matters for them."""
        before, (self.settings, problems) = self.settings, read_settings(data, self.defaults)
        self.publisher.open_files_only = self.settings.open_files_only
        for problem in problems:
            self.publisher.say_once(lsp.MessageType.Warning, problem)
        if (before.checker, before.python) != (self.settings.checker, self.settings.python):
            for path in list(self.checking.folders):
                self.open_folder(path)

    # Folders and documents

    @property
    def roots(self) -> list[Path]:
        """The folders of the workspace."""
        folders = (path_of(folder.uri) for folder in self.workspace.folders.values())
        found = [folder for folder in folders if folder is not None]
        if not found and self.workspace.root_path:
            found = [Path(self.workspace.root_path)]
        return found

    def open_folder(self, path: Path) -> None:
        """Check a folder, or a single file, from now on."""
        request = Request((str(path),), Options(self.settings.checker, self.settings.python))
        self.checking.open_folder(Folder(path, request))

    def edited(self, uri: str) -> None:
        """Check a document with the text that it has now."""
        path = path_of(uri)
        if path is None:
            return
        around = [*self.roots, *self.checking.folders]
        if not any(path.is_relative_to(folder) for folder in around):
            # Opened alone: the editor knows nothing of the project that it belongs to.
            self.open_folder(project_top(path.parent) or path)
        self.checking.edit(path, self.workspace.get_text_document(uri).source)

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
        for folder in params.event.removed:
            if (path := path_of(folder.uri)) is not None:
                server.checking.close_folder(path)
        for folder in params.event.added:
            if (path := path_of(folder.uri)) is not None:
                server.open_folder(path)


async def _register(server: Server) -> None:
    """Ask to be told of files that change elsewhere, and of other settings."""
    workspace = server.client_capabilities.workspace
    if workspace is None:
        return
    wanted: list[lsp.Registration] = []
    watched = workspace.did_change_watched_files
    if watched is not None and watched.dynamic_registration:
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
        items = shown.get(uri, [])
        identity = _identity(items)
        if server.publisher.open_files_only:
            items = []
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
