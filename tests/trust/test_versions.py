"""What a version of the plugin, of mypy or of Python means to who uses it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPLICATION = """\
from fastapi import Depends, FastAPI

app = FastAPI()

def get_id() -> int:
    return 1

@app.get("/")
def root(name: str = Depends(get_id)) -> None: ...
"""
REPORT = '"get_id" provides "int", but parameter "name" is declared as "str"'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    (project / "application.py").write_text(APPLICATION, "utf-8")
    (project / "mypy.ini").write_text("[mypy]\nplugins = scoped_fastapi_mypy\n", "utf-8")
    return project


def run_mypy(project: Path, *folders: Path) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", "application.py"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))},
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.stdout + finished.stderr


def test_a_changed_rule_is_not_answered_from_the_cache(project: Path, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    for package in ("checker/scoped_fastapi_check", "mypy_plugin/scoped_fastapi_mypy"):
        shutil.copytree(ROOT / package, sources / Path(package).name)
    assert REPORT in run_mypy(project, sources)
    rule = sources / "scoped_fastapi_check" / "rules" / "depends.py"
    rule.write_text(rule.read_text("utf-8").replace(" provides ", " gives "), "utf-8")
    assert REPORT.replace(" provides ", " gives ") in run_mypy(project, sources)
