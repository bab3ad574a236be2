from __future__ import annotations

import re

import pytest

from .command import CLEAN, MISTAKE, MISTAKE_AT, Project


def test_a_broken_file_does_not_hide_the_rest(project: Project) -> None:
    project.write(
        {
            "syntax.py": "def f(:\n",
            "package/__init__.py": "x = (\n",
            "package/app.py": MISTAKE,
            "app.py": "import syntax\nimport latin\nimport package\nfrom package import app as other\n"
            + MISTAKE,
        }
    )
    (project.folder / "latin.py").write_bytes(b"# fine\nname = '\xe9'\n")
    (project.folder / "null.py").write_bytes(b"x = 1\ny = '\0'\n")
    (project.folder / "codec.py").write_bytes(b"# coding: no-such-codec\n")
    outcome = project.check()
    assert outcome.status == 2
    unchecked = [line for line in outcome.lines if line.endswith("; the file was not checked")]
    assert [re.split(r"; | \(in Python", line)[0] for line in unchecked] == [
        "codec.py:1:1: error: cannot be decoded: unknown encoding: no-such-codec",
        "latin.py:2:1: error: is not UTF-8: invalid continuation byte",
        "null.py:2:1: error: holds null bytes, which Python refuses",
        "package/__init__.py:1:5: error: syntax error: '(' was never closed",
        "syntax.py:1:7: error: syntax error: invalid syntax",
    ]
    assert {"app.py:18:10", f"package/app.py:{MISTAKE_AT}"} <= set(outcome.found)
    assert outcome.summary == (
        "Found 7 errors in 7 files (checked 2 files: 2 routes, 2 dependencies; 5 files not checked)."
    )
    # What is not checked is no finding: it cannot be waved through.
    assert project.check("--exit-zero").status == 2


def test_only_the_given_files_count(project: Project) -> None:
    project.write({"syntax.py": "def f(:\n", "app.py": "import syntax\n" + CLEAN, "x.py": MISTAKE})
    assert project.check("app.py").status == 0


# An error that has the code of a syntax error and does not stop mypy.
IGNORED = "x = 1  # type: ignore[, really\n"


def test_what_only_mypy_refuses(project: Project) -> None:
    project.write({"refused.py": "class C:\n    yield 1\n", "app.py": MISTAKE, "x.py": IGNORED})
    outcome = project.check()
    assert outcome.status == 2
    assert outcome.found == [f"app.py:{MISTAKE_AT}", "refused.py:2:5"]


@pytest.mark.parametrize(
    "text", ["x = 1\nif x:\n  pass\n" + "elif x: pass\n" * 3000, "x = " + "(" * 150 + ")" * 150]
)
def test_deep_nesting(project: Project, text: str) -> None:
    outcome = project.write({"deep.py": text, "app.py": MISTAKE}).check()
    assert f"app.py:{MISTAKE_AT}" in outcome.found


def test_odd_files(project: Project) -> None:
    (project.folder / "bom.py").write_bytes(b"\xef\xbb\xbf" + MISTAKE.encode())
    (project.folder / "latin.py").write_bytes(b"# coding: latin-1\n# \xe9\n" + MISTAKE.encode())
    (project.folder / "dos.py").write_bytes(MISTAKE.replace("\n", "\r\n").encode())
    project.write({"empty.py": "", "comment.py": "# nothing\n", "ünïcode.py": MISTAKE})
    outcome = project.check()
    assert outcome.found == [
        f"bom.py:{MISTAKE_AT}",
        f"dos.py:{MISTAKE_AT}",
        "latin.py:16:10",
        f"ünïcode.py:{MISTAKE_AT}",
    ]
    assert outcome.status == 1


def test_a_link_that_leads_nowhere(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    (project.folder / "gone.py").symlink_to("nowhere.py")
    outcome = project.check()
    assert outcome.found == [f"app.py:{MISTAKE_AT}", "gone.py:1:1"]
    assert outcome.status == 2


# Somebody has begun to turn the bases around.
CIRCLE = """\
from fastapi import FastAPI
from pydantic import BaseModel

class Item(Sold): ...
class Sold(Item): ...

app = FastAPI()

@app.get("/", response_model=Item)
def show() -> Sold:
    return Sold()
"""


@pytest.mark.parametrize("checker", ["mypy", "ty"])
def test_classes_that_derive_from_each_other(project: Project, checker: str) -> None:
    outcome = project.write({"circle.py": CIRCLE, "app.py": MISTAKE}).check("--checker", checker)
    assert f"app.py:{MISTAKE_AT}" in outcome.found
    assert not any("failed here" in line for line in outcome.errors)
