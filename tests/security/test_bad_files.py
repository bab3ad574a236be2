"""No file ends a check: what cannot be read is said of that file alone, and never waited for."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from check.command import MISTAKE

from .conftest import Hostile


def huge(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(10**12)


def write(data: bytes) -> Callable[[Path], None]:
    return lambda place: place.write_bytes(data) and None


BAD: dict[str, Callable[[Path], object]] = {
    "zero": lambda place: place.symlink_to("/dev/zero"),
    "random": lambda place: place.symlink_to("/dev/random"),
    "terminal": lambda place: place.symlink_to("/dev/tty"),
    "stdin": lambda place: place.symlink_to("/dev/stdin"),
    "fifo": os.mkfifo,
    "sparse": huge,
    "over 5 MB": write(b"# " + b"x" * 5_000_000),
    "loop": lambda place: place.symlink_to(place),
    "rot13": write(b"# coding: rot13\n"),
    "hex": write(b"# coding: hex\n616263\n"),
    "punycode": write(b"# coding: punycode\nx = 1-\xff\n"),
    "idna": write(b"# coding: idna\nx = '\xff'\n"),
    "bz2": write(b"# coding: bz2\n"),
    "uu": write(b"# coding: uu\n"),
    "unknown": write(b"# coding: klingon\n"),
    "surrogates": write(b"x = '\xed\xa0\x80'\n"),
    "nul": write(b"x = 1\0\n"),
}


@pytest.mark.parametrize("checker", ["ty", "mypy"])
def test_what_cannot_be_read(empty_tree: Hostile, checker: str) -> None:
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    for number, make in enumerate(BAD.values()):
        make(tree.folder / f"bad{number}.py")
    begun = time.monotonic()
    outcome = empty_tree.project.run("check", "--checker", checker, "--no-cache")
    assert time.monotonic() - begun < 60
    assert outcome.status == 2
    assert "app.py:14:10" in outcome.found
    for number, name in enumerate(BAD):
        (line,) = [line for line in outcome.lines if line.startswith(f"bad{number}.py:")]
        assert line.endswith("; the file was not checked"), name
    assert f"; {len(BAD)} files not checked)." in outcome.summary


IMPORTING = "from bad import User as Known, anything\n" + MISTAKE


@pytest.mark.parametrize("checker", ["ty", "zuban"])
def test_a_large_file_that_is_imported(empty_tree: Hostile, checker: str) -> None:
    """The checker looks at something else: nothing is known of what is in it."""
    empty_tree.tree.write("app.py", IMPORTING)
    empty_tree.tree.write("bad.py", "x = 1\n" * 1_000_000)
    outcome = empty_tree.project.run("check", "--checker", checker)
    assert (outcome.found, outcome.status) == (["app.py:15:10", "bad.py:1:1"], 2)


def test_a_file_without_end_that_is_imported(empty_tree: Hostile) -> None:
    """It would take all memory that there is for the checker, which is not even started."""
    empty_tree.tree.write("app.py", IMPORTING)
    huge(empty_tree.tree.folder / "bad.py")
    begun = time.monotonic()
    outcome = empty_tree.project.run("check", "--checker", "ty", "--memory-limit", "1GB")
    assert time.monotonic() - begun < 30
    assert outcome.status == 2
    assert outcome.errors == [
        "error: ty was not started: an import leads it to bad.py, which has 1000.0 GB, and it may take 1.1 GB "
        "(--memory-limit)"
    ]


def test_the_reason_is_said(empty_tree: Hostile) -> None:
    tree = empty_tree.tree
    os.mkfifo(tree.folder / "a.py")
    huge(tree.folder / "b.py")
    (tree.folder / "c.py").write_text("# coding: rot13\n")
    outcome = empty_tree.project.run("check", "--checker", "ty")
    assert [line for line in outcome.lines if "not checked" in line][:3] == [
        "a.py:1:1: error: cannot be read: it is not a regular file; the file was not checked",
        "b.py:1:1: error: cannot be read: it is larger than 5 MB; the file was not checked",
        "c.py:1:1: error: cannot be decoded as rot13: 'rot13' is not a text encoding; use "
        "codecs.decode() to handle arbitrary codecs; the file was not checked",
    ]


def test_the_reason_is_said_beside_a_difference(empty_tree: Hostile) -> None:
    empty_tree.tree.write("app.py", MISTAKE)
    os.mkfifo(empty_tree.tree.folder / "a.py")
    outcome = empty_tree.project.run("check", "--checker", "ty", "--diff")
    reason = "cannot be read: it is not a regular file; the file was not checked"
    assert outcome.errors[-1] == f"error: a.py:1:1: {reason}"
    assert outcome.status == 2


CONFIGURATION = {
    "pyrightconfig.json": "[" * 100_000,
    "pyproject.toml": "x = " + "[" * 100_000,
    "mypy.ini": "[mypy]\nmypy_path = $MYPY_CONFIG_FILE_DIR/src, \0, ~/x\n",
    "setup.cfg": "[mypy\n",
    "ty.toml": '[environment]\nroot = ["\\u0000", 3, {}]\nextra-paths = 5\n',
    "pyrefly.toml": "search-path = 1\n",
}


@pytest.mark.parametrize("name", sorted(CONFIGURATION))
def test_a_configuration_that_makes_no_sense(empty_tree: Hostile, name: str) -> None:
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    tree.write(name, CONFIGURATION[name])
    outcome = empty_tree.project.run("check", "--checker", "ty")
    assert (outcome.found, outcome.status) == (["app.py:14:10"], 1)


def test_an_environment_whose_files_are_none(empty_tree: Hostile) -> None:
    tree = empty_tree.tree
    packages = tree.write_environment(".venv") / "lib" / f"python3.{sys.version_info[1]}"
    about = packages / "site-packages" / "fastapi-0.1.dist-info" / "METADATA"
    about.parent.mkdir()
    os.mkfifo(about)
    assert empty_tree.project.run("stubs").status == 0


NAMES = ("pyrightconfig.json", "ty.toml", "mypy.ini", "setup.cfg", "pyproject.toml")


@pytest.mark.parametrize("name", NAMES)
def test_routes_beside_a_configuration_that_is_no_file(empty_tree: Hostile, name: str) -> None:
    empty_tree.tree.write("app.py", MISTAKE)
    os.mkfifo(empty_tree.tree.folder / name)
    assert empty_tree.project.run("routes").status == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_configuration_that_is_no_file(empty_tree: Hostile, name: str) -> None:
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    os.mkfifo(tree.folder / name)
    outcome = empty_tree.project.run("check", "--checker", "ty")
    assert (outcome.found, outcome.status) == (["app.py:14:10"], 1)


def test_a_configuration_in_a_folder_with_a_backslash(empty_tree: Hostile) -> None:
    tree = empty_tree.tree
    tree.write("a\\q/lib/things.py", "class Thing: ...\n")
    tree.write("a\\q/app.py", MISTAKE)
    tree.write("a\\q/mypy.ini", "[mypy]\nmypy_path = $MYPY_CONFIG_FILE_DIR/lib\n")
    (tree.folder / "a\\q" / "pyproject.toml").touch()
    for checker in ("mypy", "zuban"):
        outcome = empty_tree.at("a\\q").project.run("check", "--checker", checker)
        assert outcome.found == ["app.py:14:10"]
