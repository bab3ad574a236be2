"""The progress of a check, in clients that show it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

__all__ = ["Progress"]


class Progress:
    """One progress at a time; called in the event loop."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._token: str | None = None
        self._numbers = count()

    def begin(self, name: str) -> None:
        """Show that the check of a folder begins."""
        window = self._server.client_capabilities.window
        if window is None or not window.work_done_progress or self._token is not None:
            return
        token = self._token = f"scoped-fastapi-{id(self)}-{next(self._numbers)}"

        def begin(*_: object) -> None:
            if self._token == token:
                begun = lsp.WorkDoneProgressBegin(title=f"Checking {name}")
                self._server.work_done_progress.begin(token, begun)

        progress: Any = self._server.work_done_progress  # pygls leaves its types open.
        progress.create(token, begin)

    def report(self, message: str) -> None:
        """Show what is going on."""
        token = self._token
        if token is not None and self._is_begun(token):
            report = lsp.WorkDoneProgressReport(message=message)
            self._server.work_done_progress.report(token, report)

    def end(self) -> None:
        """Show it no more."""
        token, self._token = self._token, None
        if token is not None and self._is_begun(token):
            self._server.work_done_progress.end(token, lsp.WorkDoneProgressEnd())

    def _is_begun(self, token: str) -> bool:
        """Whether the client has taken the token: it may answer late, or never."""
        progress: Any = self._server.work_done_progress
        return token in progress.tokens
