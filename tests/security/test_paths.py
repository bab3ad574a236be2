"""Whatever a file or a folder is called, it is a path and never an option."""

from __future__ import annotations

import pytest
from check.command import MISTAKE

from .conftest import Hostile

# All that `str.splitlines` takes for the end of a line.
SEPARATORS = {
    "LF": "\n",
    "CR": "\r",
    "CRLF": "\r\n",
    "VT": "\v",
    "FF": "\f",
    "FS": "\x1c",
    "GS": "\x1d",
    "RS": "\x1e",
    "NEL": "\x85",
    "LS": "\u2028",
    "PS": "\u2029",
}
ODD = {
    "DEL": "a\x7fb",
    "option": "--version",
    "file of arguments": "@file",
    "quotes": "a\"b'c",
    "backslash": "a\\qb",
    "blanks": " a b ",
    "glob": "a*[b]?",
    "comma": "a,b",
    "colon": "a:b",
    "percent": "%41",
    "hash": "a#b",
    "dollar": "$HOME",
    "tilde": "~",
    "markup": "[red]",
    "bidi": "a\u202eb",
    "escape": "a\x1b[31mb",
    "astral": "\U0001f600",
}


def test_folders_that_hold_options_of_mypy(empty_tree: Hostile) -> None:
    """`--version` would end mypy with a green result."""
    for number, separator in enumerate(SEPARATORS.values()):
        folder = f"x{separator}--version{separator}--help{separator}y"
        # No module can have such a name, so that mypy is told of the file.
        empty_tree.tree.write(f"{folder}/my-app{number}.py", MISTAKE)
    outcome = empty_tree.project.check("--no-cache")
    count = len(SEPARATORS)
    assert outcome.status == 1
    assert outcome.summary.startswith(f"Found {count} errors in {count} files (checked {count} ")
    for number in range(count):
        place = f"my-app{number}.py:14:10: error: "
        assert len([line for line in outcome.lines if place in line]) == 1


@pytest.mark.parametrize("checker", ["ty", "pyrefly", "zuban"])
def test_odd_names_and_language_servers(empty_tree: Hostile, checker: str) -> None:
    names = [*ODD.values(), *(f"x{separator}--version" for separator in SEPARATORS.values())]
    for number, name in enumerate(names):
        empty_tree.tree.write(f"{name}/app{number}.py", MISTAKE)
    outcome = empty_tree.project.run("check", "--checker", checker, "--no-cache")
    # zuban says nothing of a file in a folder `@file`.
    found = len(names) - (checker == "zuban")
    assert outcome.summary.startswith(f"Found {found} errors in {found} files")
    assert outcome.status == 1


def test_odd_names_and_mypy(empty_tree: Hostile) -> None:
    for number, name in enumerate(ODD.values()):
        empty_tree.tree.write(f"{name}/my-app{number}.py", MISTAKE)
    outcome = empty_tree.project.check("--no-cache")
    assert outcome.summary.startswith(f"Found {len(ODD)} errors in {len(ODD)} files")
    assert outcome.status == 1


def test_files_named_like_options(empty_tree: Hostile) -> None:
    for name in ("--version.py", "-x.py", "@y.py"):
        empty_tree.tree.write(name, MISTAKE)
    for checker in ("mypy", "ty"):
        outcome = empty_tree.project.run("check", "--checker", checker, "--no-cache")
        assert len(outcome.found) == 3
        # mypy crashes over a function of a module whose name has an "@".
        refused = '@y.py:1:1: error: mypy takes no module called "@y"; the file was not checked'
        assert (refused in outcome.lines) == (checker == "mypy")
        assert outcome.status == (2 if checker == "mypy" else 1)
        named = empty_tree.project.run("check", "--checker", checker, "--", "--version.py")
        assert named.found == ["--version.py:14:10"]
