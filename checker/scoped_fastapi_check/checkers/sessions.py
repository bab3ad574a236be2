"""What is to be checked, and what stays from one check of it to the next."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.application.files import python_files, verify_files
from scoped_fastapi_check.checkers.results import Request
from scoped_fastapi_check.configuration.settings import Configuration, Group, Settings
from scoped_fastapi_check.project.file_kinds import is_configuration, is_source, is_template
from scoped_fastapi_check.project.files import FoundFiles, find_files
from scoped_fastapi_check.project.import_resolver import forget_folders
from scoped_fastapi_check.project.layout import KeptLayout
from scoped_fastapi_check.project.module_names import module_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

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

    def prepare(self) -> None:
        """Do what makes the next check quicker, and what need not be done while somebody waits."""
        if self.checker is not None:
            self.checker.prepare()
        if self.known is not None:
            self.known.save()

    def close(self) -> None:
        """End the checker; the next check starts anew."""
        if self.known is not None:
            self.known.save()
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
    _is_current: bool = False
    """Whether no file has come or gone since that was found."""
    _last_change: float = 0.0

    def of(self, settings: Settings) -> GroupSession:
        """What stays for the files that have these settings."""
        return self._groups.setdefault(settings.file, GroupSession(self.is_repeated))

    def groups_of(self, request: Request) -> tuple[list[Group], FoundFiles]:
        """The files that are to be checked, looked for where some may have come or gone."""
        if self._found is None or not self._is_current:
            forget_folders()
            module_name.cache_clear()
            verify_files()
            for group in self._groups.values():
                group.layout.forget()
            self._found = groups_of(request)
            self._is_current = True
        return self._found

    def changed(self, paths: Collection[Path]) -> None:
        """Take note that files, or folders, have changed on disk, or in an editor."""
        # Templates are looked at in each check.
        paths = [path for path in paths if not is_template(path)]
        if not paths:
            return
        sources = list(self._sources(paths))
        if self._are_edits(paths):
            verify_files(paths)
        else:
            self._is_current = False
        if any(map(is_configuration, paths)):
            # All of it may be different now.
            self.close()
            self._groups.clear()
        for group in self._groups.values():
            if group.checker is not None and sources:
                group.checker.changed(sources)

    def _sources(self, paths: Iterable[Path]) -> Iterator[Path]:
        """The sources among these paths, and those in the folders among them."""
        known = {} if self._found is None else self._found[1].files
        for path in paths:
            if is_source(path):
                yield path
            elif os.path.isdir(path):
                yield from python_files(path)
            else:
                yield from (file for file in known if file.is_relative_to(path))

    def reads(self, path: Path) -> bool:
        """Whether a file counts for the last check: it may lie outside of what was checked."""
        return any(group.layout.reads(path) for group in self._groups.values())

    def _are_edits(self, paths: Collection[Path]) -> bool:
        """Whether only the texts of files have changed, and not which files there are."""
        last, self._last_change = self._last_change, time.monotonic()
        if self._found is None or not self._is_current or self._last_change - last > _PAUSE:
            return False
        files = self._found[1].files
        return all(path in files and os.path.isfile(path) for path in paths)

    def prepare(self) -> None:
        """Do what makes the next check quicker; nobody waits for it now."""
        for group in self._groups.values():
            group.prepare()

    def close(self) -> None:
        """End the checkers; the next check starts anew."""
        self._found = None
        for group in self._groups.values():
            group.close()
