"""Each checker finds the stubs by the configuration that the command prints, and reports what is marked.

A mark is `# E`, or `# E not by ty` where a checker does not see it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scoped_fastapi_check.stubs.announcement import configuration

PROGRAMS = Path(__file__).parent / "programs"
BIN = Path(sys.executable).parent
PYRIGHT = ["--pythonpath", sys.executable]
CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-error-summary", "--python-executable", sys.executable],
    "pyright": ["pyright", *PYRIGHT],
    "basedpyright": ["basedpyright", "--level", "error", *PYRIGHT],
    "ty": ["ty", "check", "--python", sys.prefix, "--output-format=concise"],
    "pyrefly": ["pyrefly", "check", "--python-interpreter-path", sys.executable]
    + ["--output-format=min-text", "--preset=default"],
    "zuban": ["zuban", "check", "--strict", "--python-executable", sys.executable],
}
ERROR = re.compile(r"(?:ERROR )?\S*?(\w+\.pyi?):(\d+):.*")
MARK = re.compile(r"# E(?: not by ([\w ]+))?$")


def marked(checker: str) -> set[str]:
    lines = set()
    for number, line in enumerate((PROGRAMS / "mistakes.py").read_text().splitlines(), 1):
        mark = MARK.search(line)
        if mark and checker not in (mark[1] or "").split():
            lines.add(f"mistakes.py:{number}")
    return lines


def run(checker: str, folder: Path) -> tuple[set[str], str]:
    """Return the lines with errors in a whole project, its stubs among them, and all that is said."""
    command, *options = CHECKERS[checker]
    everything = ["."] if checker in {"mypy", "zuban"} else []
    finished = subprocess.run(
        [str(BIN / command), *options, *everything],
        cwd=folder,
        env={**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]])},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {
        f"{match[1]}:{match[2]}"
        for line in finished.stdout.splitlines()
        if "error" in line.casefold() and (match := ERROR.search(line))
    }
    return found, finished.stdout + finished.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for program in PROGRAMS.glob("*.py"):
        shutil.copy(program, tmp_path)
    return tmp_path


@pytest.mark.parametrize("checker", CHECKERS)
def test_exactly_the_marked_lines_are_reported(checker: str, folder: Path, stubs: Path) -> None:
    shutil.copytree(stubs, folder / "typings")
    (folder / "pyproject.toml").write_text(configuration(Path("typings")))
    found, output = run(checker, folder)
    assert found == marked(checker), output


@pytest.mark.parametrize("checker", CHECKERS)
def test_nothing_of_it_is_reported_without_the_stubs(checker: str, folder: Path) -> None:
    (folder / "exact.py").unlink()
    found, output = run(checker, folder)
    assert found == set(), output


@pytest.mark.parametrize("checker", CHECKERS)
def test_nothing_of_the_stubs_is_reported_without_configuration(
    checker: str, folder: Path, stubs: Path
) -> None:
    """The stubs are there, no checker is told, and all of the project is checked."""
    for program in PROGRAMS.glob("*.py"):
        (folder / program.name).unlink()
    (folder / "app.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    _, before = run(checker, folder)
    shutil.copytree(stubs, folder / "typings")
    _, after = run(checker, folder)
    assert without_counts(after) == without_counts(before)


def without_counts(output: str) -> list[str]:
    """What a checker says, without how many files it has read and how long it took."""
    return [
        line
        for line in output.splitlines()
        if not re.search(r"\d+ source files?|\d+ suppressed|0 errors|^ INFO", line)
    ]
