"""A project's `requires-python` goes to a checker that nobody told a version."""

from __future__ import annotations

import sys

import pytest

from .command import Project

# A mistake with the newer Python alone.
APP = f"""\
import sys
from collections.abc import Callable

from fastapi import Depends, FastAPI

app = FastAPI()


class User: ...


class Box:
    if sys.version_info >= (3, {sys.version_info[1] + 1}):
        get: Callable[[], int]
    else:
        get: Callable[[], User]


box = Box()


@app.get("/")
def home(user: User = Depends(box.get)) -> int:
    return 1
"""
NEWER = f"[project]\nrequires-python = '>=3.{sys.version_info[1] + 1}'\n"
OLDER = "[project]\nrequires-python = '>=3.9'\n"


@pytest.mark.parametrize("checker", ["mypy", "ty"])
def test_the_version_that_a_checker_is_told(project: Project, checker: str) -> None:
    project.write({"app.py": APP, "pyproject.toml": OLDER})
    assert project.check("--checker", checker).found == []
    project.write({"pyproject.toml": NEWER})
    assert project.check("--checker", checker).found == ["app.py:23:10"]
    # Who names an interpreter names its version.
    assert project.check("--checker", checker, "--python", sys.executable).found == []


def test_a_syntax_error_of_a_newer_python(project: Project) -> None:
    project.write({"app.py": "t = = 1\n", "pyproject.toml": NEWER})
    outcome = project.check()
    (line,) = [line for line in outcome.lines if ": error: " in line]
    running, newer = sys.version_info[1], sys.version_info[1] + 1
    assert f"(in Python 3.{running}, which runs this command; " in line
    assert f"the project requires Python >=3.{newer}, so run it with one of those)" in line
    assert outcome.status == 2
