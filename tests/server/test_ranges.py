"""Edits come as ranges from most editors: below anything that is no end of a line for them, and beyond every end."""

from __future__ import annotations

from pathlib import Path

import pytest

from .editor import PULLS, Editor, Shown
from .test_diagnostics import DEPS, MAIN, REPORT, WRONG

LINES = list(zip(MAIN.split("\n"), WRONG.split("\n"), strict=True))
((ROW, (RIGHT, MISTAKEN)),) = [(row, pair) for row, pair in enumerate(LINES) if pair[0] != pair[1]]
END, FAR = MAIN.count("\n"), 2**31 - 1


def write(folder: Path) -> Path:
    (folder / "main.py").write_text(MAIN, "utf-8")
    (folder / "deps.py").write_text(DEPS, "utf-8")
    return folder / "main.py"


def replace(
    editor: Editor, path: Path, start: tuple[int, int], end: tuple[int, int], text: str
) -> None:
    """Replace what stands between two places, counted from 0."""
    places = [{"line": line, "character": column} for line, column in (start, end)]
    change = {"range": dict(zip(("start", "end"), places, strict=True)), "text": text}
    document = {"uri": path.as_uri(), "version": 2}
    params = {"textDocument": document, "contentChanges": [change]}
    editor.notify("textDocument/didChange", params)


def test_signs_that_end_a_line_for_python_alone(tmp_path: Path) -> None:
    main = write(tmp_path)
    below = Shown(REPORT.line + 1, REPORT.column, REPORT.code)
    with Editor(tmp_path, capabilities=PULLS) as editor:
        for sign in "\f\v\x1c\x1d\x1e\x85\u2028\u2029":
            editor.open(main, f"# a{sign}b\n{MAIN}")
            assert editor.pull(main) == [], repr(sign)
            replace(editor, main, (ROW + 1, 0), (ROW + 1, len(RIGHT)), MISTAKEN)
            assert editor.pull(main) == [below], repr(sign)
            editor.close_document(main)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_every_end_of_a_line(tmp_path: Path, end: str) -> None:
    main = write(tmp_path)
    with Editor(tmp_path, capabilities=PULLS) as editor:
        editor.open(main, MAIN.replace("\n", end))
        replace(editor, main, (ROW, 0), (ROW, len(RIGHT)), MISTAKEN)
        assert editor.pull(main) == [REPORT]
        # As far as the line goes, and no further.
        replace(editor, main, (ROW, 0), (ROW, FAR), RIGHT)
        assert editor.pull(main) == []


def test_places_beyond_the_end(tmp_path: Path) -> None:
    main = write(tmp_path)
    with Editor(tmp_path, capabilities=PULLS) as editor:
        editor.open(main, MAIN[: -len(RIGHT) - 1])
        replace(editor, main, (FAR, FAR), (FAR, FAR), MISTAKEN)
        assert editor.pull(main) == [REPORT]
        replace(editor, main, (END - 1, FAR), (END, FAR), "  # 𐐀")
        replace(editor, main, (END - 1, FAR), (END - 1, FAR), "é")
        replace(editor, main, (ROW, len(MISTAKEN) + 7), (ROW, FAR), ".")
        assert editor.pull(main) == [REPORT]
        replace(editor, main, (0, 0), (FAR, FAR), MAIN)
        assert editor.pull(main) == []
        # What ends before it begins is nowhere but at its beginning.
        replace(editor, main, (ROW, 0), (0, 0), "# ")
        replace(editor, main, (ROW, 2), (ROW, len(RIGHT) + 2), MISTAKEN)
        replace(editor, main, (ROW, 0), (ROW, 2), "")
        assert editor.pull(main) == [REPORT]


def test_a_text_that_is_too_large(tmp_path: Path) -> None:
    """It is not read, as a file of its size is not: the text before it counts."""
    main = write(tmp_path)
    with Editor(tmp_path, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        editor.type(main, WRONG + "x = 1\n" * 900_000)
        assert editor.pull(main) == []
        editor.type(main, WRONG)
        assert editor.pull(main) == [REPORT]
