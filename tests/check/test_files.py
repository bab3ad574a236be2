from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.project.files import find_files

from .command import Project


@pytest.fixture
def here(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project.folder)
    return project.folder


def found(here: Path, *paths: str) -> list[str]:
    return [str(path.relative_to(here)) for path in find_files(paths).files]


def test_folders_that_hold_other_peoples_code_are_skipped(project: Project, here: Path) -> None:
    skipped = [".venv", "venv", "node_modules", "__pycache__", ".git", "build", "dist", ".tox"]
    project.write({f"{folder}/module.py": "" for folder in skipped})
    project.write({"lib/site-packages/module.py": "", "env/module.py": "", "env/pyvenv.cfg": ""})
    project.write({"app/main.py": "", "app/types.pyi": "", "app/data.txt": "", "builder/x.py": ""})
    assert found(here, ".") == ["app/main.py", "builder/x.py"]


def test_what_is_named_is_not_skipped(project: Project, here: Path) -> None:
    project.write({"build/.hidden/module.py": "", "build/build/other.py": ""})
    assert found(here, "build", "build/.hidden") == ["build/.hidden/module.py"]
    assert found(here, "build/build/other.py") == ["build/build/other.py"]


def test_a_link_to_a_folder_above_is_not_followed(project: Project, here: Path) -> None:
    project.write({"app/main.py": ""})
    (here / "app" / "again").symlink_to(here)
    assert found(here, ".") == ["app/main.py"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing"], "error: no such file or folder: missing"),
        (["text", "missing.py"], "error: no such file or folder: missing.py"),
        (["text"], "error: no Python files found in text"),
        (["text/readme.txt"], "error: no Python files found in text/readme.txt"),
        (
            ["--python", "missing"],
            "error: there is neither a Python interpreter nor a folder missing",
        ),
    ],
)
def test_nothing_to_check(project: Project, arguments: list[str], message: str) -> None:
    project.write({"text/readme.txt": "", "app.py": ""})
    outcome = project.check(*arguments)
    if arguments[0] != "--python":
        assert not outcome.lines
    assert outcome.errors == [message]
    assert outcome.status == 2


def test_usage(project: Project) -> None:
    assert project.run("--version").lines[0].startswith("scoped-fastapi")
    assert project.run("check", "--help").status == 0
    assert project.run("check", "--unknown").status == 2
    assert project.run("check", "--checker", "nobody").status == 2
