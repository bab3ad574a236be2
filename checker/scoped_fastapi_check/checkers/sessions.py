"""What stays from one check to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.configuration.settings import Settings
from scoped_fastapi_check.project.environment import Environment
from scoped_fastapi_check.project.files import TEMPLATES
from scoped_fastapi_check.project.import_resolver import forget_folders
from scoped_fastapi_check.project.module_names import module_name
from scoped_fastapi_check.project.parse_cache import ParseCache

if TYPE_CHECKING:
    from collections.abc import Collection

    from scoped_fastapi_check.checkers.base import Checker

__all__ = ["CheckSession", "GroupSession"]


@dataclass
class GroupSession:
    """What stays for the files of one table."""

    is_repeated: bool = True
    """Whether there may be another check."""
    environment: Environment | None = None
    checker: Checker | None = None
    known: ParseCache | None = None

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

    def of(self, settings: Settings) -> GroupSession:
        """What stays for the files that have these settings."""
        return self._groups.setdefault(settings.file, GroupSession(self.is_repeated))

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files have changed on disk."""
        forget_folders()
        module_name.cache_clear()
        paths = [path for path in paths if path.suffix not in TEMPLATES]
        if not all(path.suffix in {".py", ".pyi"} for path in paths):
            # A configuration: all of it may be different now.
            self.close()
            self._groups.clear()
        for group in self._groups.values():
            if group.checker is not None:
                group.checker.changed(paths)

    def prepare(self) -> None:
        """Do what makes the next check quicker; nobody waits for it now."""
        for group in self._groups.values():
            if group.checker is not None:
                group.checker.prepare()

    def close(self) -> None:
        """End the checkers; the next check starts anew."""
        for group in self._groups.values():
            group.close()
