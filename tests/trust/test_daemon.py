"""The daemon keeps the reports up to date where it checks nothing whole, or parts only."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .mypy_runs import CONFIGURATION, Daemon, ours

OTHER = """\
from typing import Annotated
from fastapi import Depends

def get_id() -> int: ...

Id = Annotated[str, Depends(get_id)]
"""
WRONG_ALIAS = "other.py:6"

MAIN = """\
from typing import Annotated
from fastapi import Depends, FastAPI
from other import get_id
import numbers_

app = FastAPI()
later = numbers_.provide

@app.get("/")
def root(x: Annotated[str, Depends(get_id)]) -> None: ...

@app.get("/later")
def get_later(x: Annotated[int, Depends(later)]) -> None: ...
"""
WRONG_PARAMETER = "main.py:10"
WRONG_VARIABLE = "main.py:13"

# Nothing in it calls FastAPI, so that no hook comes when mypy checks a part of it again.
CYCLE_MAIN = """\
from typing import Annotated
from fastapi import Depends
from base import Base

class Own(Base): ...

def get_id() -> int: ...

def user(x: "Annotated[Own, Depends(get_id)]") -> None: ...
"""
WRONG_IN_CYCLE = "main.py:9"

HALF = """\
from stars import Model
"""
STARS = """\
from half import *
from fastapi import APIRouter

class Model: ...

router = APIRouter(prefix="no")
"""

NUMBERS = "def provide() -> int: ...\n"


class Project:
    """Files on disk, and the daemon that checks them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.daemon = Daemon("daemon", folder / "status.json")
        self.seconds = itertools.count(1_700_000_000)
        (folder / "mypy.ini").write_text(CONFIGURATION, "utf-8")

    def write(self, **modules: str) -> None:
        for name, text in modules.items():
            path = self.folder / f"{name}.py"
            path.write_text(text, "utf-8")
            second = next(self.seconds)
            os.utime(path, (second, second))

    def delete(self, name: str) -> None:
        (self.folder / f"{name}.py").unlink()

    @property
    def reported(self) -> set[str]:
        """The places of the reports, where a line is reported once only."""
        return self.reported_for(*sorted(path.name for path in self.folder.glob("*.py")))

    def reported_for(self, *files: str) -> set[str]:
        """The places of the reports where only these files are named."""
        lines = ours(self.daemon.check(self.folder, files))
        places = [":".join(line.split(":")[:2]) for line in lines]
        assert len(places) == len(set(places)), lines
        return set(places)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = Project(tmp_path_factory.mktemp("daemon"))
    yield project
    project.daemon.stop()


@pytest.fixture
def project(served: Project) -> Project:
    """The same daemon for all, which is led back to the beginning."""
    for path in served.folder.glob("*.py"):
        path.unlink()
    served.write(other=OTHER, main=MAIN, numbers_=NUMBERS)
    assert served.reported == {WRONG_ALIAS, WRONG_PARAMETER}
    return served


def test_a_module_that_is_imported_is_deleted(project: Project) -> None:
    project.delete("numbers_")
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}
    project.write(numbers_=NUMBERS.replace("int", "str"))
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER, WRONG_VARIABLE}


def test_a_module_is_renamed(project: Project) -> None:
    project.delete("numbers_")
    project.write(digits=NUMBERS, main=MAIN.replace("numbers_", "digits"))
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}


def test_a_module_that_nobody_imports_is_deleted(project: Project) -> None:
    project.write(unrelated="x = 1\n")
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}
    project.delete("unrelated")
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}


def test_the_deleted_module_had_reports(project: Project) -> None:
    project.delete("other")
    assert project.reported == set()
    project.write(other=OTHER)
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}


def test_the_module_of_the_application_is_deleted(project: Project) -> None:
    project.write(second=MAIN)
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER, "second.py:10"}
    project.delete("main")
    assert project.reported == {WRONG_ALIAS, "second.py:10"}


def test_a_variable_below_the_first_call_gets_another_type(project: Project) -> None:
    project.write(numbers_=NUMBERS.replace("int", "str"))
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER, WRONG_VARIABLE}
    project.write(numbers_=NUMBERS)
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}


def test_a_line_is_half_written_for_a_while(project: Project) -> None:
    project.write(numbers_="def provide(\n")
    assert project.reported == set(), "the daemon prints the syntax error alone"
    project.write(numbers_=NUMBERS)
    assert project.reported == {WRONG_ALIAS, WRONG_PARAMETER}


def test_a_module_changes_whose_errors_are_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # mypy takes all below for installed, but for the files it is told to check.
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path.parent)])
    project = Project(tmp_path)
    project.write(main=CYCLE_MAIN, base="from main import Own\nclass Base: ...\n")
    try:
        assert project.reported_for("main.py") == {WRONG_IN_CYCLE}
        project.write(base="from main import Own\nclass Base: ...\nadded = 1\n")
        assert project.reported_for("main.py") == {WRONG_IN_CYCLE}
    finally:
        project.daemon.stop()


def test_mypy_is_asked_to_check_nothing_of_the_user_once_more(tmp_path: Path) -> None:
    # Whatever makes mypy check the top of `stars` again gives it a [no-redef].
    project = Project(tmp_path)
    project.write(half=HALF, stars=STARS)
    try:
        before = project.daemon.check(tmp_path, ["half.py"])
        assert ours(before)
        project.write(half=f"{HALF}def provide(\n")
        assert "syntax" in project.daemon.check(tmp_path, ["half.py"])[0]
        project.write(half=HALF)
        assert project.daemon.check(tmp_path, ["half.py"]) == before
    finally:
        project.daemon.stop()
