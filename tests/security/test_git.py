"""git is asked about a repository that nobody vouches for: it runs nothing, and nobody waits for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from check.command import MISTAKE
from scoped_fastapi_check.cli import changed_lines, git
from scoped_fastapi_check.cli.git import GitError, ask_git, read_blobs

from .conftest import Hostile
from .processes import Started


def call(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(empty_tree: Hostile) -> Hostile:
    empty_tree.tree.write("app.py", MISTAKE)
    folder = empty_tree.tree.folder
    call(folder, "init", "-q")
    call(folder, "add", ".")
    call(folder, "commit", "-qm", "one")
    return empty_tree


@pytest.mark.parametrize("is_old", [False, True])
@pytest.mark.parametrize("url", ["{tree}", "file://{tree}", "ext::{tree}/fetch", "ssh://x/y"])
def test_what_a_partial_clone_lacks_is_not_fetched(
    repository: Hostile, tmp_path: Path, url: str, is_old: bool
) -> None:
    """By a program that its configuration names; a git before 2.39.4 knows no GIT_NO_LAZY_FETCH."""
    tree = repository.tree
    blob = call(tree.folder, "rev-parse", "HEAD:app.py")
    (tree.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    program = tree.write_program("fetch")
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": url.format(tree=tree.folder),
        "remote.origin.uploadpack": str(program),
        "core.sshCommand": str(program),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
    }.items():
        call(tree.folder, "config", name, value)
    path = os.environ["PATH"]
    if is_old:
        older = tmp_path / "older" / "git"
        older.parent.mkdir()
        older.write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {shutil.which("git")} "$@"\n')
        older.chmod(0o755)
        path = f"{older.parent}{os.pathsep}{path}"
    outcome = repository.project.run("check", "--checker", "ty", "--since", "HEAD", PATH=path)
    assert tree.traces == []
    assert outcome.status == 2
    assert outcome.errors[-1].startswith("error: --since: ")


def in_the_configuration(folder: Path) -> None:
    (folder / ".git" / "config").unlink()
    os.mkfifo(folder / ".git" / "config")


def in_what_it_names(folder: Path) -> None:
    os.mkfifo(folder / "fifo")
    call(folder, "config", "core.excludesFile", str(folder / "fifo"))


@pytest.mark.parametrize("plant", [in_the_configuration, in_what_it_names])
def test_a_fifo_is_not_waited_for(
    repository: Hostile, monkeypatch: pytest.MonkeyPatch, plant: Callable[[Path], None]
) -> None:
    plant(repository.tree.folder)
    monkeypatch.setattr(git, "_SECONDS", 1.0)
    with pytest.raises(GitError, match="git gave no answer in 1 seconds"):
        ask_git(repository.tree.folder, "ls-files", "--others", "--exclude-standard")


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_git_is_gone_with_the_command(repository: Hostile) -> None:
    in_the_configuration(repository.tree.folder)
    with Started(repository.project, ["check", "--checker", "ty", "--since", "HEAD"]) as started:
        deadline = time.monotonic() + 60
        while not any("git" in name for name in started.left_after(0)):
            assert time.monotonic() < deadline
        started.kill()
        assert started.left_after(2) == []


def test_blobs_are_read_at_once(repository: Hostile) -> None:
    folder = repository.tree.folder
    for number in range(2_000):
        repository.tree.write(f"many/{number}.txt", f"{number}\n" * (number % 7))
    call(folder, "add", ".")
    call(folder, "commit", "-qm", "two")
    listed = call(folder, "ls-tree", "-r", "HEAD", "many/").splitlines()
    blobs = {line.split("\t")[1]: line.split()[2] for line in listed}
    contents = read_blobs(folder, blobs.values())
    for name, blob in blobs.items():
        assert contents[blob] == (folder / name).read_bytes()
    with pytest.raises(GitError, match="is missing in the repository"):
        read_blobs(folder, ["0" * 40])


def test_lines_that_are_all_the_same() -> None:
    """Each is like each other one, which to compare would take for ever."""
    before, now = b"a\n" + b"x\n" * 100_000, b"b\n" + b"x\n" * 100_003 + b"c\n"
    started = time.monotonic()
    changed = changed_lines._changed_lines(before, now)  # pyright: ignore[reportPrivateUsage]
    assert {1, 100_005} <= changed
    assert time.monotonic() - started < 5


def test_lines_that_are_all_in_other_places() -> None:
    """Each is found again beside where it was, which to follow through the whole text would take for ever."""
    before = [b"%d" % number for number in range(60_000)]
    now = [before[number ^ 1] for number in range(60_000)]
    started = time.process_time()
    changed = changed_lines._changed_lines(b"\n".join(before), b"\n".join(now))  # pyright: ignore[reportPrivateUsage]
    assert set(range(50_000, 60_000)) <= changed
    assert time.process_time() - started < 5
