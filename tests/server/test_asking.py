"""What is asked about routes over the protocol, and what settings and folders change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .editor import PULLS, SECONDS, UNITS, Editor, Shown, characters
from .shop import SOURCES, place, write_shop
from .test_diagnostics import DEPS, MAIN, REPORT, WRONG, WRONG_DEPS

BOOKS, TESTS = "shop/books.py", "tests/test_books.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_shop(tmp_path)


def at(path: Path, spot: tuple[int, int]) -> dict[str, Any]:
    position = {"line": spot[0], "character": spot[1]}
    return {"textDocument": {"uri": path.as_uri()}, "position": position}


def eventually(is_so: Callable[[], Any], seconds: float = SECONDS) -> None:
    """Wait until the server has looked at what was typed."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it does not become so"
        time.sleep(0.1)


def test_asking_about_routes(folder: Path) -> None:
    books, tests = folder / BOOKS, folder / TESTS
    with Editor(folder) as editor:
        editor.open(books)
        hovered = editor.request(
            "textDocument/hover", at(books, place(BOOKS, "def read_book", after=6))
        )
        assert "GET /api/books/{book_id}" in hovered["contents"]["value"]
        identity = {"textDocument": {"uri": books.as_uri()}}
        symbols = editor.request("textDocument/documentSymbol", identity)
        assert len(symbols) == 5
        found = editor.request("workspace/symbol", {"query": "health"})
        assert [one["name"] for one in found] == ["GET /health"]
        editor.open(tests)
        there = at(tests, place(TESTS, "/api/books/{number}", after=8))
        (defined,) = editor.request("textDocument/definition", there)
        assert defined["uri"] == books.as_uri()
        there["context"] = {"includeDeclaration": True}
        assert len(editor.request("textDocument/references", there)) == 2
        lenses = editor.request("textDocument/codeLens", identity)
        assert any("after the response" in one["command"]["title"] for one in lenses)
        routes = editor.request("scopedFastapi/routes", None)["applications"][0]["routes"]
        assert len(routes) == 6
        editor.type(books, SOURCES[BOOKS].replace('"/{book_id}/live"', '"/{book_id}/liver"'))
        editor.wait_for("scopedFastapi/routesChanged")
        found = editor.request("workspace/symbol", {"query": "liver"})
        assert [one["name"] for one in found] == ["WS /api/books/{book_id}/liver"]


def test_columns_are_counted_in_the_unit_of_the_client(folder: Path) -> None:
    tests = folder / TESTS
    line = 'x = "𐐀"; client.get("/api/bo")\n'
    with Editor(folder) as editor:
        editor.open(tests, SOURCES[TESTS] + line)
        row = SOURCES[TESTS].count("\n")
        spot = row, len(line[: line.index("bo")].encode("utf-16-le")) // 2
        (first, *_) = editor.request("textDocument/completion", at(tests, spot))
        within = first["textEdit"]["range"]
        start = len(line[: line.index("/api")].encode("utf-16-le")) // 2
        assert within["start"] == {"line": row, "character": start}
        assert within["end"]["character"] == start + len("/api/bo")


@pytest.mark.parametrize("encoding", UNITS)
def test_places_are_counted_in_the_unit_of_the_client(folder: Path, encoding: str) -> None:
    """Of files that are open, and of those that are not."""
    books, more = folder / BOOKS, folder / "tests/test_more.py"
    line = """    assert "𐐀é" == client.get("/api/books/3?x=é").text, "é" + client.get("/health").text\n"""
    text = f"from fastapi.testclient import TestClient\ndef test(client: TestClient):\n{line}"
    more.write_text(text, "utf-8")
    capabilities = {**PULLS, "general": {"positionEncodings": [encoding]}}
    with Editor(folder, capabilities=capabilities) as editor:
        editor.open(books)
        there = at(books, place(BOOKS, "def read_book", after=6))
        there["context"] = {"includeDeclaration": False}
        for _ in range(2):
            (*_, found) = editor.request("textDocument/references", there)
            assert found["uri"] == more.as_uri()
            assert cut(line, found["range"], encoding) == '"/api/books/3?x=é"'
            (shown,) = (
                one["command"]["arguments"][2]
                for one in editor.request("textDocument/codeLens", there)
                if "4 test calls" in one["command"]["title"]
            )
            assert shown[-1] == found
            editor.open(more)
        (defined,) = editor.request(
            "textDocument/definition",
            at(more, (2, UNITS[encoding](line[: line.index("/health") + 2]))),
        )
        assert defined["uri"] == (folder / "shop/main.py").as_uri()


def cut(line: str, within: dict[str, Any], encoding: str) -> str:
    """What stands on a line in a range."""
    ends = (within["start"]["character"], within["end"]["character"])
    start, end = (characters(line, units, encoding) for units in ends)
    return line[start:end]


def test_settings_change(folder: Path) -> None:
    books = folder / BOOKS
    identity = {"textDocument": {"uri": books.as_uri()}}
    with Editor(folder) as editor:
        editor.open(books)
        assert editor.request("textDocument/codeLens", identity)
        settings = {"scopedFastapi": {"checker": "ty", "lenses": False}}
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        assert editor.request("textDocument/codeLens", identity) == []
        settings = {"scopedFastapi": {"checker": "ty", "lenses": "no"}}
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        message = editor.wait_for("window/showMessage")["params"]["message"]
        assert "scopedFastapi.lenses must be true or false" in message


def test_open_files_only(tmp_path: Path) -> None:
    main, deps = tmp_path / "main.py", tmp_path / "deps.py"
    main.write_text(MAIN, "utf-8")
    deps.write_text(WRONG_DEPS, "utf-8")
    with Editor(tmp_path, settings={"openFilesOnly": True}) as editor:
        editor.open(deps)
        editor.see(deps, [Shown(7, 1, "fastapi-depends")])
        assert not editor.shown.get(main.as_uri())
        settings = {"scopedFastapi": {"checker": "ty", "openFilesOnly": False}}
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        editor.see(main, [REPORT])
        settings["scopedFastapi"]["openFilesOnly"] = True
        editor.notify("workspace/didChangeConfiguration", {"settings": settings})
        editor.see(main, [])
        assert editor.shown[deps.as_uri()]


def test_several_folders(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        (folder / "main.py").write_text(WRONG, "utf-8")
        (folder / "deps.py").write_text(DEPS, "utf-8")
        (folder / "pyproject.toml").touch()
    one, two = folders
    inner = {"uri": (tmp_path / "one").as_uri(), "name": "one"}
    with Editor(one) as editor:
        editor.see(one / "main.py", [REPORT])
        assert (two / "main.py").as_uri() not in editor.shown
        event: dict[str, Any] = {"added": [{"uri": two.as_uri(), "name": "two"}], "removed": []}
        editor.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        editor.see(two / "main.py", [REPORT])
        names = {one["name"] for one in editor.request("scopedFastapi/routes", {})["applications"]}
        assert names == {"main:app"}
        event = {"added": [], "removed": [inner]}
        editor.notify("workspace/didChangeWorkspaceFolders", {"event": event})
        editor.see(one / "main.py", [])
        found = editor.request("scopedFastapi/routes", {})["applications"]
        assert [one["folder"] for one in found] == [two.as_uri()]


def test_a_client_that_does_not_tell_of_files(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(MAIN, "utf-8")
    (tmp_path / "deps.py").write_text(DEPS, "utf-8")
    with Editor(tmp_path, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        (tmp_path / "deps.py").write_text(WRONG_DEPS, "utf-8")
        editor.wait_for("workspace/diagnostic/refresh")
        assert editor.pull(main) == [REPORT]
