"""Asks a language server about texts, whatever becomes of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.backend import CheckerFailedError
from scoped_fastapi_check.checkers.server_errors import ServerFailedError, ServerHangsError
from scoped_fastapi_check.project.display import displayed
from scoped_fastapi_check.project.documents import unsaved
from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, size_of_large
from scoped_fastapi_check.project.source_file import decoded

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.backend import Said
    from scoped_fastapi_check.checkers.language_server import LanguageServer
    from scoped_fastapi_check.checkers.server_settings import Project
    from scoped_fastapi_check.checkers.server_specs import ServerSpec
    from scoped_fastapi_check.engines.probes.dialects import CheckerDiagnostic

__all__ = ["ServerSession"]

_MOST_FAILED: Final = 3
# Silence is waited for once, not again for each try: who has hung gets a part of that time, and after so
# many times nobody waits any more.
_MOST_HANGS: Final = 3
_PART_FOR_A_TRY: Final = 0.25
_SECONDS_FOR_A_TRY: Final = 2.0
# What stands for a file that nobody may read: it has every name, and nothing is known of any.
_WITHHELD: Final = "from typing import Any\ndef __getattr__(name: str) -> Any: ...\n"


def _unsaved() -> dict[Path, str]:
    """The texts that an editor holds, which no checker finds on disk."""
    return {path: decoded(data) for path, data in unsaved().items()}


class ServerSession:
    """A server that is started when it is needed, and again when it has failed.

    `failed` are the files that it failed at, with its reason; they are not put to it again.
    """

    def __init__(
        self,
        spec: ServerSpec,
        project: Project,
        timeout: float,
        memory: int | None,
        hangs: list[str],
    ) -> None:
        self._spec = spec
        self._project = project
        self._timeout = timeout
        self._memory = memory
        # Those of all sessions of the pool.
        self._hangs = hangs
        self._server: LanguageServer | None = None
        self._withheld: dict[Path, int] = {}
        self.failed: dict[Path, str] = {}

    @property
    def folders(self) -> Sequence[Path]:
        """Where imports start from."""
        return self._project.folders

    @property
    def works_meanwhile(self) -> bool:
        """Whether the server looks at some texts while others are written."""
        return self._spec.works_meanwhile

    def withhold(self, broken: Iterable[Path]) -> None:
        """Have a checker that is led to files which are too large for us look at something else.

        They are read all the same, at least by ty, and then thrown away.
        """
        sizes = {path: size_of_large(path, LARGEST_SOURCE) for path in broken}
        self._withheld = {path: size for path, size in sizes.items() if size is not None}
        if self._server is not None:
            self._server.hold(dict.fromkeys(self._withheld, _WITHHELD))

    def put(self, texts: Mapping[Path, str]) -> Said:
        """Put texts to the checker; nothing is said about those that have failed.

        Raises `CheckerError` where it is not installed or too old, and `CheckerFailedError` where
        it does not start. What is returned raises the latter where it does not get through.
        """
        left = {path: text for path, text in texts.items() if path not in self.failed}
        self._give_up_on_hangs()
        self._give_up_on_sizes()
        said = self._started().put(left)
        return lambda: self._heard(left, said)

    def _heard(self, left: Mapping[Path, str], said: Said) -> dict[Path, list[CheckerDiagnostic]]:
        try:
            return said()
        except ServerFailedError as error:
            self._note(error)
            self._stop(at_once=True)
            # The one that it fails at is found by asking one by one; mostly it is one.
            return self._one_by_one(left)
        except BaseException:
            self._stop(at_once=True)
            raise

    def abandon(self) -> None:
        """Have the server drop what it was asked: nobody waits for that any more."""
        if self._server is not None:
            self._server.abandon()

    def changed(self, paths: Collection[Path], new: Collection[Path]) -> None:
        """Let files stand for themselves again: they have changed on disk, or are new or gone."""
        is_edit = not new and all(os.path.exists(path) for path in paths)
        if not self._spec.follows(is_edit=is_edit):
            self._stop(at_once=False)
        if self._server is not None:
            self._server.close(paths)
            self._server.changed(paths, new)
            self._server.hold({path: text for path, text in _unsaved().items() if path in paths})
        for path in paths:
            self.failed.pop(path, None)

    def close(self) -> None:
        """End the server."""
        self._stop(at_once=False)

    def _one_by_one(self, texts: Mapping[Path, str]) -> dict[Path, list[CheckerDiagnostic]]:
        found: dict[Path, list[CheckerDiagnostic]] = {}
        for path, text in texts.items():
            self._give_up_on_hangs()
            server = self._started()
            try:
                found |= server.put({path: text}, self._timeout_for_a_try())()
            except ServerFailedError as error:
                self._note(error)
                self._stop(at_once=True)
                self.failed[path] = self._described(error, server.version)
                if len(self.failed) > _MOST_FAILED:
                    raise CheckerFailedError(f"{self.failed[path]}, again and again") from error
            except BaseException:
                self._stop(at_once=True)
                raise
        return found

    def _timeout_for_a_try(self) -> float:
        if not self._hangs:
            return self._timeout
        return min(self._timeout, max(self._timeout * _PART_FOR_A_TRY, _SECONDS_FOR_A_TRY))

    def _note(self, error: ServerFailedError) -> None:
        if isinstance(error, ServerHangsError):
            self._hangs.append(str(error))

    def _give_up_on_hangs(self) -> None:
        if len(self._hangs) >= _MOST_HANGS:
            raise CheckerFailedError(f"{self._spec.name} {self._hangs[0]}, again and again")

    def _give_up_on_sizes(self) -> None:
        """Start nothing that is led to a file which takes more memory than it may have."""
        for path, size in self._withheld.items():
            if self._memory is not None and size > self._memory:
                raise CheckerFailedError(
                    f"{self._spec.name} was not started: an import leads it to {displayed(path)}, which has "
                    f"{size / 1e9:.1f} GB, and it may take {self._memory / 1e9:.1f} GB (--memory-limit)"
                )

    def _started(self) -> LanguageServer:
        if self._server is None:
            # Only where something is left to ask.
            from scoped_fastapi_check.checkers.language_server import LanguageServer

            server = self._spec.server(self._project, self._timeout, self._memory)
            try:
                self._server = LanguageServer(server)
            except ServerFailedError as error:
                self._note(error)
                version = self._spec.installed_version(self._project, self._timeout)
                self._spec.refuse_old(version)
                raise CheckerFailedError(self._described(error, version)) from error
            try:
                self._spec.refuse_old(self._server.version)
                self._server.hold({**dict.fromkeys(self._withheld, _WITHHELD), **_unsaved()})
            except BaseException:
                self._stop(at_once=True)
                raise
        return self._server

    def _stop(self, *, at_once: bool) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.stop(at_once=at_once)

    def _described(self, error: ServerFailedError, version: str | None) -> str:
        return " ".join(filter(None, (self._spec.name, version, str(error))))
