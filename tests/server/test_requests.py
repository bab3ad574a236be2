"""Whatever a client asks, and whenever: it is answered, and the server goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .editor import PULLS, Editor
from .test_diagnostics import DEPS, REPORT, WRONG

INVALID_PARAMS, INVALID_REQUEST, NOT_INITIALIZED, UNKNOWN = -32602, -32600, -32002, -32601
ZERO = {"line": 0, "character": 0}
# Documents that are none of a folder that is checked, or no files at all.
STRANGE = [
    *("", "nothing", "file:", "file:///", "file://[::1", "file:///%00", "file://host/share/x.py"),
    *(
        "untitled:Untitled-1",
        "git:/x.py?ref",
        "vscode-notebook-cell:/x.ipynb#W0",
        "file:///no/x.py",
    ),
    "https://example.com/x.py",
]
ASKED = [
    *(
        "diagnostic",
        "hover",
        "documentSymbol",
        "definition",
        "references",
        "codeLens",
        "completion",
    ),
    "codeAction",
]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("project")
    main = folder / "main.py"
    main.write_text(WRONG, "utf-8")
    (folder / "deps.py").write_text(DEPS, "utf-8")
    with Editor(folder, capabilities=PULLS) as editor:
        editor.open(main)
        yield editor
        # After all of that it still works.
        assert editor.pull(main) == [REPORT]
        assert editor.end() == 0


def error_of(editor: Editor, method: str, *params: object) -> int:
    """The error that a request, with these params or none at all, is answered with."""
    answer = editor.answer(editor.send(method, *params))
    code: int = answer["error"]["code"]
    assert answer["error"]["message"]
    return code


@pytest.mark.parametrize("params", [[], [None], [{}], [{"x": 1}]], ids=str)
def test_routes_with_any_params(editor: Editor, params: list[object]) -> None:
    answer = editor.answer(editor.send("scopedFastapi/routes", *params))
    assert answer["result"]["applications"]


@pytest.mark.parametrize("params", [[], [None], [[]], [{}], [3], [{"textDocument": 3}]], ids=str)
@pytest.mark.parametrize("name", ASKED)
def test_wrong_params(editor: Editor, name: str, params: list[object]) -> None:
    assert error_of(editor, f"textDocument/{name}", *params) == INVALID_PARAMS


@pytest.mark.parametrize("params", [[], [None], [{"command": 3}]], ids=str)
def test_wrong_commands(editor: Editor, params: list[object]) -> None:
    assert error_of(editor, "workspace/executeCommand", *params) == INVALID_PARAMS


@pytest.mark.parametrize("arguments", [None, [], [3], ["no-such-code"], ["a", "b"]], ids=str)
@pytest.mark.parametrize("command", ["scopedFastapi.explain", "scopedFastapi.showPlaces", "x"])
def test_commands_with_wrong_arguments(editor: Editor, command: str, arguments: object) -> None:
    params = {"command": command, "arguments": arguments}
    answer = editor.answer(editor.send("workspace/executeCommand", params))
    assert answer.keys() & {"result", "error"}


@pytest.mark.parametrize("uri", STRANGE)
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "unknown"])
def test_strange_documents(editor: Editor, uri: str, is_open: bool) -> None:
    document = {"uri": uri, "languageId": "python", "version": 1, "text": WRONG}
    if is_open:
        editor.notify("textDocument/didOpen", {"textDocument": document})
    changed = {
        "textDocument": {"uri": uri, "version": 2},
        "contentChanges": [{"text": WRONG + "#"}],
    }
    editor.notify("textDocument/didChange", changed)
    for name in ASKED:
        params = {
            "textDocument": {"uri": uri},
            "position": {"line": 10**6, "character": 10**6},
            "range": {"start": ZERO, "end": ZERO},
            "context": {"diagnostics": [], "includeDeclaration": True, "triggerKind": 1},
        }
        answer = editor.answer(editor.send(f"textDocument/{name}", params))
        assert not answer.get("error"), name
        assert answer["result"] in (None, []) or answer["result"]["items"] == [], name
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def test_notebooks(editor: Editor) -> None:
    cell = "vscode-notebook-cell:/x.ipynb#W0"
    document = {"uri": cell, "languageId": "python", "version": 1, "text": WRONG}
    cells = [{"kind": 2, "document": cell}]
    notebook = {"uri": "file:///x.ipynb", "notebookType": "jupyter", "version": 1, "cells": cells}
    opened = {"notebookDocument": notebook, "cellTextDocuments": [document]}
    editor.notify("notebookDocument/didOpen", opened)
    assert editor.request("textDocument/diagnostic", {"textDocument": {"uri": cell}})["items"] == []


@pytest.mark.parametrize("method", ["no/such", "$/no/such", "textDocument/rename"])
def test_unknown_requests(editor: Editor, method: str) -> None:
    assert error_of(editor, method, {}) in {UNKNOWN, INVALID_PARAMS}


def test_what_is_no_message(editor: Editor) -> None:
    for body in (
        b"{",
        b"[]",
        b"3",
        b"null",
        b"{}",
        b'"\\ud800"',
        b'{"id": 7}',
        b"\xff",
        b"[" * 10**5,
    ):
        editor.send_bytes(body)
    for params in (None, [], {"settings": 3}, {"settings": {"scopedFastapi": {"checker": 3}}}):
        editor.notify("workspace/didChangeConfiguration", params)
    for method in ("textDocument/didOpen", "textDocument/didChange", "no/such", "$/cancelRequest"):
        editor.notify(method, {"textDocument": None, "id": [3]})


@pytest.mark.parametrize(
    "form",
    [
        b"content-length: %d\r\n\r\n",
        b"Content-Length:%d\r\n\r\n",
        b"CONTENT-LENGTH : 00%d \r\n\r\n",
        b"Content-Length: %d\n\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: %d\r\n\r\n",
    ],
)
def test_headers(editor: Editor, form: bytes) -> None:
    assert editor.process.stdin is not None
    body = b'{"jsonrpc": "2.0", "method": "no/such"}'
    editor.process.stdin.write(form % len(body) + body)
    assert editor.request("scopedFastapi/routes", None)["applications"]


def test_before_and_after(tmp_path: Path) -> None:
    asked = {"textDocument": {"uri": (tmp_path / "x.py").as_uri()}}
    before = {"textDocument/diagnostic": asked, "scopedFastapi/routes": None}
    with Editor(tmp_path, capabilities=PULLS, before=before) as editor:
        for number in (1, 2):
            assert editor.answer(number)["error"]["code"] == NOT_INITIALIZED
        assert error_of(editor, "initialize", {"capabilities": {}}) == INVALID_REQUEST
        assert editor.request("textDocument/diagnostic", asked)["items"] == []
        editor.request("shutdown", None)
        for method in ("textDocument/diagnostic", "scopedFastapi/routes", "shutdown"):
            assert error_of(editor, method, asked) == INVALID_REQUEST
        editor.notify("textDocument/didOpen", {})
        editor.notify("exit", None)
        assert editor.process.wait(10) == 0
