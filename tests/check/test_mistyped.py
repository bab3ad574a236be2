"""What somebody types who does not know the command yet, and what it says to that."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from .command import CLEAN, MISTAKE, Project

RETURNED = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/")
def home() -> int:
    return HTTPException(404)
"""


@pytest.mark.parametrize(
    ("word", "meant"),
    [("explain", "scoped-fastapi rule"), ("lint", "scoped-fastapi check"), ("rules", "rule")]
    + [("app.py", "scoped-fastapi check"), ("lsp", "scoped-fastapi server")],
)
def test_a_command_that_there_is_not(project: Project, word: str, meant: str) -> None:
    project.write({"app.py": CLEAN})
    outcome = project.run(word)
    assert (outcome.status, outcome.lines) == (2, [])
    assert outcome.errors[-1] == f"Error: No such command '{word}'. Did you mean '{meant}'?"


@pytest.mark.parametrize("path", ["shop.main", "shop.main:app", "shop/main.py:3", "shop/main"])
def test_a_path_as_servers_have_it(project: Project, path: str) -> None:
    project.write({"shop/main.py": CLEAN})
    assert project.check(path).errors == [
        f"error: no such file or folder: {path}; did you mean shop/main.py?"
    ]


def test_a_code_without_its_first_word(project: Project) -> None:
    assert project.run("rule", "guard") == project.run("rule", "fastapi-guard")
    assert 'did you mean "fastapi-guard"?' in project.run("rule", "gard").errors[-1]


def test_all_codes_are_off(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    outcome = project.check("--checker", "ty", "--ignore", "fastapi")
    assert outcome.errors == [
        "warning: no code is on, so nothing was looked for: see --show-settings"
    ]


def test_an_environment_that_the_table_names(own_project: Project) -> None:
    own_project.write({"app.py": CLEAN})
    own_project.write({"pyproject.toml": '[tool.scoped-fastapi]\npython = ".venv"\n'})
    (error,) = own_project.check().errors
    assert error.startswith("error: pyproject.toml: python: there is neither ")


def test_a_revision_that_git_does_not_know(own_project: Project) -> None:
    # In a project without findings, too: a pipeline that lacks the branch learns it on its first day.
    own_project.write({"app.py": CLEAN})
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(own_project.folder)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], check=True)
    outcome = own_project.check("--checker", "ty", "--since", "origin/main")
    assert outcome.status == 2
    assert outcome.errors == ["error: --since: git knows no revision origin/main"]


def test_routes_of_a_broken_file(own_project: Project) -> None:
    own_project.write(
        {"app.py": CLEAN, "admin.py": "from fastapi import FastAPI\napp = FastAPI(\n"}
    )
    outcome = own_project.run("routes")
    (warning,) = outcome.errors
    assert warning.startswith("warning: admin.py:2:")
    assert warning.endswith("; its routes are missing")
    assert len(outcome.lines) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_is_told_what_can_be_fixed(project: Project) -> None:
    import pty

    project.write({"app.py": RETURNED})
    command, environment = project.command("check", "--checker", "ty", "--output", "concise")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=project.folder, env=environment, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        process.communicate()
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "--fix fixes 1 of them" in said
    # No program has to read it.
    assert project.check("--checker", "ty").errors == []
