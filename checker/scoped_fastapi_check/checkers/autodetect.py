"""Chooses the checker where neither the command line nor a table names one.

What is chosen depends on the project and on what the command comes with, and not on the environment
that happens to be active: everybody who checks a project gets the same findings.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.programs import NO_PROGRAMS, TreePrograms
from scoped_fastapi_check.checkers.project_settings import configured_checkers
from scoped_fastapi_check.checkers.server_specs import SERVERS, ServerSpec
from scoped_fastapi_check.configuration.table import CHECKERS
from scoped_fastapi_check.project.ownership import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DEFAULT", "Choice", "choose", "trusted_program"]

DEFAULT: Final = CHECKERS[0]
"""What the extra `check` installs."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A checker by its name on the command line, and why it is the one."""

    name: str
    reason: str


def choose(top: Path, tree: TreePrograms = NO_PROGRAMS) -> Choice:
    """The checker that a project configures, or else the first there is.

    Of several, the one that comes first in `CHECKERS`; where there is none, the default. Raises
    `CheckerError` where the project configures some, and none of them is installed: another one would find
    something else.
    """
    configured = _configured(top)
    for name in CHECKERS:
        if name in configured and _is_installed(name, top, tree):
            return Choice(name, f"which {configured[name].name} configures")
    if wanted := next((name for name in CHECKERS if name in configured), None):
        raise CheckerError(
            f"{wanted}, which {configured[wanted].name} configures, is not installed; "
            f"run: pip install {wanted} (or name another one with --checker){_refused(wanted, tree)}"
        )
    first = next((name for name in CHECKERS if _is_installed(name, top, tree)), None)
    if first is None:
        return Choice(DEFAULT, "because no checker is installed")
    return Choice(first, "because the project configures no other")


def _configured(top: Path) -> dict[str, Path]:
    """The checkers that are configured at the top of a project, or further up in its repository."""
    for folder in _folders(top):
        if found := configured_checkers(folder):
            return {name: configured.file for name, configured in found.items()}
    return {}


def _folders(top: Path) -> Iterator[Path]:
    folders = (top, *top.parents)
    repository = next((folder for folder in folders if _is_repository(folder, top)), top)
    for folder in folders:
        yield folder
        if folder == repository:
            return


def _is_repository(folder: Path, top: Path) -> bool:
    mark = folder / ".git"
    return os.path.exists(mark) and not is_foreign(mark, top)


def _is_installed(name: str, top: Path, tree: TreePrograms) -> bool:
    server = _server(name, tree)
    # mypy needs the plugin, and so runs in our own Python.
    return util.find_spec(name) is not None if server is None else server.is_installed(top)


def trusted_program(name: str, tree: TreePrograms) -> Path | None:
    """The program of the project that is started for a checker, because it is trusted."""
    server = _server(name, tree) if tree.are_trusted else None
    found = None if server is None else tree.find(server.command[0])
    return None if found is None else Path(found)


def _refused(name: str, tree: TreePrograms) -> str:
    server = _server(name, tree)
    return "" if server is None else server.refused()


def _server(name: str, tree: TreePrograms) -> ServerSpec | None:
    return next((replace(known, tree=tree) for known in SERVERS if known.name == name), None)
