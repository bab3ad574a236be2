"""Texts that Python takes for deep or broken expressions, and names that are hard to say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from check.command import MISTAKE
from scoped_fastapi_check.model.quoted import quoted_expression

from .conftest import Hostile

# A text stands wherever one may be tried as a type, or as the name of something.
EVERYWHERE = """\
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()
text = "{0}"
Alias = Annotated["{0}", Depends(lambda: 1)]


def dep() -> "{0}":
    return 1


class Model(BaseModel):
    a: "{0}"
    b: "list[{0}]" = "{0}"


@app.get("/x", response_model="{0}")
def one(x: Alias, m: Model, z: "{0}" = Depends(dep), *, y: dict["{0}", int]) -> "{0}":
    return "{0}"


@app.post("/y", response_model=list["{0}"], description="{0}")
def two(x: Annotated["{0}", Depends(dep)], y: str = Depends("{0}")) -> Model:
    return Model(a="{0}")
"""
TEXTS = {
    "surrogate": "\\ud800",
    "pair": "list[\\ud83d\\ude00]",
    "null": "a\\0b",
    "minus": "-" * 5_000 + "x",
    "not": "not " * 3_000 + "x",
    "union": "|".join(["int"] * 3_000),
    "brackets": "list[" * 150 + "int" + "]" * 150,
    "many brackets": "list[" * 5_000 + "int" + "]" * 5_000,
    "attributes": "a" + ".b" * 4_000,
    "calls": "f" + "()" * 4_000,
    "lambdas": "lambda:" * 3_000 + "x",
    "number": "9" * 5_000,
    "warning": "1is x",
}


@pytest.mark.parametrize("checker", ["ty", "mypy"])
def test_a_text_that_is_no_type(empty_tree: Hostile, checker: str) -> None:
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    for number, text in enumerate(TEXTS.values()):
        tree.write(f"text{number}.py", EVERYWHERE.replace("{0}", text))
    outcome = empty_tree.project.run("check", "--checker", checker, "--select", "fastapi-depends")
    assert "app.py:14:10" in outcome.found
    assert not [line for line in outcome.lines if "failed" in line or "not checked" in line]
    assert outcome.status == 1


@pytest.mark.parametrize(
    "text", ["\ud800", "-" * 5_000 + "x", "a\0", "x" + "[0]" * 500, "9" * 5_000]
)
def test_no_expression(text: str) -> None:
    assert quoted_expression(text) is None


def test_an_expression() -> None:
    assert quoted_expression(" list[int] ") is not None


@pytest.mark.parametrize("checker", ["ty", "mypy"])
def test_names_that_are_not_utf8(empty_tree: Hostile, checker: str) -> None:
    """The contents of one are those of a file that is known already."""
    tree = empty_tree.tree
    tree.write("app.py", MISTAKE)
    top = os.fsencode(tree.folder)
    os.mkdir(top + b"/pkg\xff")
    for name in (b"bad\xff.py", b"pkg\xff/__init__.py", b"pkg\xff/m.py", b"\xe9.py"):
        Path(os.fsdecode(top + b"/" + name)).write_text(MISTAKE)
    outcome = empty_tree.project.run("check", "--checker", checker)
    assert len([line for line in outcome.lines if "has a name that is not UTF-8" in line]) == 4
    assert "app.py:14:10" in outcome.found
    assert outcome.status == 2


@pytest.mark.parametrize("checker", ["ty", "mypy", "zuban"])
def test_names_that_are_not_ascii_in_the_plainest_locale(empty_tree: Hostile, checker: str) -> None:
    tree = empty_tree.tree
    tree.write("café.py", MISTAKE)
    tree.write("naïve/__init__.py", "")
    tree.write("naïve/größe.py", MISTAKE)
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    outcome = empty_tree.project.run("check", "--checker", checker, **plain)
    assert outcome.found == ["café.py:14:10", "naïve/größe.py:14:10"]
    listed = empty_tree.project.run("routes", **plain)
    assert any("naïve/größe.py:14" in line for line in listed.lines)


def test_names_that_mypy_does_not_take(empty_tree: Hostile) -> None:
    tree = empty_tree.tree
    names = ["app.py", "x .py", " y.py", "w\n.py", "pkg/m .py", "pkg/*.py"]
    for name in [*names, "d /__init__.py", "d /z.py"]:
        tree.write(name, MISTAKE)
    tree.write("pkg/__init__.py", "")
    outcome = empty_tree.project.run("check", "--checker", "mypy")
    assert len([line for line in outcome.lines if '"get_number" provides "int"' in line]) == 6
    assert [line for line in outcome.lines if "not checked" in line][:2] == [
        'd /__init__.py:1:1: error: mypy takes no package called "d "; the file was not checked',
        'd /z.py:1:1: error: mypy takes no package called "d "; the file was not checked',
    ]
    assert outcome.status == 2
