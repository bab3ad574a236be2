"""Rules know which FastAPI an application runs, and say what is true of that version."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .command import Project
from .environments import INSTALLED, make_like_ours

# 0.98.0, 0.115.12 and 0.165.0 were run: where a dependency ends there, before or after the response.
ENDS_AFTER = {
    "0.98.0": True,
    "0.105.0": True,
    "0.106.0": False,
    "0.115.12": False,
    "0.117.1": False,
    "0.118.0": True,
    "0.121.0": True,
}
APPLICATION = """\
from collections.abc import Iterator

from fastapi import Depends, FastAPI

app = FastAPI()


class Session:
    def commit(self) -> None:
        print("commit")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


@app.get("/")
def read(session: Session = Depends(get_session)) -> str:
    return "read"
"""
PLACE = "app.py:20:10"


def with_version(folder: Path, version: str) -> Path:
    """An environment whose FastAPI says that it is of this version."""
    python, packages = make_like_ours(folder)
    shutil.copytree(INSTALLED / "fastapi", packages / "fastapi")
    top = packages / "fastapi" / "__init__.py"
    text = top.read_text(encoding="utf-8")
    top.write_text(re.sub(r'__version__ = "[^"]+"', f'__version__ = "{version}"', text), "utf-8")
    return python


CASES = [("ty", version) for version in ENDS_AFTER] + [("mypy", "0.115.12"), ("mypy", "0.121.0")]


@pytest.mark.parametrize(("checker", "version"), CASES)
def test_late_commit(project: Project, tmp_path: Path, checker: str, version: str) -> None:
    project.write({"app.py": APPLICATION})
    python = with_version(tmp_path / "environment", version)
    outcome = project.check("--python", str(python), "--checker", checker)
    assert outcome.found == ([PLACE] if ENDS_AFTER[version] else [])
    has_scope = version == "0.121.0"
    assert ("Depends(get_session, scope='function')" in "\n".join(outcome.errors)) <= has_scope


SWALLOWING = """\
from collections.abc import Iterator

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def get_number() -> Iterator[int]:
    try:
        yield 1
    except Exception:
        pass


@app.get("/")
def read(number: int = Depends(get_number)) -> None:
    raise HTTPException(404)
"""


# All four were run: the answer is 404 up to 0.109.2, and 500 since.
@pytest.mark.parametrize("version", ["0.105.0", "0.109.2", "0.110.0", "0.115.12"])
def test_swallowed_exceptions(project: Project, tmp_path: Path, version: str) -> None:
    project.write({"app.py": SWALLOWING})
    python = with_version(tmp_path / "environment", version)
    outcome = project.check("--python", str(python), "--checker", "ty")
    is_left = version in {"0.110.0", "0.115.12"}
    assert outcome.found == (["app.py:11:5"] if is_left else [])


@pytest.mark.parametrize("checker", ["mypy", "ty"])
def test_where_fastapi_is_not_installed(project: Project, tmp_path: Path, checker: str) -> None:
    project.write({"app.py": APPLICATION})
    python, packages = make_like_ours(tmp_path / "environment")
    shutil.copytree(INSTALLED / "fastapi", packages / "fastapi")
    top = packages / "fastapi" / "__init__.py"
    text = top.read_text(encoding="utf-8")
    top.write_text(re.sub(r"__version__ = .*\n", "", text), "utf-8")
    outcome = project.check("--python", str(python), "--checker", checker)
    assert outcome.found == [PLACE]


ORDER = """\
import sys

sys.path.insert(0, sys.argv[1])
import app
from fastapi.testclient import TestClient

order = []
app.Session.commit = lambda self: order.append("commit")


async def observed(scope, receive, send):
    async def note(message):
        order.append(message["type"])
        await send(message)

    await app.app(scope, receive, note)


TestClient(observed).get("/")
print(order.index("commit") > order.index("http.response.start"))
"""


def test_the_installed_one_ends_dependencies_after_the_response(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APPLICATION, encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-c", ORDER, str(tmp_path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    assert finished.stdout.split() == ["True"]


RESET_CONTENT = """\
from fastapi import FastAPI

app = FastAPI()


@app.post("/form", status_code=205)
def reset() -> dict[str, int]:
    return {"fields": 3}


@app.post("/other", status_code=204)
def other() -> dict[str, int]:
    return {"fields": 3}
"""


@pytest.mark.parametrize("version", ["0.109.0", "0.109.1"])
def test_a_205_had_a_body_once(project: Project, tmp_path: Path, version: str) -> None:
    project.write({"app.py": RESET_CONTENT})
    python = with_version(tmp_path / "environment", version)
    found = project.check("--python", str(python), "--checker", "ty").found
    assert found == (["app.py:12:1"] if version == "0.109.0" else ["app.py:7:1", "app.py:12:1"])
