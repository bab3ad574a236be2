"""Nothing outside of a project is written through links, and nothing that is not ours is deleted."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest
from check.command import MISTAKE
from scoped_fastapi_check.project import temporary
from scoped_fastapi_check.project.temporary import TemporaryFolder, sweep

from .conftest import Hostile


@pytest.mark.parametrize("link", ["typings", "typings/fastapi"])
@pytest.mark.parametrize("is_there", [True, False])
def test_stubs_follow_no_link_out_of_the_project(
    empty_tree: Hostile, tmp_path: Path, link: str, is_there: bool
) -> None:
    outside = tmp_path / "outside"
    if is_there:
        outside.mkdir()
        (outside / "notes.txt").write_text("mine")
    place = empty_tree.tree.folder / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)
    outcome = empty_tree.project.run("stubs")
    assert outcome.status == 2
    assert "links lead out of its folder" in outcome.errors[-1]
    assert outside.exists() == is_there
    if is_there:
        assert [file.name for file in outside.iterdir()] == ["notes.txt"]


def test_stubs_follow_a_link_within_the_project(empty_tree: Hostile) -> None:
    (empty_tree.tree.folder / "real").mkdir()
    (empty_tree.tree.folder / "typings").symlink_to("real")
    assert empty_tree.project.run("stubs").status == 0
    assert (empty_tree.tree.folder / "real" / "fastapi" / "__init__.pyi").is_file()


def test_stubs_go_where_they_are_told_to(empty_tree: Hostile, tmp_path: Path) -> None:
    assert empty_tree.project.run("stubs", "--output", str(tmp_path / "elsewhere")).status == 0
    assert (tmp_path / "elsewhere" / "fastapi" / "__init__.pyi").is_file()


@pytest.mark.parametrize("name", ["notes.txt", "own.pyi", "sub/own.py", "py.typed", "link.pyi"])
def test_stubs_delete_nothing_of_others(empty_tree: Hostile, name: str) -> None:
    assert empty_tree.project.run("stubs").status == 0
    place = empty_tree.tree.folder / "typings" / "fastapi" / name
    place.parent.mkdir(exist_ok=True)
    if name == "link.pyi":
        place.symlink_to("__init__.pyi")
    else:
        place.write_text("mine")
    # Something has to be written anew.
    first = empty_tree.tree.folder / "typings" / "fastapi" / "routing.pyi"
    first.write_text(first.read_text() + "\n")
    outcome = empty_tree.project.run("stubs")
    assert outcome.status == 2
    assert f"typings/fastapi/{name} was not made by this command" in outcome.errors[-1]
    assert place.is_symlink() or place.read_text() == "mine"


@pytest.mark.parametrize("is_there", [True, False])
def test_a_baseline_that_is_a_link(empty_tree: Hostile, tmp_path: Path, is_there: bool) -> None:
    outside = tmp_path / "outside.json"
    if is_there:
        outside.write_text('{"version": 1, "findings": []}')
    (empty_tree.tree.folder / "known.json").symlink_to(outside)
    empty_tree.tree.write("app.py", MISTAKE)
    outcome = empty_tree.project.run(
        "check", "--checker", "ty", "--baseline", "known.json", "--update-baseline"
    )
    assert outcome.status == 2
    assert "known.json is not written: links lead out of its folder" in outcome.errors[-1]
    assert outside.exists() == is_there
    assert not is_there or outside.read_text() == '{"version": 1, "findings": []}'


def test_a_baseline_elsewhere_on_purpose(empty_tree: Hostile, tmp_path: Path) -> None:
    empty_tree.tree.write("app.py", MISTAKE)
    file = tmp_path / "known.json"
    outcome = empty_tree.project.run(
        "check", "--checker", "ty", "--baseline", str(file), "--update-baseline"
    )
    assert outcome.status == 0
    assert file.is_file()


def test_the_cache_is_private(empty_tree: Hostile) -> None:
    empty_tree.tree.write("app.py", MISTAKE)
    caches = empty_tree.project.caches / "scoped-fastapi"
    caches.mkdir(parents=True, mode=0o777)
    caches.chmod(0o777)
    for checker in ("ty", "mypy"):
        empty_tree.project.run("check", "--checker", checker)
    folders = [caches, *caches.iterdir()]
    assert len(folders) == 3
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


@pytest.fixture
def temporary_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "temporary"
    top.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(top))
    monkeypatch.setattr(temporary, "_is_swept", False)
    return top


def test_what_dead_runs_have_left_is_swept(temporary_top: Path) -> None:
    ours = temporary_top / "scoped-fastapi-dead"
    (ours / "deep").mkdir(parents=True)
    (ours / ".lock").touch()
    (temporary_top / "another").mkdir()
    with TemporaryFolder() as folder:
        assert sorted(entry.name for entry in temporary_top.iterdir()) == ["another", folder.name]
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [entry.name for entry in temporary_top.iterdir()] == ["another"]


def test_what_others_use_stays(temporary_top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TemporaryFolder() as folder:
        script = "from scoped_fastapi_check.project.temporary import sweep; sweep()"
        import subprocess
        import sys

        variables = {**os.environ, "TMPDIR": str(temporary_top)}
        subprocess.run([sys.executable, "-c", script], env=variables, check=True)
        assert folder.is_dir()


def test_what_is_being_made_stays(temporary_top: Path) -> None:
    (temporary_top / "scoped-fastapi-new").mkdir()
    old = temporary_top / "scoped-fastapi-old"
    old.mkdir()
    os.utime(old, (0, 0))
    sweep()
    assert [entry.name for entry in temporary_top.iterdir()] == ["scoped-fastapi-new"]


def test_no_link_is_swept(temporary_top: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / ".lock").touch()
    (mine / "notes.txt").touch()
    (temporary_top / "scoped-fastapi-link").symlink_to(mine)
    (temporary_top / "scoped-fastapi-file").touch()
    folder = temporary_top / "scoped-fastapi-dead"
    folder.mkdir()
    (folder / ".lock").symlink_to(mine / "notes.txt")
    sweep()
    assert (mine / "notes.txt").exists()
    assert folder.exists()
