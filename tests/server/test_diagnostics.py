"""Diagnostics appear and disappear as one types, and are those of the command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .editor import PULLS, Editor, Shown

DEPS = """\
from typing import Annotated
from fastapi import Depends

def get_id() -> int:
    return 1

Id = Annotated[int, Depends(get_id)]
"""
MAIN = """\
from fastapi import Depends, FastAPI
from deps import Id, get_id

app = FastAPI()

@app.get("/alias")
def by_alias(x: Id) -> None: ...

@app.get("/default")
def by_default(x: int = Depends(get_id)) -> None: ...
"""
WRONG = MAIN.replace("x: int", "x: bytes")
WRONG_DEPS = DEPS.replace("get_id() -> int:\n    return 1", "get_id() -> str:\n    return ''")
HALF = WRONG.replace("Depends(get_id))", "Depends(get_id")
REPORT = Shown(10, 16, "fastapi-depends")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.py").write_text(MAIN, "utf-8")
    (tmp_path / "deps.py").write_text(DEPS, "utf-8")
    (tmp_path / "pyproject.toml").touch()
    return tmp_path


def test_unsaved_text_is_checked(folder: Path) -> None:
    main, deps = folder / "main.py", folder / "deps.py"
    with Editor(folder) as editor:
        editor.open(main)
        editor.type(main, WRONG)
        editor.see(main, [REPORT])
        assert main.read_text("utf-8") == MAIN
        editor.type(main, MAIN)
        editor.see(main, [])
        # What it depends on is edited, and saved nowhere.
        editor.open(deps)
        editor.type(deps, WRONG_DEPS)
        editor.see(main, [REPORT])
        editor.see(deps, [Shown(7, 1, "fastapi-depends")])
        editor.close_document(deps)
        editor.see(main, [])
        assert editor.end() == 0


def test_a_half_written_line_changes_nothing(folder: Path) -> None:
    main, deps = folder / "main.py", folder / "deps.py"
    with Editor(folder, capabilities=PULLS) as editor:
        editor.open(main)
        editor.type(main, WRONG)
        assert editor.pull(main) == [REPORT]
        below = Shown(REPORT.line + 1, REPORT.column, REPORT.code)
        for text, shown in (
            (HALF, [REPORT]),
            # It stays on its line, wherever that is now, and goes with it.
            ("<<<<<<< ours\n" + WRONG, [below]),
            (WRONG + "\0", [REPORT]),
            ("def", []),
            (HALF, [REPORT]),
        ):
            editor.type(main, text)
            assert editor.pull(main) == shown
        editor.open(deps)
        editor.type(deps, "def get_id(")
        editor.type(main, MAIN)
        assert editor.pull(main) == []


def test_what_is_shown_moves_with_its_line(folder: Path) -> None:
    """A client that is sent diagnostics takes them for those of the text that it has."""
    main = folder / "main.py"
    with Editor(folder) as editor:
        editor.open(main)
        editor.type(main, WRONG)
        editor.see(main, [REPORT])
        editor.type(main, "\n\n(\n" + WRONG)
        editor.see(main, [Shown(REPORT.line + 3, REPORT.column, REPORT.code)])
        editor.type(main, HALF.partition('@app.get("/default")')[0] + "(")
        editor.see(main, [])
        editor.type(main, WRONG)
        editor.see(main, [REPORT])


def test_what_an_editor_has_lost_is_sent_again(folder: Path) -> None:
    """Who takes a line out and puts it back has no squiggle there any more: editors move them along."""
    main = folder / "main.py"
    with Editor(folder) as editor:
        editor.open(main)
        editor.type(main, WRONG)
        editor.see(main, [REPORT])
        editor.shown.clear()
        editor.type(main, "")
        editor.type(main, WRONG)
        editor.see(main, [REPORT])
        published = editor.wait_for("textDocument/publishDiagnostics")["params"]
        assert published["version"] is not None


def test_a_document_is_new_to_who_asks_after_each_keystroke(folder: Path) -> None:
    main = folder / "main.py"
    with Editor(folder, capabilities=PULLS) as editor:
        editor.open(main)
        editor.type(main, WRONG)
        asked = {"textDocument": {"uri": main.as_uri()}}
        first = editor.request("textDocument/diagnostic", asked)
        asked["previousResultId"] = first["resultId"]
        assert editor.request("textDocument/diagnostic", asked)["kind"] == "unchanged"
        editor.type(main, WRONG + "\n")
        assert editor.request("textDocument/diagnostic", asked)["kind"] == "full"


def test_a_client_that_asks_is_told_to_ask_again(folder: Path) -> None:
    main, deps = folder / "main.py", folder / "deps.py"
    with Editor(folder, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        editor.open(deps)
        editor.type(deps, WRONG_DEPS)
        editor.wait_for("workspace/diagnostic/refresh")
        assert editor.pull(main) == [REPORT]
        assert not editor.shown, "a client that asks would show it twice"
        report = editor.request("workspace/diagnostic", {"previousResultIds": []})
        assert {item["uri"] for item in report["items"]} == {main.as_uri(), deps.as_uri()}
        known = [{"uri": item["uri"], "value": item["resultId"]} for item in report["items"]]
        again = editor.request("workspace/diagnostic", {"previousResultIds": known})
        assert {item["kind"] for item in again["items"]} == {"unchanged"}


def test_files_that_change_elsewhere(folder: Path) -> None:
    main, other = folder / "main.py", folder / "other.py"
    with Editor(folder) as editor:
        editor.open(main)
        (folder / "deps.py").write_text(WRONG_DEPS, "utf-8")
        editor.happened(folder / "deps.py")
        editor.see(main, [REPORT])
        other.write_text(WRONG, "utf-8")
        editor.happened(other, kind=1)
        (folder / "deps.py").write_text(DEPS, "utf-8")
        editor.happened(folder / "deps.py")
        editor.see(main, [])
        editor.see(other, [REPORT])
        other.unlink()
        editor.happened(other, kind=3)
        editor.see(other, [])


def test_folders_that_are_moved_elsewhere(folder: Path) -> None:
    """Many clients name a folder that has come or gone, and none of the files in it."""
    package, other = folder / "package", folder / "my-package"
    package.mkdir()
    for name in ("main.py", "deps.py"):
        (folder / name).rename(package / name)
    (package / "main.py").write_text(WRONG, "utf-8")
    with Editor(folder) as editor:
        editor.see(package / "main.py", [REPORT])
        for before, after in ((package, other), (other, package)):
            before.rename(after)
            editor.happened(before, kind=3)
            editor.happened(after, kind=1)
            editor.see(before / "main.py", [])
            editor.see(after / "main.py", [REPORT])
        shutil.rmtree(package)
        editor.happened(package, kind=3)
        editor.see(package / "main.py", [])


def test_keystrokes_never_queue_up(folder: Path) -> None:
    main = folder / "main.py"
    with Editor(folder, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        for number in range(100):
            editor.type(main, f"{WRONG}# {number}\n")
            time.sleep(0.01)
        # One check is under way at most, and one more sees all the rest.
        assert editor.pull(main) == [REPORT]
        refreshed = [m for m in editor.received if m.get("method", "").endswith("refresh")]
        assert len(refreshed) <= 2


def test_they_are_those_of_the_command(folder: Path) -> None:
    (folder / "main.py").write_text(WRONG.replace("x: bytes", "ü𐐀: bytes"), "utf-8")
    command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--checker", "ty"]
    ran = subprocess.run(
        [*command, "--output", "json", "."], cwd=folder, capture_output=True, check=False
    )
    (found,) = json.loads(ran.stdout)["findings"]
    with Editor(folder) as editor:
        editor.see(folder / "main.py", [REPORT])
        (shown,) = editor.shown[(folder / "main.py").as_uri()]
    assert shown["code"] == found["code"]
    assert shown["codeDescription"]["href"] == found["url"]
    assert shown["message"].startswith(f"{found['message']}\n{found['note']}")
    # Counted in the unit of the protocol: the second letter takes two.
    line = (folder / "main.py").read_text("utf-8").splitlines()[9]
    until = line[: found["end_column"] - 1].encode("utf-16-le")
    assert shown["range"]["end"] == {"line": 9, "character": len(until) // 2}


def test_what_a_baseline_knows_is_not_shown(folder: Path) -> None:
    main = folder / "main.py"
    main.write_text(WRONG, "utf-8")
    (folder / "pyproject.toml").write_text('[tool.scoped-fastapi]\nbaseline = "known.json"\n')
    command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--checker", "ty"]
    subprocess.run([*command, "--update-baseline", "."], cwd=folder, check=False)
    new = WRONG + '\n@app.get("/new")\ndef new(y: bytes = Depends(get_id)) -> None: ...\n'
    with Editor(folder, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        editor.type(main, "\n" + new)
        assert editor.pull(main) == [Shown(14, 9, "fastapi-depends")]
        (folder / "known.json").write_text("{")
        editor.type(main, new)
        assert REPORT in editor.pull(main)
        assert "is no baseline" in editor.wait_for("window/showMessage")["params"]["message"]


def test_no_checker(folder: Path, tmp_path: Path) -> None:
    with Editor(folder, settings={"checker": "no such checker"}) as editor:
        message = editor.wait_for("window/showMessage")["params"]["message"]
        assert "no such checker" in message
        editor.open(folder / "main.py")
        editor.type(folder / "main.py", WRONG)
        assert editor.actions(folder / "main.py", 10) == []


def test_it_ends_with_its_editor(folder: Path) -> None:
    editor = Editor(folder)
    editor.open(folder / "main.py")
    editor.type(folder / "main.py", WRONG)
    editor.see(folder / "main.py", [REPORT])
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    assert editor.process.wait(10) is not None


def test_an_edit_that_changes_nothing_after_one_that_does(folder: Path) -> None:
    main, deps = folder / "main.py", folder / "deps.py"
    with Editor(folder, capabilities=PULLS) as editor:
        for path in (main, deps):
            editor.open(path)
        assert editor.pull(main) == []
        editor.type(deps, WRONG_DEPS)
        editor.type(main, MAIN)
        assert editor.pull(main) == [REPORT]
        editor.type(deps, DEPS)
        editor.type(main, MAIN + "(")
        assert editor.pull(main) == []


def test_what_another_folder_imports(folder: Path) -> None:
    """An edit in one folder of a workspace is seen in another one that imports from there."""
    parts = [folder / name for name in ("app", "lib")]
    for part, file in zip(parts, ("main.py", "deps.py"), strict=True):
        part.mkdir()
        (folder / file).rename(part / file)
    main, deps = parts[0] / "main.py", parts[1] / "deps.py"
    main.write_text(MAIN.replace("from deps", "from lib.deps"), "utf-8")
    with Editor(*parts, capabilities=PULLS) as editor:
        editor.open(main)
        assert editor.pull(main) == []
        editor.open(deps)
        editor.type(deps, WRONG_DEPS)
        assert editor.pull(main) == [REPORT]
