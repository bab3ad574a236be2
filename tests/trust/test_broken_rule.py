"""A rule that breaks down costs one note, at the line it was working at, and hides nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

APPLICATION = """\
from typing import Annotated
from fastapi import Depends, FastAPI
import other

app = FastAPI()

def get_id() -> int: ...

@app.get("/first")
def first(name: Annotated[str, Depends(get_id)]) -> None: ...

@app.get("/second")
def second(
    bad: Annotated[str, Depends(get_id)],
) -> None: ...

@app.get("/third")
def third(bad: Annotated[str, Depends(get_id)]) -> None: ...

@app.get("/fourth", status_code=204)
def fourth(name: Annotated[str, Depends(get_id)]):
    return 1
"""

# Run in every process that Python starts, mypy's workers and the daemon among them.
BREAKS = """\
from scoped_fastapi_check.rules import depends

named = depends.target_name

def break_down(target):
    if target.name == "bad":
        raise KeyError("no such thing")
    return named(target)

depends.target_name = break_down
"""

FOUND = re.compile(
    r"^application\.py:(\d+)(?::\d+)?: error: .*\[(fastapi-[a-z-]+)\]$", re.MULTILINE
)
EXPECTED = [("10", "fastapi-depends"), ("21", "fastapi-depends"), ("22", "fastapi-no-body")]
FAILED = re.compile(
    r"^application\.py:(\d+)(?::\d+)?: (?:note|error): The rule (\S+) failed here "
    r"\(KeyError: 'no such thing'\); please report it, all other rules were run",
    re.MULTILINE,
)

RUNS = {
    "mypy": ["mypy", "."],
    "two workers": ["mypy", "-n", "2", "."],
    "daemon": ["mypy.dmypy", "run", "--", "."],
    "command": ["scoped_fastapi_check", "check", "--no-cache", "."],
}


@pytest.mark.parametrize("run", RUNS)
def test_a_broken_rule(run: str, tmp_path: Path) -> None:
    broken, project = tmp_path / "broken", tmp_path / "project"
    broken.mkdir()
    project.mkdir()
    (broken / "sitecustomize.py").write_text(BREAKS, "utf-8")
    (project / "application.py").write_text(APPLICATION, "utf-8")
    (project / "other.py").write_text("x = 1\n", "utf-8")
    (project / "mypy.ini").write_text("[mypy]\nplugins = scoped_fastapi_mypy\n", "utf-8")
    path = os.pathsep.join(filter(None, [str(broken), os.environ.get("PYTHONPATH")]))
    variables = {**os.environ, "PYTHONPATH": path, "COLUMNS": "500"}

    def python(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=project,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    try:
        output = python(*RUNS[run])
    finally:
        if run == "daemon":
            python("mypy.dmypy", "stop")
    assert FOUND.findall(output) == EXPECTED, output
    assert FAILED.findall(output) == [("14", "fastapi-depends")], output
