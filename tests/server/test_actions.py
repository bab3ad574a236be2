"""What is offered at a diagnostic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.source_text import SourceText
from scoped_fastapi_check.server.ignoring import ignoring

from .editor import PULLS, UNITS, Editor, Shown, characters
from .test_diagnostics import DEPS, WRONG


def test_ignoring_and_explaining(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text(WRONG, "utf-8")
    (tmp_path / "deps.py").write_text(DEPS, "utf-8")
    with Editor(tmp_path, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == [Shown(10, 16, "fastapi-depends")]
        offered = {action["title"]: action for action in editor.actions(main, 10)}
        assert {"Ignore fastapi-depends on this line", "Explain fastapi-depends"} <= set(offered)
        assert editor.actions(main, 3) == []
        ignored = applied(WRONG, offered["Ignore fastapi-depends on this line"], main)
        line = ignored.splitlines()[9]
        assert line.endswith("...  # scoped-fastapi: ignore[fastapi-depends]")
        editor.send(
            "workspace/executeCommand",
            {"command": "scopedFastapi.explain", "arguments": ["fastapi-depends"]},
        )
        shown = editor.wait_for("window/showDocument")["params"]
        assert shown["external"]
        assert shown["uri"].endswith("/rules/fastapi-depends/")


BEYOND = """\
from typing import Annotated
from fastapi import Depends, FastAPI, HTTPException, Header
from fastapi.responses import JSONResponse

app = FastAPI()

def get_id() -> int:
\treturn 1

@app.get("/𐐀/{item}")
def one(item: Annotated[str, "𐐀"], h: Annotated[str, Header]) -> str:
\t"𐐀"; return HTTPException(404, "𐐀")

@app.delete("/é/{a}", status_code=204)
def two(a: int, b: str = "𐐀", c: int = Depends(get_id())) -> object:
\tx = "𐐀"; return JSONResponse(None, status_code=204)

@app.get("𐐀")
def three(q: str = "𐐀") -> None: ...

"𐐀"; Y = "é"  # scoped-fastapi: ignore[fastapi-scope]  # 𐐀
"""
FIXED = (
    BEYOND.replace("Header\n", "Header, Response\n")
    .replace("Header]", "Header()]")
    .replace("return HTTP", "raise HTTP")
    .replace("get_id())", "get_id)")
    .replace("JSONResponse(None, status", "Response(status")
    .replace('"𐐀")\ndef', '"/𐐀")\ndef')
    .replace("# scoped-fastapi: ignore[fastapi-scope]  ", "")
)


@pytest.mark.parametrize(
    ("encoding", "newline"), [("utf-8", "\r"), ("utf-16", "\r\n"), ("utf-32", "\n")]
)
def test_edits_in_any_unit(tmp_path: Path, encoding: str, newline: str) -> None:
    """Columns are counted as the client says, whatever stands before, and lines end as they did."""
    main = tmp_path / "main.py"
    text, fixed = (each.replace("\n", newline) for each in (BEYOND, FIXED))
    main.write_bytes(b"\xef\xbb\xbf" + text.encode())
    general = {"positionEncodings": [encoding]}
    with Editor(tmp_path, capabilities={**PULLS, "general": general}) as editor:
        assert editor.initialized["capabilities"]["positionEncoding"] == encoding
        editor.open(main, text)
        assert len(editor.pull(main)) == 6
        (action,) = editor.actions(main, 1, ["source.fixAll.scopedFastapi"])
        assert applied(text, action, main, encoding) == fixed
        editor.type(main, fixed)
        assert editor.pull(main) == []
        # Some editors hand over the mark that stands before the text.
        editor.type(main, f"\ufeff{text}")
        assert len(editor.pull(main)) == 6


def test_where_no_comment_can_stand() -> None:
    code = CODES_BY_NAME["fastapi-return"]
    for text in ("x = 1 + \\\n    f()\n", "x = f('''a\nb''')\n"):
        found = Diagnostic(code, 1, 1, "", path=Path("main.py"))
        assert ignoring(found, SourceText(text)) is None
        assert ignoring(replace(found, line=2), SourceText(text)) is not None


def applied(text: str, action: dict[str, Any], path: Path, encoding: str = "utf-16") -> str:
    """A text after the edits of an action."""
    starts = SourceText(text).starts

    def offset(place: dict[str, int]) -> int:
        start = starts[place["line"]]
        return start + characters(text[start:], place["character"], encoding)

    edits = action["edit"]["changes"][path.as_uri()]
    for edit in sorted(edits, key=lambda one: offset(one["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = f"{text[:start]}{edit['newText']}{text[end:]}"
    return text
