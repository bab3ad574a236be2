"""What is to be checked, and what stays from one check of it to the next."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.application.files import verify_files
from scoped_fastapi_check.checkers.results import Request
from scoped_fastapi_check.configuration.settings import Configuration, Group, Settings
from scoped_fastapi_check.project.files import TEMPLATES, FoundFiles, find_files
from scoped_fastapi_check.project.import_resolver import forget_folders
from scoped_fastapi_check.project.layout import KeptLayout
from scoped_fastapi_check.project.module_names import module_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from scoped_fastapi_check.checkers.base import Checker
    from scoped_fastapi_check.project.environment import Environment
    from scoped_fastapi_check.project.parse_cache import ParseCache

__all__ = ["CheckSession", "GroupSession", "groups_of"]

# Not everything that comes and goes is told of: packages that are installed meanwhile are not. So after a
# pause of this many seconds folders are looked into again.
_PAUSE: Final = 10.0


def groups_of(request: Request) -> tuple[list[Group], FoundFiles]:
    """The files that are to be checked, by their settings; raises what `check` raises."""
    configuration = Configuration(request.options)
    found = find_files(request.paths, configuration.exclusion_of)
    return configuration.groups(found.files), found


@dataclass
class GroupSession:
    """What stays for the files of one table."""

    is_repeated: bool = True
    """Whether there may be another check."""
    environment: Environment | None = None
    checker: Checker | None = None
    known: ParseCache | None = None
    layout: KeptLayout = field(default_factory=KeptLayout)

    def close(self) -> None:
        """End the checker; the next check starts anew."""
        checker, self.checker = self.checker, None
        if checker is not None:
            checker.close()


@dataclass
class CheckSession:
    """What stays from one check of the same request to the next."""

    is_repeated: bool = True
    """Whether there may be a next one."""
    _groups: dict[Path | None, GroupSession] = field(
        default_factory=dict["Path | None", GroupSession]
    )
    _found: tuple[list[Group], FoundFiles] | None = None
    _last_change: float = 0.0

    def of(self, settings: Settings) -> GroupSession:
        """What stays for the files that have these settings."""
        return self._groups.setdefault(settings.file, GroupSession(self.is_repeated))

    def groups_of(self, request: Request) -> tuple[list[Group], FoundFiles]:
        """The files that are to be checked, looked for where some may have come or gone."""
        if self._found is None:
            forget_folders()
            module_name.cache_clear()
            verify_files()
            for group in self._groups.values():
                group.layout.forget()
            self._found = groups_of(request)
        return self._found

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk, or in an editor."""
        if self._are_edits(paths):
            verify_files(paths)
        else:
            self._found = None
        paths = [path for path in paths if path.suffix not in TEMPLATES]
        if not all(path.suffix in {".py", ".pyi"} for path in paths):
            # A configuration: all of it may be different now.
            self.close()
            self._groups.clear()
        for group in self._groups.values():
            if group.checker is not None:
                group.checker.changed(paths)

    def reads(self, path: Path) -> bool:
        """Whether a file counts for the last check: it may lie outside of what was checked."""
        return any(group.layout.reads(path) for group in self._groups.values())

    def _are_edits(self, paths: Collection[Path]) -> bool:
        """Whether only the texts of files have changed, and not which files there are."""
        last, self._last_change = self._last_change, time.monotonic()
        if self._found is None or self._last_change - last > _PAUSE:
            return False
        files = self._found[1].files
        return all(path in files and os.path.isfile(path) for path in paths)

    def prepare(self) -> None:
        """Do what makes the next check quicker; nobody waits for it now."""
        for group in self._groups.values():
            if group.checker is not None:
                group.checker.prepare()

    def close(self) -> None:
        """End the checkers; the next check starts anew."""
        self._found = None
        for group in self._groups.values():
            group.close()
