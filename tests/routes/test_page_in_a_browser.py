"""The page of routes in a browser: filters work, and names of the application stay texts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .command import show, write

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on the path")

HOSTILE = "</script><img src=x onerror=document.title='run'>"
APPLICATION = f"""\
from fastapi import Depends, FastAPI

app = FastAPI()


def get_user() -> str:
    return "a"


@app.get("/users", dependencies=[Depends(get_user)])
def list_users() -> list[str]:
    return []


@app.get("/books")
def list_books() -> list[str]:
    return []


@app.get("/{HOSTILE}")
def read_odd() -> str:
    return ""
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = write(tmp_path_factory.mktemp("shop"), {"main.py": APPLICATION})
    return show(folder, "--output", "html").stdout


def opened(page: str, folder: Path, does: str = "") -> str:
    """The document after a person has done something with it."""
    assert BROWSER is not None
    file = folder / "routes.html"
    file.write_text(page.replace("</body>", f"<script>{does}</script></body>"), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'data'}"]
    finished = subprocess.run(
        [BROWSER, *options, "--virtual-time-budget=2000", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return finished.stdout


def shown(document: str) -> list[str]:
    """The handlers of the routes that are not hidden."""
    routes = re.findall(r"<details( hidden=\"\")?>(.*?)</summary>", document, re.DOTALL)
    return re.findall(
        r"(list_\w+|read_\w+)</span>", "".join(text for hidden, text in routes if not hidden)
    )


def test_names_stay_texts(page: str, tmp_path: Path) -> None:
    document = opened(page, tmp_path)
    assert "<title>Routes</title>" in document
    assert "<img" not in document.partition("<main")[2].partition("</main>")[0]
    assert "&lt;img src=x onerror" in document
    assert shown(document) == ["list_users", "list_books", "read_odd"]


@pytest.mark.parametrize(
    ("does", "left"),
    [
        ('field("text").value = "books";', ["list_books"]),
        ('field("text").value = "get_user";', ["list_users"]),
        ('field("without").value = "get_user";', ["list_books", "read_odd"]),
        ('field("closing").value = "after";', []),
        ('field("found").checked = true;', []),
    ],
)
def test_filters(page: str, tmp_path: Path, does: str, left: list[str]) -> None:
    told = 'document.querySelector("form").dispatchEvent(new Event("input"));'
    document = opened(page, tmp_path, does + told)
    assert shown(document) == left
    assert f"{len(left)} of 3 routes" in document
