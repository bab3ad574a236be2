"""Types broken texts into a server, and asks it everything about each of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from .broken_texts import broken
from .editor import PULLS, Editor
from .shop import SOURCES

__all__ = ["type_rubbish"]

_FILES = ("shop/books.py", "shop/deps.py", "shop/main.py", "tests/test_books.py")
_AT_A_PLACE = ("hover", "definition", "references", "completion")
_OF_A_DOCUMENT = ("documentSymbol", "codeLens", "diagnostic")


def type_rubbish(folder: Path, number: int, seed: int, counts: Counter[str]) -> None:
    """Break so many texts of the application in a folder; raises where the server does."""
    log = folder / "server.log"
    with Editor(folder, capabilities=PULLS, arguments=("--log", str(log))) as editor:
        for name in _FILES:
            editor.open(folder / name)
        before = {name: editor.pull(folder / name) for name in _FILES}
        for count, name in enumerate(_FILES):
            for text in broken(SOURCES[name], number // len(_FILES), seed + count):
                editor.type(folder / name, text.encode("utf-8", "replace").decode())
                _ask_everything(editor, folder / name, text)
                counts["texts"] += 1
            editor.type(folder / name, SOURCES[name])
        # After all that it knows what it knew before.
        assert {name: editor.pull(folder / name) for name in _FILES} == before
        assert editor.end() == 0
    written = log.read_text("utf-8")
    assert "Traceback" not in written, written
    assert not editor.errors, editor.errors


def _ask_everything(editor: Editor, path: Path, text: str) -> None:
    document: dict[str, Any] = {"textDocument": {"uri": path.as_uri()}}
    lines = text.split("\n")
    for line in {0, len(lines) // 2, len(lines) - 1}:
        column = len(lines[line].encode("utf-16-le", "replace")) // 4
        for method in _AT_A_PLACE:
            position = {"line": line, "character": column}
            params = {**document, "position": position, "context": {"includeDeclaration": True}}
            if method == "completion":
                del params["context"]
            editor.request(f"textDocument/{method}", params)
        editor.actions(path, line + 1)
    for method in _OF_A_DOCUMENT:
        editor.request(f"textDocument/{method}", document)
    editor.request("workspace/symbol", {"query": ""})
