"""How each language server is told where a project's imports start from, and to report everything.

Each gets a configuration of our own. The project's says which errors it wants to hear about, and
which files it leaves out; here neither is asked for. The folders that it names for imports are
taken over (`project_settings`).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.environment_view import (
    linked_folder,
    readable_environment,
    searched_folders,
)
from scoped_fastapi_check.checkers.toml import assignments

if TYPE_CHECKING:
    from scoped_fastapi_check.project.environment import Environment

__all__ = ["Project", "Settings", "settings_for"]

# Folders whose files ty never speaks of unless it is told to; an installed package lies in one, and
# a package of the project may be called so.
_LEFT_OUT_BY_TY: Final = (
    *(".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".mypy_cache", ".nox"),
    *(".pants.d", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", "__pypackages__"),
    *("_build", "buck-out", "dist", "node_modules", "venv"),
)


@dataclass(frozen=True, slots=True)
class Project:
    """What a language server has to know about a project.

    `own` is a folder for our configuration; `folders` are where imports start from.
    """

    top: Path
    own: Path
    environment: Environment
    folders: Sequence[Path]
    platform: str | None = None
    stays: bool = False
    """Whether the server is asked again after files have changed."""

    @property
    def empty(self) -> Path:
        """A folder for a program to be started in: what it looks for there it does not find."""
        folder = self.own / "empty"
        folder.mkdir(exist_ok=True)
        return folder


@dataclass(frozen=True, slots=True)
class Settings:
    """The workspace, what a server is told at the start, what when it asks, and by variables."""

    root: Path
    options: Mapping[str, object] = field(default_factory=dict[str, object])
    sections: Mapping[str, object] = field(default_factory=dict[str, object])
    variables: Mapping[str, str] = field(default_factory=dict[str, str])


def settings_for(name: str, project: Project) -> Settings:
    """The settings of a checker for a project; the configuration file that they name is written."""
    return {
        "ty": _ty,
        "pyrefly": _pyrefly,
        "pyright": _pyright,
        "basedpyright": _basedpyright,
        "zuban": _zuban,
    }[name](project)


def _ty(project: Project) -> Settings:
    environment = {
        "python": project.environment.executable,
        "python-version": _version(project),
        "extra-paths": _paths_and_links(project),
        "root": [str(project.top)],
        **_given("python-platform", project.platform),
    }
    # What is put to it is to be checked, wherever it lies.
    src = {"respect-ignore-files": False, "exclude": [f"!**/{name}/" for name in _LEFT_OUT_BY_TY]}
    lines = ["[environment]", *assignments(environment), "[src]", *assignments(src)]
    file = _write(project.own / "ty.toml", lines)
    ty = {"configurationFile": str(file), "diagnosticMode": "openFilesOnly"}
    return Settings(project.top, ty, {"ty": ty})


def _pyrefly(project: Project) -> Settings:
    installed = searched_folders(project.environment, project.top, project.own)
    configuration = {
        "search-path": _paths(project),
        # Else it asks an interpreter, by running it.
        "skip-interpreter-query": True,
        "site-package-path": list(map(str, installed)),
        "python-version": _version(project),
        # A file that is excluded is reported about as little as one that is not included.
        "project-includes": ["/**"],
        "project-excludes": [],
        "python-platform": project.platform or sys.platform,
    }
    file = _write(project.own / "pyrefly.toml", assignments(configuration))
    pyrefly = {
        "configPath": str(file),
        "displayTypeErrors": "force-on",
        "typeCheckingMode": "default",
    }
    return Settings(project.top, {}, {"python": {"pyrefly": pyrefly}})


def _pyright(project: Project) -> Settings:
    # It finds its configuration in its workspace only, so that it gets one that holds nothing else.
    _write_pyright_configuration(project)
    python = {"analysis": _pyright_analysis(project)}
    return Settings(project.own, {}, {"python": python})


def _basedpyright(project: Project) -> Settings:
    pyright = _pyright(project)
    sections = {**pyright.sections, "basedpyright": {"analysis": _pyright_analysis(project)}}
    return Settings(pyright.root, pyright.options, sections)


def _pyright_analysis(project: Project) -> dict[str, object]:
    # basedpyright takes folders from here only.
    return {"diagnosticMode": "openFilesOnly", "extraPaths": _paths(project)}


def _write_pyright_configuration(project: Project) -> None:
    environment = readable_environment(project.environment, project.top, project.own)
    configuration: dict[str, object] = {
        "include": [],
        # It runs an interpreter that it is told of, and reads a folder.
        "venvPath": str(environment.parent),
        "venv": environment.name,
        "extraPaths": _paths(project),
        "pythonVersion": _version(project),
        "typeCheckingMode": "basic",
        **_given("pythonPlatform", project.platform),
    }
    if os.path.isdir(stubs := project.top / "typings"):
        configuration["stubPath"] = str(stubs)
    _write(project.own / "pyrightconfig.json", [json.dumps(configuration)])


def _zuban(project: Project) -> Settings:
    configuration = {
        "mode": "default",
        "mypy_path": _paths_and_links(project),
        "python_executable": project.environment.executable,
        "python_version": _version(project),
        **_given("platform", project.platform),
    }
    # Like pyright; and of the files there, it takes the first one that has a section for it.
    _write(project.own / "pyproject.toml", ["[tool.zuban]", *assignments(configuration)])
    return Settings(project.own)


def _version(project: Project) -> str:
    return ".".join(map(str, project.environment.version))


def _paths(project: Project) -> list[str]:
    return [str(folder) for folder in project.folders]


def _paths_and_links(project: Project) -> list[str]:
    """For those that find installed packages themselves, but not the ones that a finder leads to."""
    links = linked_folder(project.environment, project.top, project.own)
    return [*_paths(project), *map(str, links)]


def _given(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}


def _write(file: Path, lines: Sequence[str]) -> Path:
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return file
