"""Puts the server together: what a client tells it of itself, its settings, folders, documents and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types as lsp

from scoped_fastapi_check.project.file_kinds import PATTERNS
from scoped_fastapi_check.server.actions import register_actions
from scoped_fastapi_check.server.conversion import path_of
from scoped_fastapi_check.server.document import keep_document
from scoped_fastapi_check.server.features import register_features
from scoped_fastapi_check.server.pulling import register_diagnostics
from scoped_fastapi_check.server.server import Server
from scoped_fastapi_check.server.settings import read_settings

if TYPE_CHECKING:
    from scoped_fastapi_check.server.settings import Settings

__all__ = ["make_server"]

_SECTION: Final = "scopedFastapi"
# Of a folder that is moved or deleted most clients name the folder alone.
_FOLDERS: Final = "**/*"
_COME_OR_GONE: Final = lsp.WatchKind.Create | lsp.WatchKind.Delete


def make_server(defaults: Settings) -> Server:
    """A server that waits to be started."""
    server = Server(defaults)
    _register_life(server)
    _register_documents(server)
    register_diagnostics(server)
    register_actions(server)
    register_features(server)
    return server


def _register_life(server: Server) -> None:
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
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in PATTERNS]
        watchers.append(lsp.FileSystemWatcher(_FOLDERS, _COME_OR_GONE))
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


def _register_documents(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        keep_document(server.workspace, params.text_document)
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
            server.closed(path)
            if server.publisher.open_files_only and not server.publisher.is_asked:
                server.publisher.publish(path)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def elsewhere(params: lsp.DidChangeWatchedFilesParams) -> None:
        paths = (path_of(change.uri) for change in params.changes)
        server.touched({path for path in paths if path is not None})
