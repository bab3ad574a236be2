"""The checkers that are asked through their language servers, and how each is told what it needs."""

from __future__ import annotations

import shutil
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.judges.checker import CheckerError
from scoped_fastapi_check.judges.language_server import Server
from scoped_fastapi_check.obligations import dialects
from scoped_fastapi_check.obligations.dialects import Dialect

if TYPE_CHECKING:
    from scoped_fastapi_check.environment import Environment

__all__ = ["SERVERS", "Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """A checker that speaks the language server protocol."""

    name: str
    command: tuple[str, ...]
    dialect: Dialect
    section: str

    def server(self, root: Path, environment: Environment, folders: Sequence[Path]) -> Server:
        """The server for a project; `folders` are where its imports start from."""
        python = environment.executable
        settings = _settings(self.name, python, folders)
        return Server(
            self.name,
            [_program(self.command[0]), *self.command[1:]],
            root,
            lambda section: settings.get(section, {}),
            settings.get("", {}),
            {"VIRTUAL_ENV": str(environment.prefix)},
        )


def _settings(
    name: str, python: str, folders: Sequence[Path]
) -> Mapping[str, Mapping[str, object]]:
    paths = [str(folder) for folder in folders]
    analysis = {"extraPaths": paths, "diagnosticMode": "openFilesOnly", "autoSearchPaths": True}
    match name:
        case "pyright":
            return {"python": {"pythonPath": python, "analysis": analysis}, "pyright": {}}
        case "basedpyright":
            return {"python": {"pythonPath": python}, "basedpyright": {"analysis": analysis}}
        case "ty":
            configuration = {"environment": {"python": python, "extra-paths": paths}}
            ty = {"configuration": configuration, "diagnosticMode": "openFilesOnly"}
            return {"ty": ty, "": ty}
        case "pyrefly":
            pyrefly = {"displayTypeErrors": "force-on", "extraPaths": paths}
            return {"python": {"pythonPath": python, "pyrefly": pyrefly, "analysis": analysis}}
        case _:
            return {}


def _program(name: str) -> str:
    """The program of a checker: beside our own Python, or wherever the shell finds it."""
    beside = Path(sysconfig.get_path("scripts"), name)
    found = shutil.which(str(beside)) or shutil.which(name)
    if found is None:
        package = name.partition("-")[0]
        raise CheckerError(f"{package} is not installed; run: pip install {package}")
    return found


SERVERS: Final = (
    Known("pyright", ("pyright-langserver", "--stdio"), dialects.PYRIGHT, "python"),
    Known("basedpyright", ("basedpyright-langserver", "--stdio"), dialects.BASEDPYRIGHT, "python"),
    Known("ty", ("ty", "server"), dialects.TY, "ty"),
    Known("pyrefly", ("pyrefly", "lsp"), dialects.PYREFLY, "python"),
    Known("zuban", ("zuban", "server"), dialects.ZUBAN, "zuban"),
)
