"""Which checker is used where the command line names none."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from .command import Project
from .environments import make_for_us
from .test_environment import make_environment


@pytest.mark.parametrize(
    ("file", "text", "checker"),
    [
        ("ty.toml", "", "ty"),
        ("pyproject.toml", "[tool.ty.rules]\n", "ty"),
        ("pyproject.toml", "[tool.zuban]\n", "zuban"),
        ("pyrefly.toml", "", "pyrefly"),
        ("pyproject.toml", "[tool.pyrefly]\n", "pyrefly"),
        ("mypy.ini", "[mypy]\n", "mypy"),
        ("setup.cfg", "[mypy]\n", "mypy"),
        ("pyproject.toml", "[tool.mypy]\n", "mypy"),
    ],
)
def test_the_one_that_the_project_configures(
    own_project: Project, file: str, text: str, checker: str
) -> None:
    own_project.write({"app.py": "x = 1\n", file: text})
    outcome = own_project.run("check")
    assert outcome.errors == [f"checked with {checker}, which {file} configures"]
    assert outcome.status == 0


def test_none_is_configured(own_project: Project) -> None:
    own_project.write(
        {"app.py": "x = 1\n", "setup.cfg": "[metadata]\n", "pyproject.toml": "x = [\n"}
    )
    (said,) = own_project.run("check").errors
    assert said.endswith(", because the project configures no other")


def test_what_is_in_the_environment_of_the_application_does_not_count(
    own_project: Project, tmp_path: Path
) -> None:
    # Who checks the same project from another environment gets the same findings.
    environment = make_environment(tmp_path / "environment", with_fastapi=True)
    (environment / "bin" / "zuban").symlink_to(Path(sys.executable).with_name("zuban"))
    own_project.write({"app.py": "x = 1\n"})
    outcome = own_project.run("check", "--python", str(environment / "bin" / "python"))
    assert outcome.errors == ["checked with mypy, because the project configures no other"]


def test_the_one_that_is_configured_is_not_installed(own_project: Project, tmp_path: Path) -> None:
    python = make_for_us(tmp_path / "ours") / "python"
    own_project.write({"app.py": "x = 1\n", "ty.toml": ""})
    outcome = replace(own_project, python=str(python)).run("check", PATH="/usr/bin:/bin")
    assert outcome.status == 2
    assert outcome.errors == [
        "error: ty, which ty.toml configures, is not installed; run: pip install ty "
        "(or name another one with --checker)"
    ]


def test_what_the_repository_configures_above_the_package(own_project: Project) -> None:
    own_project.write({"shop/app.py": "x = 1\n", "shop/pyproject.toml": "[project]\n"})
    own_project.write({"ty.toml": ""})
    (said,) = own_project.run("check", inside="shop").errors
    assert said == "checked with mypy, because the project configures no other"
    (own_project.folder / ".git").mkdir()
    (said,) = own_project.run("check", inside="shop").errors
    assert said == "checked with ty, which ty.toml configures"


def test_a_name_on_the_command_line_is_said_no_word_about(own_project: Project) -> None:
    own_project.write({"app.py": "x = 1\n", "pyproject.toml": "[tool.zuban]\n"})
    assert own_project.run("check", "--checker", "ty").errors == []


def test_the_result_says_which_it_was(own_project: Project) -> None:
    own_project.write({"app.py": "x = 1\n", "ty.toml": ""})
    outcome = own_project.run("check", "--output", "json")
    assert '  "checker": "ty",' in outcome.lines
