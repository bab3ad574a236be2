"""The probes put to mypy: for comparison only, without a trace, and as reliably as with the plugin."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conformance.mypy_probes import NAME, MypyBackend
from conformance.mypy_probes import __file__ as PROGRAM
from scoped_fastapi_check.checkers.base import Job
from scoped_fastapi_check.project.environment import read_environment
from scoped_fastapi_check.project.import_graph import ImportGraph
from scoped_fastapi_check.project.partition import Run

from .command import CLEAN, MISTAKE, MISTAKE_AT, Outcome, Project
from .test_failures import replace_module, wait_for_text


def comparing(project: Project) -> Project:
    return replace(project, program=("-P", str(PROGRAM)))


def check(project: Project, *more: str, **variables: str) -> Outcome:
    return comparing(project).check(*more, **variables)


def test_it_finds_the_mistake(project: Project) -> None:
    outcome = check(project.write({"app.py": MISTAKE, "clean.py": CLEAN}))
    assert outcome.found == [f"app.py:{MISTAKE_AT}"]


def test_it_is_not_offered(project: Project) -> None:
    assert NAME not in " ".join(project.run("check", "--help").lines)
    assert project.run("check", "--checker", NAME).status == 2


def test_nothing_is_left(project: Project, tmp_path: Path) -> None:
    project.write({"app.py": MISTAKE})
    check(project, TMPDIR=str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert [path.name for path in project.folder.iterdir()] == ["app.py"]
    assert (project.folder / "app.py").read_text() == MISTAKE


def test_ctrl_c(project: Project, tmp_path: Path) -> None:
    project.write({"app.py": MISTAKE})
    temporary, started = tmp_path / "temporary", tmp_path / "started"
    temporary.mkdir()
    started.write_text("")
    waits = (
        "import os, pathlib, time\n"
        "pathlib.Path(os.environ['STARTED']).write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    command, variables = comparing(project).command(
        *("check", "--checker", "mypy"),
        PYTHONPATH=replace_module(project, "mypy", waits),
        STARTED=str(started),
        TMPDIR=str(temporary),
    )
    with subprocess.Popen(
        command,
        cwd=project.folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        child = wait_for_text(started)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == 143
    assert list(temporary.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(child), 0)


def test_mypy_fails(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    outcome = check(project, PYTHONPATH=replace_module(project, "mypy", "raise SystemExit(7)"))
    assert outcome.status == 2
    assert "mypy failed with exit status 7" in outcome.errors[0]


def test_a_text_is_read_although_the_last_one_was_as_long_a_moment_ago(tmp_path: Path) -> None:
    """mypy compares sizes and seconds."""
    path = tmp_path / "project" / "app.py"
    path.parent.mkdir()
    path.write_text("number: int = 1\n")
    run = Run({"app": path}, files={"app": path}, owners={"app": path.parent})
    environment = read_environment(sys.executable)
    job = Job([run], ImportGraph(), environment, None, path.parent)
    pool = MypyBackend().pool(None)
    try:
        session = pool.session(job, 0)
        wrong = session.put({path: "number: int = ''\n"})()[path]
        right = session.put({path: "number: int = 10\n"})()[path]
    finally:
        pool.close()
    assert [(one.line, one.code, one.is_error) for one in wrong] == [(1, "assignment", True)]
    assert right == []
    assert path.read_text() == "number: int = 1\n"
