"""The language servers of a check: one for each run, because names must not contradict each other."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.project_settings import configured_checkers
from scoped_fastapi_check.checkers.server_session import ServerSession
from scoped_fastapi_check.checkers.server_settings import Project
from scoped_fastapi_check.project.import_resolver import CORE_MODULES, hides
from scoped_fastapi_check.project.temporary import TemporaryFolder

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.base import Job
    from scoped_fastapi_check.checkers.server_specs import ServerSpec
    from scoped_fastapi_check.project.partition import Run

__all__ = ["TIMEOUT", "ServerPool"]

# A large project takes its time.
TIMEOUT = 120.0


class ServerPool:
    """Servers that stay until the pool is closed; one that is asked for again is the same."""

    def __init__(self, spec: ServerSpec, timeout: float | None = None) -> None:
        self._spec = spec
        self._timeout = timeout or TIMEOUT
        self._sessions: dict[object, ServerSession] = {}
        self._hangs: list[str] = []
        self._folder = TemporaryFolder()

    def close(self) -> None:
        """End all servers, and remove what was written for them."""
        try:
            for session in self._sessions.values():
                session.close()
        finally:
            self._folder.cleanup()

    def session(self, job: Job, number: int) -> ServerSession:
        """The session for the run of a job with this number."""
        folders = tuple(self._folders(job, job.runs[number]))
        key = (number, folders, job.environment.executable)
        if key not in self._sessions:
            own = Path(self._folder.path, str(len(self._sessions)))
            own.mkdir()
            configured = configured_checkers(job.top).get(self._spec.name)
            platform = configured.platform() if configured else None
            project = Project(job.top, own, job.environment, folders, platform, job.is_repeated)
            self._sessions[key] = ServerSession(
                self._spec, project, self._timeout, job.memory_limit, self._hangs
            )
        self._sessions[key].withhold(job.graph.broken_imports)
        return self._sessions[key]

    def changed(self, paths: Collection[Path], new: Collection[Path]) -> None:
        """Tell all servers that files have changed or disappeared on disk, or are new there."""
        self._hangs.clear()
        for session in self._sessions.values():
            session.changed(paths, new)

    def _folders(self, job: Job, run: Run) -> list[Path]:
        """Where imports start from: as they are resolved by us, and as the project says."""
        configured = configured_checkers(job.top).get(self._spec.name)
        named = configured.folders() if configured else []
        usable = [folder for folder in named if not hides(folder, CORE_MODULES)]
        return list(dict.fromkeys([*run.roots, *usable]))
