"""One cause, one place to read: in text alone, and each cause of a module for itself."""

from __future__ import annotations

import json

from .command import Project

MOUNTED_FIRST = """\
from fastapi import FastAPI

import users

app = FastAPI()
app.mount("/users", FastAPI())
app.include_router(users.router)
"""

USERS = """\
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/a")
def read_a() -> str:
    return "a"


@router.get("/b")
def read_b() -> str:
    return "b"


@router.get("/c")
def read_c() -> str:
    return "c"
"""

WAITING = """\
import time

from fastapi import FastAPI

app = FastAPI()


def wait() -> None:
    time.sleep(1)


@app.get("/a")
async def read_a() -> None:
    wait()


@app.get("/b")
async def read_b() -> None:
    wait()


@app.get("/c")
async def read_c() -> None:
    time.sleep(1)
"""


def test_what_a_mount_hides_is_shown_once(project: Project) -> None:
    project.write({"main.py": MOUNTED_FIRST, "users.py": USERS})
    outcome = project.check()
    assert len(outcome.found) == 1
    shown = [line.strip() for line in outcome.lines]
    assert "= see: main.py:6: what is mounted" in shown
    assert "= note: and 2 more places, lines 11, 16" in shown
    assert outcome.summary.startswith("Found 1 error and 2 more places in 1 file ")


def test_what_blocks_is_shown_once_for_all_that_call_it(project: Project) -> None:
    project.write({"main.py": WAITING})
    outcome = project.check("--select", "fastapi-blocking")
    assert outcome.found == ["main.py:14:5", "main.py:24:5"]
    assert "    = note: and 1 more place, line 19" in outcome.lines


def test_each_place_is_a_diagnostic_of_its_own_elsewhere(project: Project) -> None:
    project.write({"main.py": MOUNTED_FIRST, "users.py": USERS})
    assert len(project.check("--output", "concise").found) == 3
    found = json.loads("\n".join(project.check("--output", "json").lines))["findings"]
    assert [one["line"] for one in found] == [6, 11, 16]
    assert {(one["related"][0]["path"], one["related"][0]["line"]) for one in found} == {
        ("main.py", 6)
    }
