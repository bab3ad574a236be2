"""The checkers that are asked through their language servers, and where their programs are."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.language_server import Server
from scoped_fastapi_check.checkers.server_pool import ServerPool
from scoped_fastapi_check.checkers.server_process import Command, child_variables
from scoped_fastapi_check.checkers.server_settings import Project, settings_for
from scoped_fastapi_check.engines.probes import dialects
from scoped_fastapi_check.engines.probes.dialects import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoped_fastapi_check.project.environment import Environment

__all__ = ["SERVERS", "Changes", "Known"]

_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)+")


class Changes(IntEnum):
    """Changes on disk; a server that may miss one has to start again."""

    NONE = 0
    EDITS = 1
    ALL = 2
    """Files that come and go, too."""


@dataclass(frozen=True, slots=True)
class Known:
    """A checker that speaks the language server protocol; `oldest` is the first version to do."""

    name: str
    command: tuple[str, ...]
    dialect: Dialect
    oldest: tuple[int, ...]
    noticed: Changes = Changes.NONE
    """What its server has noticed for sure before it answers the next question."""

    def program(self, environment: Environment) -> str:
        """Its program: in the application's environment, beside our Python, or on the path.

        Raises `CheckerError` where there is none.
        """
        if (found := _find(self.command[0], environment)) is None:
            install = f"pip install {self.name}"
            raise CheckerError(f"{self.name} is not installed; run: {install}")
        return found

    def follows(self, *, is_edit: bool) -> bool:
        """Whether its server notices in time that files were edited, or have come or gone."""
        return self.noticed >= (Changes.EDITS if is_edit else Changes.ALL)

    def is_installed(self, environment: Environment) -> bool:
        """Whether its program is there."""
        return _find(self.command[0], environment) is not None

    def is_installed_in(self, environment: Environment) -> bool:
        """Whether its program is in the application's own environment."""
        folder = Path(environment.executable).parent
        return shutil.which(str(folder / self.command[0])) is not None

    def pool(self, patience: float | None) -> ServerPool:
        """A place for its servers."""
        return ServerPool(self, patience)

    def server(self, project: Project, patience: float) -> Server:
        """The server for a project."""
        program = self.program(project.environment)
        settings = settings_for(self.name, project)
        command = Command(
            self.name,
            [program, *self.command[1:]],
            project.top,
            {"VIRTUAL_ENV": str(project.environment.prefix)},
            patience,
        )
        return Server(
            command,
            settings.root,
            lambda section: settings.sections.get(section, {}),
            settings.options,
        )

    def installed_version(self, environment: Environment) -> str | None:
        """What its program says its version is, where it works as far as that."""
        program = self.program(environment)
        # pyright's language server does not tell; the command beside it does.
        command = Path(program).with_name(Path(program).name.replace("-langserver", ""))
        try:
            answer = subprocess.run(
                [command, "--version"],
                env=child_variables({}),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=20,
            )
        except (OSError, subprocess.SubprocessError, ValueError):
            return None
        found = _NUMBERS.search(answer.stdout)
        return found[0] if found else None

    def refuse_old(self, version: str | None) -> None:
        """Raise `CheckerError` for a version that is too old; one that is not known may do."""
        numbers = _NUMBERS.search(version or "")
        if numbers and tuple(map(int, numbers[0].split("."))) < self.oldest:
            oldest = ".".join(map(str, self.oldest))
            raise CheckerError(
                f"{self.name} {version} is too old, {oldest} is needed; "
                f"run: pip install --upgrade {self.name}"
            )


def _find(name: str, environment: Environment) -> str | None:
    for folder in _folders(environment):
        if (found := shutil.which(str(folder / name))) is not None:
            return found
    return shutil.which(name)


def _folders(environment: Environment) -> Iterator[Path]:
    yield Path(environment.executable).parent
    yield environment.prefix / "bin"
    yield environment.prefix / "Scripts"
    yield Path(sysconfig.get_path("scripts"))


SERVERS: Final = (
    Known("ty", ("ty", "server"), dialects.TY, (0, 0, 15), Changes.ALL),
    Known("pyright", ("pyright-langserver", "--stdio"), dialects.PYRIGHT, (1, 1, 410)),
    Known("basedpyright", ("basedpyright-langserver", "--stdio"), dialects.BASEDPYRIGHT, (1, 40)),
    Known("pyrefly", ("pyrefly", "lsp", "--indexing-mode", "none"), dialects.PYREFLY, (1, 4)),
    Known("zuban", ("zuban", "server"), dialects.ZUBAN, (0, 5), Changes.EDITS),
)
