"""The diagnostics that a client asks for, of a document and of all files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from scoped_fastapi_check.server.conversion import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.server.server import Server

__all__ = ["register_diagnostics"]


def register_diagnostics(server: Server) -> None:
    """Answer what a client asks about diagnostics."""
    options = lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True)

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def document(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        path = path_of(params.text_document.uri)
        if path is None:
            return lsp.RelatedFullDocumentDiagnosticReport([])
        await server.publisher.up_to_date(server.checking.serial, path)
        identity = server.publisher.identity(path)
        if identity == params.previous_result_id:
            return lsp.RelatedUnchangedDocumentDiagnosticReport(identity)
        items = server.publisher.items(path)
        return lsp.RelatedFullDocumentDiagnosticReport(items, result_id=identity)

    @server.feature(lsp.WORKSPACE_DIAGNOSTIC)
    async def workspace(params: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
        await server.publisher.up_to_date(server.checking.serial)
        known = {previous.uri: previous.value for previous in params.previous_result_ids}
        return lsp.WorkspaceDiagnosticReport(list(_reports(server, known)))


def _reports(
    server: Server, known: dict[str, str]
) -> Iterable[lsp.WorkspaceDocumentDiagnosticReport]:
    """What is new of each file; with open files only, none has any here."""
    publisher = server.publisher
    shown = (
        {}
        if publisher.open_files_only
        else {server.uri_of_document(str(path)): path for path in publisher.paths()}
    )
    for uri in dict.fromkeys([*shown, *known]):
        path = shown.get(uri) or path_of(uri)
        items = publisher.items(path) if uri in shown and path is not None else []
        identity = publisher.identity(path) if uri in shown and path is not None else ""
        if known.get(uri) == identity:
            yield lsp.WorkspaceUnchangedDocumentDiagnosticReport(uri, identity)
        else:
            yield lsp.WorkspaceFullDocumentDiagnosticReport(uri, items, result_id=identity)
