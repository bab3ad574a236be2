"""A run that fails says why in one line, and leaves everything as it was."""

from __future__ import annotations

import venv
from pathlib import Path

import pytest
from check.command import Project

from .environments import environment_with

MISSING = {
    "fastapi.param_functions.Security": ("param_functions.py", "def Security(", "def Guard("),
    "fastapi.routing.APIRouter.patch": ("routing.py", "    def patch(", "    def repair("),
    "fastapi.applications.FastAPI.get(path)": (
        "applications.py",
        "        path: Annotated[",
        "        where: Annotated[",
    ),
    "fastapi.security.http.HTTPBasic.__init__(auto_error)": (
        "security/http.py",
        "auto_error: Annotated[",
        "strict: Annotated[",
    ),
    "fastapi.security.oauth2.OAuth2PasswordBearer(OAuth2)": (
        "security/oauth2.py",
        "class OAuth2PasswordBearer(OAuth2):",
        "class OAuth2PasswordBearer(SecurityBase):",
    ),
}


@pytest.mark.parametrize("what", MISSING)
def test_a_fastapi_that_is_not_as_expected(project: Project, tmp_path: Path, what: str) -> None:
    file, old, new = MISSING[what]
    python = environment_with(tmp_path / "other", {file: (old, new)})
    outcome = project.run("stubs", "--python", str(python))
    (error,) = outcome.errors
    assert what in error
    assert error.startswith("error: fastapi.")
    assert "a newer scoped-fastapi" in error
    assert (outcome.status, outcome.lines) == (2, [])
    assert list(project.folder.iterdir()) == []


def test_what_was_there_stays_when_a_run_fails(project: Project, tmp_path: Path) -> None:
    project.run("stubs")
    folder = project.folder / "typings" / "fastapi"
    before = {file: file.read_bytes() for file in folder.rglob("*.pyi")}
    python = environment_with(
        tmp_path / "other", {"routing.py": ("class APIRouter(", "class Router(")}
    )
    assert project.run("stubs", "--python", str(python)).status == 2
    assert {file: file.read_bytes() for file in folder.rglob("*.pyi")} == before
    assert list(folder.parent.iterdir()) == [folder]


def test_stubs_that_somebody_else_wrote(project: Project) -> None:
    project.write({"typings/fastapi/__init__.pyi": "class FastAPI: ...\n"})
    outcome = project.run("stubs")
    (error,) = outcome.errors
    assert error == (
        "error: typings/fastapi/__init__.pyi was not made by this command; "
        "remove it, or name another folder with --output"
    )
    assert outcome.status == 2
    assert (project.folder / "typings/fastapi/__init__.pyi").read_text() == "class FastAPI: ...\n"


def test_a_file_where_the_folder_should_be(project: Project) -> None:
    project.write({"typings": "text"})
    outcome = project.run("stubs")
    (error,) = outcome.errors
    assert error.startswith("error: typings/fastapi cannot be written: ")
    assert outcome.status == 2
    assert (project.folder / "typings").read_text() == "text"


def test_no_fastapi(project: Project, tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=False, symlinks=True)
    outcome = project.run("stubs", "--python", str(tmp_path / "empty" / "bin" / "python"))
    (error,) = outcome.errors
    assert error.startswith("error: FastAPI is not installed in ")
    assert "--python" in error
    assert outcome.status == 2


def test_no_interpreter(project: Project) -> None:
    outcome = project.run("stubs", "--python", "/nowhere/python")
    assert outcome.errors == [
        "error: there is neither a Python interpreter nor a folder /nowhere/python"
    ]
    assert outcome.status == 2


def test_a_fastapi_that_cannot_be_parsed(project: Project, tmp_path: Path) -> None:
    python = environment_with(
        tmp_path / "broken", {"routing.py": ("def get_request_handler(", "def (")}
    )
    outcome = project.run("stubs", "--python", str(python))
    (error,) = outcome.errors
    assert "routing.py of FastAPI cannot be read: invalid syntax" in error
    assert outcome.status == 2
    assert list(project.folder.iterdir()) == []
