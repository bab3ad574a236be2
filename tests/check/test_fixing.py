"""`--fix`, `--unsafe-fixes` and `--diff`: whole files or none, and nothing outside of the project."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from .command import Project

APP = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


class User: ...


@app.get("items")
def read_items(wanted: bool) -> int:
    if not wanted:
        return HTTPException(404)
    return 1
"""
FIXED = APP.replace('"items"', '"/items"').replace("return HTTP", "raise HTTP")
NONE = """\
from fastapi import Depends, FastAPI

app = FastAPI()


class User: ...


def find_user() -> User | None: ...


@app.get("/")
def home(user: User = Depends(find_user)) -> int:
    return 1
"""
NO_BODY = """\
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.delete("/", status_code=204)
def remove():
    return JSONResponse(None, status_code=204)
"""


ALIAS = """\
from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy.orm import Session

app = FastAPI()


def get_session() -> Iterator[Session]:
    with Session() as session:
        yield session
        session.commit()


SessionDep = Annotated[Session, Depends(get_session)]


def use(session: Session) -> None: ...


@app.get("/")
def read(session: SessionDep, tasks: BackgroundTasks) -> None:
    tasks.add_task(use, session)
"""


def text_of(project: Project, name: str = "app.py") -> str:
    return (project.folder / name).read_bytes().decode()


def test_fix(project: Project) -> None:
    project.write({"app.py": APP})
    outcome = project.check("--checker", "ty", "--fix")
    assert outcome.status == 0
    assert text_of(project) == FIXED
    assert "Fixed 2 errors in 1 file." in outcome.errors
    assert project.check("--checker", "ty", "--fix").errors[-1] == "Fixed 0 errors in 0 files."


def test_diff_writes_nothing(project: Project) -> None:
    project.write({"app.py": APP})
    outcome = project.check("--checker", "ty", "--diff")
    assert outcome.status == 1
    assert '+@app.get("/items")' in outcome.lines
    assert "-        return HTTPException(404)" in outcome.lines
    assert text_of(project) == APP
    project.write({"app.py": FIXED})
    outcome = project.check("--checker", "ty", "--diff")
    assert (outcome.status, outcome.lines) == (0, [])


def test_what_is_not_safe_is_asked_for(project: Project) -> None:
    project.write({"app.py": NONE})
    outcome = project.check("--checker", "ty", "--fix")
    assert outcome.status == 1
    assert text_of(project) == NONE
    assert project.check("--checker", "ty", "--fix", "--unsafe-fixes").status == 0
    assert "user: User | None = Depends(find_user)" in text_of(project)


def test_another_scope_is_asked_for_and_not_changed_back(project: Project) -> None:
    """A route commits too late, and needs its session later than that: no scope is right."""
    project.write({"app.py": ALIAS})
    assert project.check("--fix").status == 1
    assert text_of(project) == ALIAS
    outcome = project.check("--fix", "--unsafe-fixes")
    assert outcome.status == 1
    assert text_of(project).count("scope=") == 1
    assert "Fixed 2 errors in 1 file." in outcome.errors


def test_what_a_fix_needs_is_imported_once(project: Project) -> None:
    project.write({"app.py": NO_BODY + NO_BODY.partition("app = FastAPI()\n")[2]})
    project.check("--checker", "ty", "--fix")
    text = text_of(project)
    assert text.startswith("from fastapi import FastAPI, Response\n")
    assert text.count("return Response(status_code=204)") == 2
    assert text.count("import FastAPI, Response") == 1


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_fixes_do_not_depend_on_the_checker(checker: str, project: Project) -> None:
    project.write({"app.py": APP, "none.py": NONE, "body.py": NO_BODY})
    fixes = []
    for each in (checker, "ty"):
        outcome = project.check("--checker", each, "--output", "json")
        document = json.loads("\n".join(outcome.lines))
        fixes.append([found["fix"] for found in document["findings"]])
    assert fixes[0] == fixes[1]
    assert None not in fixes[0]


def test_formatting_encoding_and_permissions_stay(project: Project) -> None:
    text = "# -*- coding: latin-1 -*-\n# ä\n" + APP.replace('get("items")', 'get("items")  # é')
    file = project.folder / "app.py"
    file.write_bytes(text.replace("\n", "\r\n").encode("latin-1"))
    file.chmod(0o640)
    assert project.check("--checker", "ty", "--fix").status == 0
    expected = text.replace('"items"', '"/items"').replace("return HTTP", "raise HTTP")
    assert file.read_bytes() == expected.replace("\n", "\r\n").encode("latin-1")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [path.name for path in project.folder.iterdir()] == ["app.py"]


def test_nothing_is_written_through_a_link_out_of_the_project(
    own_project: Project, tmp_path: Path
) -> None:
    own_project.write({"pyproject.toml": ""})
    outside = tmp_path / "outside.py"
    outside.write_text(APP, "utf-8")
    (own_project.folder / "app.py").symlink_to(outside)
    outcome = own_project.check("--checker", "ty", "--fix")
    assert outcome.status == 2
    assert outside.read_text("utf-8") == APP
    assert any("leads out of the project" in line for line in outcome.errors)


@pytest.mark.parametrize(
    "options",
    [
        ("--fix", "--diff"),
        ("--unsafe-fixes",),
        ("--watch", "--fix"),
        ("--fix", "--update-baseline"),
    ],
)
def test_options_that_exclude_each_other(options: tuple[str, ...], project: Project) -> None:
    project.write({"app.py": APP})
    assert project.check(*options).status == 2
    assert text_of(project) == APP
