"""What is offered at a diagnostic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .editor import PULLS, Editor, Shown
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


def applied(text: str, action: dict[str, Any], path: Path) -> str:
    """A text after the edits of an action, which are on single lines of it."""
    lines = text.splitlines(keepends=True)
    edits = action["edit"]["changes"][path.as_uri()]
    for edit in sorted(edits, key=lambda one: str(one["range"]["start"]), reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"]]
        before, after = line[: start["character"]], line[end["character"] :]
        lines[start["line"]] = f"{before}{edit['newText']}{after}"
    return "".join(lines)
