"""Stubs that are not those of the installed FastAPI are noticed; nothing of anybody else's is lost."""

from __future__ import annotations

from pathlib import Path

import fastapi
import pytest
from check.command import CLEAN, Project

STUBS = Path("typings/fastapi")
VERSION = fastapi.__version__


def made_by(version: str, project: Project) -> None:
    """Make the stubs those of another version, to all appearance."""
    for file in (project.folder / STUBS).rglob("*.pyi"):
        text = file.read_text("utf-8")
        file.write_text(text.replace(f"FastAPI {VERSION}.", f"FastAPI {version}.", 1), "utf-8")


def contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_fresh_stubs(project: Project) -> None:
    project.run("stubs")
    outcome = project.run("stubs", "--check")
    assert outcome.status == 0
    assert outcome.lines == [f"Up to date: stubs of FastAPI {VERSION} in typings/fastapi"]


def test_no_stubs(project: Project) -> None:
    outcome = project.run("stubs", "--check", "--output", "types")
    assert outcome.status == 1
    assert outcome.lines == [
        "There are no stubs in types/fastapi; run: scoped-fastapi stubs --output types"
    ]
    assert not (project.folder / "types").exists()


@pytest.mark.parametrize("change", ["edited", "removed", "added", "another version"])
def test_stubs_that_are_not_what_would_be_written(project: Project, change: str) -> None:
    project.run("stubs")
    folder = project.folder / STUBS
    routing = folder / "routing.pyi"
    match change:
        case "edited":
            routing.write_text(routing.read_text("utf-8") + "x: int\n", "utf-8")
        case "removed":
            routing.unlink()
        case "added":
            (folder / "routing2.pyi").write_text("")
        case _:
            made_by("0.121.0", project)
    before = contents(folder)
    outcome = project.run("stubs", "--check")
    assert outcome.status == 1
    assert outcome.lines[0] == (
        f"The stubs in typings/fastapi are not those of FastAPI {VERSION}, or were edited; "
        "run: scoped-fastapi stubs"
    )
    assert any("typings/fastapi/" in line for line in outcome.lines[1:])
    assert contents(folder) == before, "nothing is written"


@pytest.mark.parametrize("name", ["notes.md", "mine.pyi", "security/mine.pyi", "__init__.py"])
def test_a_file_of_somebody_else_beside_ours(project: Project, name: str) -> None:
    project.run("stubs")
    made_by("0.121.0", project)
    mine = project.folder / STUBS / name
    mine.write_text("mine = 1\n", "utf-8")
    before = contents(project.folder / STUBS)
    outcome = project.run("stubs")
    assert outcome.status == 2
    assert outcome.errors == [
        f"error: {STUBS / name} was not made by this command; remove it, or name another folder "
        "with --output"
    ]
    assert contents(project.folder / STUBS) == before


def test_what_stands_beside_the_folder_stays(project: Project) -> None:
    project.write({"typings/celery/__init__.pyi": "x: int\n", "typings/readme.txt": "mine\n"})
    project.run("stubs")
    made_by("0.121.0", project)
    assert project.run("stubs").status == 0
    assert (project.folder / "typings/celery/__init__.pyi").read_text() == "x: int\n"
    assert (project.folder / "typings/readme.txt").read_text() == "mine\n"


def test_a_check_tells_of_stale_stubs(project: Project) -> None:
    project.write({"pyproject.toml": "", "app.py": CLEAN})
    project.run("stubs")
    assert not [line for line in project.run("check").errors if "stubs" in line]
    made_by("0.121.0", project)
    outcome = project.run("check")
    assert (
        f"the stubs in typings/ are those of FastAPI 0.121.0, but {VERSION} is installed: "
        "run scoped-fastapi stubs again"
    ) in outcome.errors
    assert outcome.status == 0


def test_stubs_of_somebody_else_are_nothing_to_tell(project: Project) -> None:
    project.write({"app.py": CLEAN, "typings/fastapi/__init__.pyi": "class FastAPI: ...\n"})
    assert not [line for line in project.run("check").errors if "stubs" in line]
