"""Chooses the checker where the command line names none."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Final

from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.project_settings import configured_checkers
from scoped_fastapi_check.checkers.server_specs import SERVERS

__all__ = ["DEFAULT", "Choice", "choose"]

# What the extra `check` installs; docs/performance.md has the measurement behind it, and this order.
DEFAULT: Final = "mypy"
_ORDER: Final = ("mypy", "basedpyright", "pyright", "ty", "pyrefly", "zuban")


@dataclass(frozen=True, slots=True)
class Choice:
    """A checker by its name on the command line, and why it is the one."""

    name: str
    reason: str


def choose(top: Path) -> Choice:
    """The checker that a project configures, or else the default, or one that is installed.

    Of several, the one that comes first in the documentation. Raises `CheckerError` where the one that is
    configured is not there.
    """
    configured = configured_checkers(top)
    for name in _ORDER:
        if name in configured:
            file = configured[name].file.name
            if not _is_installed(name, top):
                # Never another one in its place: it would find something else.
                raise CheckerError(
                    f"{name}, which {file} configures, is not installed; run: pip install {name} "
                    "(or name another one with --checker)"
                )
            return Choice(name, f"which {file} configures")
    if _is_installed(DEFAULT, top):
        return Choice(DEFAULT, "because the project configures no other")
    for name in _ORDER:
        if _is_installed(name, top):
            return Choice(name, "because it is installed")
    return Choice(DEFAULT, "because no checker is installed")


def _is_installed(name: str, top: Path) -> bool:
    for known in SERVERS:
        if known.name == name:
            return known.is_installed(top)
    # mypy needs the plugin, and so runs in our own Python.
    return util.find_spec(name) is not None
