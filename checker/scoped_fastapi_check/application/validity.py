"""Whether the application map still says of a module what it said when the module was checked.

To go through a project takes a moment; to see that none of its files has changed does not. So what
the map says of each module is kept as a digest, with the state of all files that it was read from.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.application.files import files_around
from scoped_fastapi_check.project.kept_files import LostFileError, read_kept, write_kept

if TYPE_CHECKING:
    from scoped_fastapi_check.application.project_map import ProjectMap

Unfollowed = tuple[str, int, str, str]
"""A registration that the map could not follow: its file, its line, why, and the package that it is up to."""

_FILE: Final = "application.json"


@dataclass(eq=False, slots=True)
class _Known:
    """The state of all files of a map, the digests of what it says of the modules, what it left out."""

    state: str
    views: dict[str, str]
    unfollowed: list[Unfollowed]


@dataclass(eq=False, slots=True)
class ViewDigests:
    """Digests of what the map says, by the paths of modules; in a file if there is a folder for it."""

    folder: Path | None
    version: str
    """What changes with the code that makes the map."""
    _known: dict[str, _Known] = field(default_factory=dict[str, "_Known"])
    """By the folder of a map."""
    _is_read: bool = False
    _is_changed: bool = False

    def of(self, path: str) -> str:
        """The digest for a module, as it is now."""
        return self._around(path).views.get(os.path.abspath(path), "")

    def unfollowed(self, path: str) -> list[Unfollowed]:
        """What the map could not follow in the project that a module belongs to."""
        return self._around(path).unfollowed

    def _around(self, path: str) -> _Known:
        files = files_around(Path(path))
        known = self._read().get(files.top)
        state = files.state
        if known is None or known.state != state:
            # Somebody's: the map itself is needed only where files have changed.
            known = self._known[files.top] = _Known(state, {}, [])
        if not known.views:
            from scoped_fastapi_check.application.project_map import map_around

            project = map_around(Path(path))
            known.views |= _digests(project)
            known.unfollowed = unfollowed_in(project)
            self._is_changed = True
        return known

    def save(self) -> None:
        """Write the file; where that is not possible there will be nothing to read."""
        if self.folder is None or not self._is_changed:
            return
        self._is_changed = False
        maps = {top: asdict(known) for top, known in self._known.items()}
        write_kept(self.folder / _FILE, {"version": self.version, "maps": maps})

    def _read(self) -> dict[str, _Known]:
        if not self._is_read:
            self._is_read = True
            if self.folder is not None:
                with contextlib.suppress(
                    LostFileError, ValueError, KeyError, TypeError, AttributeError
                ):
                    document = read_kept(self.folder / _FILE)
                    if document["version"] == self.version:
                        self._known = _checked(document["maps"])
        return self._known


def _digests(project: ProjectMap) -> dict[str, str]:
    # Something is there even where no module has to do with routes.
    return {"": "", **{path: view.digest for path, view in project.views().items()}}


def unfollowed_in(project: ProjectMap) -> list[Unfollowed]:
    """What the map of a project could not follow."""
    from scoped_fastapi_check.application.unfollowed import foreign, unfollowed

    machine = project.machine
    found = [(place, why, "") for place, why in unfollowed(machine)] + foreign(machine)
    return [(place.path, place.line, why, package) for place, why, package in found]


def _checked(maps: Any) -> dict[str, _Known]:
    """What was read, if it is as it was written; raises what tells that it is not."""
    return {
        str(top): _Known(
            str(known["state"]),
            {str(path): str(digest) for path, digest in known["views"].items()},
            [
                (str(path), int(line), str(why), str(package))
                for path, line, why, package in known["unfollowed"]
            ],
        )
        for top, known in maps.items()
    }
