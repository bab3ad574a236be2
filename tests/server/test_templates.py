"""Templates in an editor: checked as they are typed, silenced and fixed by comments of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .editor import PUSHES, Editor, Shown
from .test_actions import applied

MAIN = """\
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/pages/{number}", name="page")
def show_page(request: Request, number: int) -> HTMLResponse:
    return templates.TemplateResponse(request, "page.html")
"""
RIGHT = "<p>𐐀</p> {{ url_for('page', number=1) }}\n"
WRONG = RIGHT.replace("'page'", "'pagee'")
COLUMN = len(WRONG[: WRONG.index("url_for")].encode("utf-16-le")) // 2 + 1
REPORT = Shown(1, COLUMN, "fastapi-url-for")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "main.py").write_text(MAIN, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(RIGHT, "utf-8")
    return tmp_path


def test_unsaved_templates(folder: Path) -> None:
    page, main = folder / "templates/page.html", folder / "main.py"
    with Editor(folder) as editor:
        editor.open(page)
        editor.type(page, WRONG)
        editor.see(page, [REPORT])
        # While one types, the last text that was a template counts, and moves with its line.
        editor.type(page, f"{{{{ url_for(\n{WRONG}")
        editor.see(page, [Shown(2, COLUMN, "fastapi-url-for")])
        editor.type(page, RIGHT)
        editor.see(page, [])
        editor.open(main)
        editor.type(main, MAIN.replace('name="page"', 'name="pages"'))
        editor.see(page, [REPORT])
        editor.close_document(main)
        editor.see(page, [])
        editor.type(page, WRONG)
        editor.see(page, [REPORT])
        editor.close_document(page)
        editor.see(page, [])


def test_templates_that_change_elsewhere(folder: Path) -> None:
    watched = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
    capabilities: dict[str, Any] = {**PUSHES, "workspace": watched}
    page, other = folder / "templates/page.html", folder / "templates/other.html"
    with Editor(folder, capabilities=capabilities) as editor:
        (registration,) = editor.wait_for("client/registerCapability")["params"]["registrations"]
        patterns = [one["globPattern"] for one in registration["registerOptions"]["watchers"]]
        assert any("html" in one for one in patterns)
        page.write_text(WRONG, "utf-8")
        editor.happened(page)
        editor.see(page, [REPORT])
        other.write_text(WRONG, "utf-8")
        editor.happened(other, kind=1)
        editor.see(other, [REPORT])
        other.unlink()
        editor.happened(other, kind=3)
        editor.see(other, [])


def test_comments_in_templates(folder: Path) -> None:
    page = folder / "templates/page.html"
    ignored = WRONG.replace("\n", " {# scoped-fastapi: ignore[fastapi-url-for] #}\n")
    with Editor(folder) as editor:
        editor.open(page, WRONG)
        editor.see(page, [REPORT])
        (ignore, _) = editor.actions(page, 1)
        assert applied(WRONG, ignore, page) == ignored
        editor.type(page, ignored)
        editor.see(page, [])
        unused = ignored.replace("pagee", "page")
        start = len(unused[: unused.index("{#")].encode("utf-16-le")) // 2 + 1
        editor.type(page, unused)
        editor.see(page, [Shown(1, start, "fastapi-unused-ignore")])
        (item,) = editor.shown[page.as_uri()]
        assert item["tags"] == [1]
        assert item["range"]["end"]["character"] == len(unused[:-1].encode("utf-16-le")) // 2
        remove = next(one for one in editor.actions(page, 1) if one.get("isPreferred"))
        assert applied(unused, remove, page) == RIGHT
        # Within an expression no comment can stand.
        editor.type(page, "{{ url_for(\n'pagee') }}")
        editor.see(page, [Shown(1, 4, "fastapi-url-for")])
        titles = [one["title"] for one in editor.actions(page, 1)]
        assert titles == ["Explain fastapi-url-for"]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc to see processes in")
def test_what_is_neither_source_nor_template(folder: Path) -> None:
    """An editor may open anything: a table in TOML is a list for Python, and no reason to start anew."""
    table, notes, main = folder / "pyproject.toml", folder / "notes.txt", folder / "main.py"
    notes.write_text("x\n", "utf-8")
    main.write_text(MAIN + '@app.get("x")\ndef x() -> None: ...\n', "utf-8")
    expected = [Shown(12, 10, "fastapi-path")]
    with Editor(folder) as editor:
        editor.see(main, expected)
        checkers = children(editor)
        assert checkers
        editor.open(table, '[tool]\nx = "y"\n')
        editor.open(notes, "x\n")
        editor.type(table, '[tool]\nx = "z"\n')
        editor.close_document(notes)
        editor.close_document(table)
        editor.request("workspace/diagnostic", {"previousResultIds": []})
        editor.see(main, expected)
        assert children(editor) == checkers


def children(editor: Editor) -> set[str]:
    """The processes that a server has started."""
    tasks = Path(f"/proc/{editor.process.pid}/task").glob("*/children")
    return {number for task in tasks for number in task.read_text().split()}
