"""The checkers that are asked through their language servers, and where their programs are.

What starts a server and reads its answers is imported where that happens: every run comes through here,
and most have nothing to ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.programs import (
    NO_PROGRAMS,
    TreePrograms,
    child_variables,
    find_program,
)
from scoped_fastapi_check.project.display import displayed

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.language_server import Server
    from scoped_fastapi_check.checkers.server_pool import ServerPool
    from scoped_fastapi_check.checkers.server_settings import Project
    from scoped_fastapi_check.engines.probes.dialects import Dialect

__all__ = ["SERVERS", "Changes", "ServerSpec"]

_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)+")
_SECONDS_FOR_A_VERSION: Final = 20.0


class Changes(IntEnum):
    """Changes on disk; a server that may miss one has to start again."""

    NONE = 0
    EDITS = 1
    ALL = 2
    """Files that come and go, too."""


@dataclass(frozen=True, slots=True)
class ServerSpec:
    """A checker that speaks the language server protocol; `oldest` is the first version to do."""

    name: str
    command: tuple[str, ...]
    oldest: tuple[int, ...]
    noticed: Changes = Changes.NONE
    """What its server has noticed for sure before it answers the next question."""
    works_meanwhile: bool = False
    """Whether its server looks at some texts while others are written; that of pyright begins anew with each."""
    tree: TreePrograms = NO_PROGRAMS
    """The programs of the project that is checked."""

    @property
    def dialect(self) -> Dialect:
        """How it says what is wrong."""
        from scoped_fastapi_check.engines.probes.dialects import DIALECTS

        return DIALECTS[self.name]

    def program(self, top: Path) -> str:
        """Its program: beside our Python, or on the path, and in the tree below `top` only if that is trusted.

        Raises `CheckerError` where there is none.
        """
        if (found := find_program(self.command[0], top, self.tree)) is None:
            install = f"pip install {self.name}"
            raise CheckerError(f"{self.name} is not installed; run: {install}{self.refused()}")
        return found

    def refused(self) -> str:
        """What to say of a program that the project has, and that is not started."""
        if self.tree.are_trusted or (found := self.tree.find(self.command[0])) is None:
            return ""
        return f" (the project's own, {displayed(Path(found))}, is started with --trust only)"

    def follows(self, *, is_edit: bool) -> bool:
        """Whether its server notices in time that files were edited, or have come or gone."""
        return self.noticed >= (Changes.EDITS if is_edit else Changes.ALL)

    def is_installed(self, top: Path) -> bool:
        """Whether its program is there."""
        return find_program(self.command[0], top, self.tree) is not None

    def pool(self, timeout: float | None) -> ServerPool:
        """A place for its servers."""
        from scoped_fastapi_check.checkers.server_pool import ServerPool

        return ServerPool(self, timeout)

    def server(self, project: Project, timeout: float, memory: int | None = None) -> Server:
        """The server for a project."""
        from scoped_fastapi_check.checkers.language_server import Server
        from scoped_fastapi_check.checkers.server_process import Command
        from scoped_fastapi_check.checkers.server_settings import settings_for

        program = self.program(project.top)
        settings = settings_for(self.name, project)
        command = Command(
            self.name,
            [program, *self.command[1:]],
            project.empty,
            child_variables(project.top, settings.variables),
            timeout,
            memory,
        )
        return Server(
            command,
            settings.root,
            lambda section: settings.sections.get(section, {}),
            settings.options,
            project.stays,
        )

    def installed_version(self, project: Project, timeout: float) -> str | None:
        """What its program says its version is, where it works as far as that."""
        from scoped_fastapi_check.checkers.child_process import TooMuchOutputError, run_to_end

        program = self.program(project.top)
        # pyright's language server does not tell; the command beside it does.
        command = Path(program).with_name(Path(program).name.replace("-langserver", ""))
        try:
            answer = run_to_end(
                [str(command), "--version"],
                project.empty,
                child_variables(project.top, {}),
                seconds=min(_SECONDS_FOR_A_VERSION, timeout),
            )
        except (OSError, TooMuchOutputError, ValueError):
            return None
        found = _NUMBERS.search(answer.stdout.decode(errors="replace"))
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


SERVERS: Final = (
    ServerSpec("ty", ("ty", "server"), (0, 0, 99), Changes.ALL, works_meanwhile=True),
    ServerSpec("pyright", ("pyright-langserver", "--stdio"), (1, 1, 410)),
    ServerSpec("basedpyright", ("basedpyright-langserver", "--stdio"), (1, 40)),
    ServerSpec(
        "pyrefly", ("pyrefly", "lsp", "--indexing-mode", "none"), (1, 4), works_meanwhile=True
    ),
    ServerSpec("zuban", ("zuban", "server"), (0, 10), Changes.EDITS, works_meanwhile=True),
)
