"""Folders that may not be entered, or only listed: said of each, and the end of nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from check.command import MISTAKE
from scoped_fastapi_check.project.walking import walk

from .conftest import Hostile

CAPABILITIES = "-dac_override,-dac_read_search"


@pytest.fixture
def closed(empty_tree: Hostile) -> Iterator[Hostile]:
    folder = empty_tree.tree.folder
    for name in ("app.py", "closed/app.py", "listed/app.py", "entered/app.py"):
        empty_tree.tree.write(name, MISTAKE)
    (folder / "closed").chmod(0)
    (folder / "listed").chmod(0o444)
    (folder / "entered").chmod(0o111)
    yield empty_tree
    for name in ("closed", "listed", "entered"):
        (folder / name).chmod(0o700)


def like_others(hostile: Hostile) -> Hostile:
    """The command, run as somebody who may not read everything."""
    if os.geteuid() != 0:
        return hostile
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may read everything, and there is no setpriv")
    project = hostile.project
    program = (
        *(f"--bounding-set={CAPABILITIES}", f"--inh-caps={CAPABILITIES}"),
        *(project.python, *project.program),
    )
    return replace(hostile, project=replace(project, python=setpriv, program=program))


def test_they_are_named_and_the_rest_is_checked(closed: Hostile) -> None:
    outcome = like_others(closed).project.run("check", "--checker", "ty", "--show-skipped")
    assert outcome.found == ["app.py:14:10", "listed/app.py:1:1"]
    for line in (
        "listed/app.py:1:1: error: cannot be read: permission denied; the file was not checked",
        "skipped: closed: it cannot be read",
        "skipped: entered: it cannot be read",
    ):
        assert line in outcome.lines
    assert "; 1 file not checked; 2 folders not looked into)" in outcome.summary
    assert outcome.status == 2


def test_one_that_is_asked_for(closed: Hostile) -> None:
    outcome = like_others(closed).project.run("check", "--checker", "ty", "closed")
    assert outcome.errors[-1] == (
        "error: no Python files found in closed but what is kept out (it cannot be read)"
    )
    assert outcome.status == 2


def test_routes_pass_over_them(closed: Hostile) -> None:
    outcome = like_others(closed).project.run("routes")
    assert outcome.status == 0
    assert any("home  app.py:14" in line for line in outcome.lines)


def test_folders_that_are_nested_too_deeply(empty_tree: Hostile) -> None:
    """For each a `pyproject.toml` would be looked for in all that are above."""
    folder, here = empty_tree.tree.folder, os.getcwd()
    empty_tree.tree.write("app.py", MISTAKE)
    try:
        os.chdir(folder)
        for number in range(1_500):
            os.mkdir("d")
            os.chdir("d")
            if number in {98, 100}:
                Path("app.py").write_text(MISTAKE)
    finally:
        os.chdir(here)
    try:
        assert len(list(walk(folder))) == 101
        begun = time.monotonic()
        outcome = empty_tree.project.run("check", "--checker", "ty", "--show-skipped")
        assert time.monotonic() - begun < 60
        assert len(outcome.found) == 2
        assert f"skipped: {'/'.join('d' * 101)}: it is nested too deeply" in outcome.lines
        assert "; 1 folder not looked into)" in outcome.summary
        assert outcome.status == 1
    finally:
        # `shutil.rmtree`, with which pytest takes old folders away, cannot do that.
        subprocess.run(["rm", "-r", folder / "d"], check=True)
