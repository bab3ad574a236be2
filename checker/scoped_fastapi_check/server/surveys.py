"""What the event loop knows of the routes: the last atlases of each folder, and who waits for the first."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.server.routes_request import ROUTES_CHANGED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pygls.lsp.server import LanguageServer

    from scoped_fastapi_check.server.atlas import Atlas

__all__ = ["Surveys"]


class Surveys:
    """The atlases of all folders."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._taken: dict[Path, tuple[Atlas, ...]] = {}
        self._waiting: list[asyncio.Future[None]] = []
        self.has_lenses = True
        self.is_asked_for_routes = False

    def take(self, folder: Path, atlases: tuple[Atlas, ...]) -> None:
        """Answer from these from now on."""
        before = self._taken.get(folder)
        self._taken[folder] = atlases
        self._wake()
        if before is None or _digests(before) != _digests(atlases):
            self._tell()

    def forget(self, folder: Path) -> None:
        """Know nothing of a folder any more."""
        if self._taken.pop(folder, None) is not None:
            self._tell()
        self._wake()

    def all(self) -> list[Atlas]:
        """The atlases of all projects."""
        found = {atlas.top: atlas for atlases in self._taken.values() for atlas in atlases}
        return list(found.values())

    async def ready(self, folders: Callable[[], Iterable[Path]]) -> None:
        """Wait until each of these folders, as long as they are there, was looked at once."""
        while any(folder not in self._taken for folder in folders()):
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future

    def of(self, path: Path) -> Atlas | None:
        """The atlas of the project that a file belongs to."""
        around = [atlas for atlas in self.all() if path.is_relative_to(atlas.top)]
        return max(around, key=lambda atlas: len(atlas.top), default=None)

    def refresh_lenses(self) -> None:
        """Have the client ask for lenses again, where it can be told to."""
        workspace = self._server.client_capabilities.workspace
        lens = None if workspace is None else workspace.code_lens
        if lens is not None and lens.refresh_support:
            self._server.workspace_code_lens_refresh(None)

    def _tell(self) -> None:
        if self.has_lenses:
            self.refresh_lenses()
        if self.is_asked_for_routes:
            self._server.protocol.notify(ROUTES_CHANGED, None)

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():  # The request may have been cancelled.
                future.set_result(None)


def _digests(atlases: tuple[Atlas, ...]) -> list[tuple[str, str]]:
    return [(atlas.top, atlas.digest) for atlas in atlases]
