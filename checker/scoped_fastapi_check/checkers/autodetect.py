"""Chooses the checker where the command line names none."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.project_settings import configured_checkers
from scoped_fastapi_check.checkers.server_specs import SERVERS

if TYPE_CHECKING:
    from scoped_fastapi_check.project.environment import Environment

__all__ = ["DEFAULT", "Choice", "choose"]

# What the extra `check` installs; docs/performance.md has the measurement behind it, and this order.
DEFAULT: Final = "mypy"
_ORDER: Final = ("mypy", "basedpyright", "pyright", "ty", "pyrefly", "zuban")


@dataclass(frozen=True, slots=True)
class Choice:
    """A checker by its name on the command line, and why it is the one."""

    name: str
    reason: str


def choose(top: Path, environment: Environment) -> Choice:
    """The checker that a project configures, or else one that is installed for it.

    Of several, the one that comes first in the documentation; where there is none, the default.
    """
    configured = configured_checkers(top)
    for name in _ORDER:
        if name in configured and _is_installed(name, environment):
            return Choice(name, f"which {configured[name].file.name} configures")
    if not environment.is_ours:
        for known in sorted(SERVERS, key=lambda known: _ORDER.index(known.name)):
            if known.is_installed_in(environment):
                return Choice(known.name, f"which is installed in {environment.prefix}")
    if _is_installed(DEFAULT, environment):
        return Choice(DEFAULT, "because the project configures no other")
    for name in _ORDER:
        if _is_installed(name, environment):
            return Choice(name, "because it is installed")
    return Choice(DEFAULT, "because no checker is installed")


def _is_installed(name: str, environment: Environment) -> bool:
    for known in SERVERS:
        if known.name == name:
            return known.is_installed(environment)
    # mypy needs the plugin, and so runs in our own Python.
    return util.find_spec(name) is not None
