"""A machine that lacks something, and folders that are none: one line says which, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from check.command import MISTAKE, Outcome, Project
from scoped_fastapi_check.application.left_out import (
    _silenced,  # pyright: ignore[reportPrivateUsage]
)

from .conftest import Hostile
from .test_closed_folders import like_others

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such limits")


@pytest.fixture
def project(empty_tree: Hostile) -> Project:
    return empty_tree.project.write({"app.py": MISTAKE})


def in_a_shell(project: Project, before: str, *arguments: str, **variables: str) -> Outcome:
    """The command after a line of a shell, such as a limit."""
    # Where it is started from is a folder that may go.
    command, environment = project.command(*arguments, **variables)
    done = subprocess.run(
        ["/bin/sh", "-c", f'{before}; exec "$@"', "sh", command[0], "-P", *command[1:]],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert "report it" not in done.stderr
    assert "Traceback" not in done.stderr
    return Outcome(done.returncode, done.stdout.splitlines(), done.stderr.splitlines())


@pytest.mark.parametrize("arguments", [("check", "--checker", "ty"), ("routes",), ("stubs",)])
def test_a_current_folder_that_is_gone(project: Project, arguments: tuple[str, ...]) -> None:
    outcome = in_a_shell(project, 'rm -r "$PWD"', *arguments)
    assert outcome.status == 2
    assert outcome.errors == ["error: the current folder cannot be read: No such file or directory"]


def test_no_folder_for_temporary_files(project: Project) -> None:
    outcome = in_a_shell(project, "ulimit -f 0", "check", "--checker", "ty", "--no-cache")
    assert outcome.status == 2
    assert outcome.errors == [
        "error: there is no folder for temporary files that can be written to; TMPDIR may name one"
    ]


def test_a_disk_that_is_full(empty_tree: Hostile) -> None:
    """The temporary files of a checker have no place; `ulimit` counts in blocks."""
    names = "\n".join(f"a{number} = {number}" for number in range(300))
    project = empty_tree.project.write({"app.py": f"{MISTAKE}{names}\n"})
    outcome = in_a_shell(project, "ulimit -f 1", "check", "--checker", "ty", "--no-cache", "--fix")
    assert outcome.status in {1, 2}


def test_a_baseline_stays_whole_on_a_full_disk(project: Project) -> None:
    known = '{"version": 1, "findings": []}'
    many = "".join(
        f'@app.get("/{n}")\ndef f{n}(user: User = Depends(get_number)) -> int:\n    return 1\n'
        for n in range(20)
    )
    project.write({"app.py": MISTAKE + many, "known.json": known})
    assert project.run("check", "--checker", "ty").status == 1
    arguments = ("check", "--checker", "ty", "--baseline", "known.json", "--update-baseline")
    outcome = in_a_shell(project, "ulimit -f 1", *arguments)
    assert outcome.errors == ["error: known.json cannot be written: File too large"]
    assert outcome.status == 2
    assert (project.folder / "known.json").read_text() == known
    left = sorted(file.name for file in project.folder.iterdir())
    assert left == ["app.py", "known.json"]


def test_results_follow_no_link_out_of_the_tree(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (project.folder / "report.json").symlink_to(outside)
    outcome = project.run("check", "--checker", "ty", "--output-file", "report.json")
    assert outcome.status == 2
    assert "links lead out of its folder" in outcome.errors[-1]
    assert outside.read_text() == "mine"
    elsewhere = tmp_path / "link.txt"
    elsewhere.symlink_to(outside)
    # What is named outside of the tree is the choice of a person.
    assert project.run("check", "--checker", "ty", "--output-file", str(elsewhere)).status == 1
    assert "app.py:14:10" in outside.read_text()


def test_a_home_that_is_no_absolute_path(project: Project) -> None:
    """A tree could bring a cache for it along."""
    outcome = in_a_shell(project, "unset XDG_CACHE_HOME", "check", "--checker", "ty", HOME="home")
    assert outcome.status == 1
    assert os.listdir(project.folder) == ["app.py"]


FIXABLE = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/")
def home() -> object:
    return HTTPException(404)
"""


def test_a_file_with_two_names_is_fixed_once(empty_tree: Hostile) -> None:
    project = empty_tree.project.write({"app.py": FIXABLE})
    (project.folder / "other.py").symlink_to("app.py")
    outcome = project.run("check", "--checker", "ty", "--fix")
    assert outcome.errors == ["Fixed 1 error in 1 file."]
    assert outcome.status == 0
    assert "raise HTTPException" in (project.folder / "app.py").read_text()
    assert (project.folder / "other.py").is_symlink()


def test_a_fixed_file_stays_whose_it_was(empty_tree: Hostile) -> None:
    """Its other name may lead out of the tree, and keeps what was there."""
    project = empty_tree.project.write({"app.py": FIXABLE})
    app, other = project.folder / "app.py", project.caches.parent / "other.txt"
    other.hardlink_to(app)
    app.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(app, 65534, 65534)
    before = app.stat()
    assert project.run("check", "--checker", "ty", "--fix").status == 0
    after = app.stat()
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert after.st_mode == before.st_mode
    assert "raise HTTPException" in app.read_text()
    assert other.read_text() == FIXABLE


def test_a_file_that_may_not_be_written_is_not_fixed(empty_tree: Hostile) -> None:
    """Its folder may be written to, so that another file could be put in its place."""
    project = like_others(empty_tree).project.write({"app.py": FIXABLE})
    (project.folder / "app.py").chmod(0o444)
    outcome = project.run("check", "--checker", "ty", "--fix")
    assert outcome.status == 2
    assert "app.py cannot be written: Permission denied" in "".join(outcome.errors)
    assert (project.folder / "app.py").read_text() == FIXABLE


@pytest.mark.parametrize("command", [("check", "--checker", "ty"), ("routes", "--output", "json")])
def test_results_replace_no_source(project: Project, command: tuple[str, ...]) -> None:
    outcome = project.run(*command, "--output-file", "app.py")
    assert outcome.status == 2
    assert outcome.errors[-1].endswith("app.py is not written: it is a source")
    assert (project.folder / "app.py").read_text() == MISTAKE


class Gone:
    """Where a file was when it was read."""

    speaks, is_empty, digest = True, False, "gone"

    def __init__(self, path: Path) -> None:
        self.path = path


@pytest.mark.parametrize("kind", ["gone", "folder", "broken"])
def test_a_file_that_goes_while_it_is_checked(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"{kind}.py"
    if kind == "folder":
        file.mkdir()
    elif kind == "broken":
        file.write_bytes(b"# type: ignore\n\xff\n")
    assert list(_silenced([Gone(file)])) == []  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
