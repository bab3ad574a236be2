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


def run_mypy(project: Path, *folders: Path, options: tuple[str, ...] = ()) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "application.py"],
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
    rule = sources / "scoped_fastapi_check" / "rules" / "depends" / "__init__.py"
    rule.write_text(rule.read_text("utf-8").replace(" provides ", " gives "), "utf-8")
    assert REPORT.replace(" provides ", " gives ") in run_mypy(project, sources)


# What a mypy of the future may be like, in every process that Python starts.
CHANGED = {
    "a hook is gone": """
import mypy.plugin
del mypy.plugin.Plugin.get_additional_indirect_deps
""",
    "a module is gone": """
import builtins
imported = builtins.__import__

def fail(name, globals=None, *rest, **named):
    if name == "mypy.checker_state" and (globals or {}).get("__name__", "").startswith("scoped_fastapi"):
        raise ImportError("cannot import mypy.checker_state", name="mypy.checker_state")
    return imported(name, globals, *rest, **named)

builtins.__import__ = fail
""",
    "calls tell less": """
from scoped_fastapi_mypy.build import Build

def note_call(build, context):
    raise AttributeError("there is no 'errors'")

Build.note_call = note_call
""",
    "types tell less": """
from scoped_fastapi_mypy.build import Build

def note_type(build, context):
    raise AttributeError("there is no 'errors'")

Build.note_type = note_type
""",
    "modules tell less": """
import scoped_fastapi_mypy.check

def check_file(*arguments):
    raise TypeError("an argument is missing")

scoped_fastapi_mypy.check.check_file = check_file
""",
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The option for a cache that all runs share: FastAPI need not be read by each."""
    return f"--cache-dir={tmp_path_factory.mktemp('cache')}"


@pytest.mark.parametrize("options", [(), ("-n", "2")], ids=["one process", "two workers"])
@pytest.mark.parametrize("change", CHANGED)
def test_a_mypy_that_is_too_new(
    change: str, options: tuple[str, ...], project: Path, tmp_path: Path, libraries: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text(CHANGED[change], "utf-8")
    # A text of its own, for which the cache has no answer.
    text = f"{APPLICATION}\nx: int = ''  # {change} {options}\n"
    (project / "application.py").write_text(text, "utf-8")
    folders = [tmp_path, *(ROOT / name for name in ("checker", "mypy_plugin"))]
    lines = run_mypy(project, *folders, options=(*options, libraries)).splitlines()
    said = [line for line in lines if "scoped_fastapi_mypy" in line]
    assert len(set(said)) == 1, lines
    assert "FastAPI applications are not checked" in said[0]
    assert [line for line in lines if line not in said] == [
        "application.py:11: error: Incompatible types in assignment "
        '(expression has type "str", variable has type "int")  [assignment]',
        "Found 1 error in 1 file (checked 1 source file)",
    ]
