"""A warm cache never hides what an edit in another module changes.

mypy checks a module again when the interface of one that it imports changes. What stands in the
metadata of `Annotated`, in the arguments of a security scheme or in the value of a constant is no
part of that interface.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from .runners import run_mypy

DEPS = """\
from typing import Annotated, TypeVar

from fastapi import Depends, Query
from fastapi.security import OAuth2PasswordBearer
from scoped_fastapi import ScopedRouter
from starlette.status import HTTP_200_OK, HTTP_204_NO_CONTENT

T = TypeVar("T")

def get_id() -> int:
    return 3

def get_name() -> str:
    return "a"

def numbers():
    yield 3

def wrapped() -> int:
    return 3

Given = Annotated[T, Depends(get_id)]
scheme = OAuth2PasswordBearer("token")
STATUS = HTTP_200_OK
get = get_id

def page(size: int = 10) -> int:
    return size

def late():
    yield 4
    get.commit()

router = ScopedRouter(dependency_scope="function")
"""

MAIN = """\
from typing import Annotated

from fastapi import Depends, FastAPI

import deps
from deps import Given, get, get_id, scheme

app = FastAPI()

@app.get("/alias")
def alias(value: Given[int]) -> None: ...

@app.get("/function")
def function(value: Annotated[int, Depends(get_id)]) -> None: ...

@app.get("/scheme")
def by_scheme(value: Annotated[str, Depends(scheme)]) -> None: ...

@app.get("/status", status_code=deps.STATUS)
def status():
    return 1

@app.get("/variable")
def variable(value: int = Depends(get)) -> None: ...

@app.get("/generator")
def generator(value: Annotated[int, Depends(deps.numbers)]) -> None: ...

size = deps.page()

Late = Annotated[int, Depends(deps.late)]
"""


@dataclass(frozen=True)
class Edit:
    name: str
    before: str
    after: str
    expected: tuple[int, str]


EDITS = [
    Edit("metadata", "Depends(get_id)", "Depends(get_name)", (11, "fastapi-depends")),
    Edit("annotation", "get_id() -> int", "get_id() -> str", (14, "fastapi-depends")),
    Edit(
        "kind of function",
        "def get_id() -> int:\n    return 3",
        "from collections.abc import Iterator\ndef get_id() -> Iterator[int]:\n    return iter([3])",
        (14, "fastapi-depends"),
    ),
    Edit("argument", '("token")', '("token", auto_error=False)', (17, "fastapi-depends")),
    Edit("constant", "= HTTP_200_OK", "= HTTP_204_NO_CONTENT", (21, "fastapi-no-body")),
    Edit("variable", "get = get_id", "get = get_name", (24, "fastapi-depends")),
    Edit("commit", "    yield 3", "    yield 3\n    get.commit()", (27, "fastapi-late-commit")),
    Edit("default", "size: int = 10", "size: int = Query(10)", (29, "fastapi-direct-call")),
    Edit("default scope", '"function"', '"request"', (31, "fastapi-late-commit")),
]


@dataclass(frozen=True)
class Project:
    """Two modules, checked again and again with one cache."""

    work: Path
    options: tuple[str, ...]
    seconds: Iterator[int] = field(default_factory=lambda: count(1_700_000_000))

    def lines(self, deps: str) -> set[tuple[int, str]]:
        folder = self.work / "project"
        (folder / "deps.py").write_text(deps, "utf-8")
        # mypy takes a file for unchanged when its size and the second of its change are the same.
        second = next(self.seconds)
        os.utime(folder / "deps.py", (second, second))
        reports = run_mypy(folder, ["main.py", "deps.py"], self.work, self.options)
        return {(report.line, report.code) for report in reports if report.file == "main.py"}


@pytest.fixture(scope="module", params=[(), ("-n", "2")], ids=["one process", "two workers"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    work = tmp_path_factory.mktemp("edited")
    (work / "project").mkdir()
    (work / "project" / "main.py").write_text(MAIN, "utf-8")
    project = Project(work, request.param)
    assert project.lines(DEPS) == set()
    return project


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_edit_in_another_module(edit: Edit, project: Project) -> None:
    assert DEPS.count(edit.before) == 1
    assert edit.expected in project.lines(DEPS.replace(edit.before, edit.after))
    assert project.lines(DEPS) == set()
