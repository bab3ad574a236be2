"""What an editor offers at a diagnostic: its fix, a comment that silences it, and its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types as lsp

from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.diagnostics.source_text import SourceText
from scoped_fastapi_check.fixes.plan import complete, plan
from scoped_fastapi_check.server.conversion import uri_of
from scoped_fastapi_check.server.ignoring import ignoring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
    from scoped_fastapi_check.server.conversion import Converter
    from scoped_fastapi_check.server.server import Server

__all__ = ["EXPLAIN", "FIX_ALL", "actions", "fix_all", "register_actions"]

EXPLAIN: Final = "scopedFastapi.explain"
FIX_ALL: Final = "source.fixAll.scopedFastapi"

Found = tuple["Diagnostic", lsp.Diagnostic]


def actions(found: Sequence[Found], text: str, converter: Converter) -> Iterator[lsp.CodeAction]:
    """The actions for diagnostics of a document with this text."""
    source = SourceText(text)
    for diagnostic, shown in found:
        if diagnostic.fix is not None and (edit := _edit(diagnostic.fix, converter)) is not None:
            yield lsp.CodeAction(
                title=diagnostic.fix.title,
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[shown],
                is_preferred=diagnostic.fix.is_safe,
                edit=edit,
            )
    for diagnostic, shown in found:
        if (code := diagnostic.code) is None:
            continue
        if (ignored := ignoring(diagnostic, source)) is not None:
            edits = converter.edits(source, [ignored])
            yield lsp.CodeAction(
                title=f"Ignore {code.name} on this line",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[shown],
                edit=lsp.WorkspaceEdit(changes={uri_of(diagnostic.path): edits}),
            )
        yield lsp.CodeAction(
            title=f"Explain {code.name}",
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[shown],
            command=lsp.Command(f"Explain {code.name}", EXPLAIN, arguments=[code.name]),
        )


def fix_all(found: Sequence[Found], path: Path, converter: Converter) -> Iterator[lsp.CodeAction]:
    """One action for all safe fixes of a document, if it has any."""
    made = plan((diagnostic for diagnostic, _ in found), unsafe=False)
    file = made.files.get(path)
    if file is None or len(made.files) > 1:
        return
    edits = converter.edits(file.source, file.all_replacements)
    yield lsp.CodeAction(
        title="Fix all that is safe to fix (scoped-fastapi)",
        kind=FIX_ALL,
        edit=lsp.WorkspaceEdit(changes={uri_of(path): edits}),
    )


def _edit(fix: Fix, converter: Converter) -> lsp.WorkspaceEdit | None:
    files = complete(fix)
    if files is None:
        return None
    changes = {
        uri_of(path): converter.edits(source, replacements)
        for path, (source, replacements) in files.items()
    }
    return lsp.WorkspaceEdit(changes=changes)


def register_actions(server: Server) -> None:
    """Offer the actions at diagnostics, and explain codes."""
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
