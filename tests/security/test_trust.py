"""`--trust`: how a person allows a program of the tree, and that nothing in the tree can."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from check.command import MISTAKE
from check.environments import make_for_us
from check.test_environment import make_environment
from server.editor import Editor, Shown

from .conftest import Hostile

# It says that it was started, and is then what it seems to be.
PROGRAM = """\
#!{python}
import os, sys
with open({trace!r}, "a") as trace:
    trace.write(sys.argv[0] + "\\n")
os.execv({real!r}, [{real!r}, *sys.argv[1:]])
"""
FOUND = ["app.py:14:10"]


@pytest.fixture
def traced(empty_tree: Hostile) -> Hostile:
    """A project whose environment has a ty of its own, which leaves a trace and works."""
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    make_environment(tree.folder / ".venv", with_fastapi=True)
    plant(empty_tree, ".venv/bin/ty")
    return empty_tree


def plant(hostile: Hostile, name: str) -> Path:
    real = str(Path(sys.executable).with_name("ty"))
    text = PROGRAM.format(python=sys.executable, trace=str(hostile.tree.trace), real=real)
    file = hostile.tree.write(name, text)
    file.chmod(0o755)
    return file


def test_without_it_ours_is_started(traced: Hostile) -> None:
    outcome = traced.project.run("check", "--checker", "ty", "--no-cache")
    assert (outcome.found, traced.tree.traces) == (FOUND, [])


def test_with_it_that_of_the_environment(traced: Hostile) -> None:
    outcome = traced.project.run("check", "--checker", "ty", "--trust")
    assert outcome.found == FOUND
    assert set(traced.tree.traces) == {str(traced.tree.folder / ".venv/bin/ty")}
    assert "using the project's own .venv/bin/ty, which is trusted" in outcome.errors


def test_with_it_that_of_an_environment_that_is_named(traced: Hostile) -> None:
    (traced.tree.folder / ".venv").rename(traced.tree.folder / "env")
    plant(traced, "env/bin/ty")
    outcome = traced.project.run("check", "--checker", "ty", "--trust", "--python", "env")
    assert outcome.found == FOUND
    assert set(traced.tree.traces) == {str(traced.tree.folder / "env/bin/ty")}


def test_with_it_that_of_npm(empty_tree: Hostile) -> None:
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    plant(empty_tree, "node_modules/.bin/ty")
    assert empty_tree.project.run("check", "--checker", "ty").found == FOUND
    assert tree.traces == []
    assert empty_tree.project.run("check", "--checker", "ty", "--trust", "--no-cache").status == 1
    assert set(tree.traces) == {str(tree.folder / "node_modules/.bin/ty")}


def test_where_the_project_has_none_ours_is_started(traced: Hostile) -> None:
    outcome = traced.project.run("check", "--checker", "pyrefly", "--trust", "--no-cache")
    assert (outcome.found, traced.tree.traces) == (FOUND, [])
    assert not [line for line in outcome.errors if "trusted" in line]


def test_what_is_refused_is_named(traced: Hostile, tmp_path: Path) -> None:
    """Who has installed it there, and the command elsewhere, learns what to do."""
    project = replace(traced.project, python=str(make_for_us(tmp_path / "ours") / "python"))
    own = "(the project's own, .venv/bin/ty, is started with --trust only)"
    asked = project.run("check", "--checker", "ty", PATH="/usr/bin:/bin")
    assert asked.errors[-1] == f"error: ty is not installed; run: pip install ty {own}"
    traced.tree.write("ty.toml", "")
    chosen = project.run("check", PATH="/usr/bin:/bin")
    assert chosen.status == asked.status == 2
    assert chosen.errors[-1].endswith(f"(or name another one with --checker) {own}")
    assert traced.tree.traces == []
    trusted = project.run("check", "--trust", PATH="/usr/bin:/bin")
    assert "checked with ty, which ty.toml configures" in trusted.errors
    assert (trusted.found, trusted.status) == (FOUND, 1)


@pytest.mark.parametrize("value", ["true", "false", '"yes"', "[]"])
def test_no_table_can_say_so(traced: Hostile, value: str) -> None:
    traced.tree.write("pyproject.toml", f"[tool.scoped-fastapi]\ntrust = {value}\n")
    outcome = traced.project.run("check", "--checker", "ty")
    assert outcome.status == 2
    assert outcome.errors == [
        'error: pyproject.toml:2: "trust" is no key of [tool.scoped-fastapi]: who runs the command '
        "says --trust, and no file can"
    ]
    assert traced.tree.traces == []


def test_the_settings_name_the_checker_that_is_trusted(traced: Hostile, tmp_path: Path) -> None:
    project = replace(traced.project, python=str(make_for_us(tmp_path / "ours") / "python"))
    shown = project.run("check", "--show-settings", "--trust", PATH="/usr/bin:/bin")
    assert 'checker = "mypy"  # because the project configures no other' in shown.lines
    traced.tree.write("ty.toml", "")
    assert project.run("check", "--show-settings", PATH="/usr/bin:/bin").status == 2
    shown = project.run("check", "--show-settings", "--trust", PATH="/usr/bin:/bin")
    assert 'checker = "ty"  # which ty.toml configures' in shown.lines
    assert traced.tree.traces == []


MISTAKE_SHOWN = [Shown(14, 10, "fastapi-depends")]


@pytest.mark.parametrize("trust", [False, True])
def test_an_editor_says_so_when_it_starts_the_server(traced: Hostile, trust: bool) -> None:
    app = traced.tree.folder / "app.py"
    variables = {"XDG_CACHE_HOME": str(traced.project.caches)}
    with Editor(traced.tree.folder, settings={"trust": trust}, variables=variables) as editor:
        editor.open(app)
        editor.see(app, MISTAKE_SHOWN)
    assert bool(traced.tree.traces) == trust


def test_settings_that_come_later_do_not_count(traced: Hostile) -> None:
    """An editor may have read those in the tree."""
    app = traced.tree.folder / "app.py"
    variables = {"XDG_CACHE_HOME": str(traced.project.caches)}
    with Editor(traced.tree.folder, variables=variables) as editor:
        editor.open(app)
        editor.see(app, MISTAKE_SHOWN)
        editor.settings["trust"] = True
        settings = {"scopedFastapi": {**editor.settings, "checker": "zuban"}}
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        settings = {"scopedFastapi": editor.settings}
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        editor.type(app, MISTAKE + "\n\n")
        editor.type(app, "\n" + MISTAKE)
        editor.see(app, [Shown(15, 10, "fastapi-depends")])
    assert traced.tree.traces == []
