"""The daemon of mypy loads the plugin again for every run, in one process that it never leaves."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .program import PROGRAMS, read_program
from .runners import mypy_arguments

CHECKED = [
    read_program(PROGRAMS / "no_body" / "value_returned.py"),
    read_program(PROGRAMS / "depends" / "alias_generic_other_module"),
]
FILES = [file for program in CHECKED for file in program.files]
EXPECTED = {(mark.file, mark.line, mark.code) for program in CHECKED for mark in program.marks}
REPORT = re.compile(r"^(.+?):(\d+): error: .*\[(fastapi[a-z-]*)\]$", re.MULTILINE)


def dmypy(work: Path, *arguments: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "mypy.dmypy", "--status-file", "status.json", *arguments],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.stdout + finished.stderr


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    dmypy(tmp_path, "stop")


def test_every_run_of_the_daemon_is_the_same(work: Path) -> None:
    arguments = ["run", "--timeout", "60", "--", *mypy_arguments(PROGRAMS, FILES, work)]
    for number in range(3):
        output = dmypy(work, *arguments)
        assert ("Daemon started" in output) == (number == 0), output
        found = {
            (Path(work, file).resolve().relative_to(PROGRAMS.resolve()).as_posix(), int(line), code)
            for file, line, code in REPORT.findall(output)
        }
        assert found == EXPECTED, output
