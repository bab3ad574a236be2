"""In an editor the reports appear and disappear as one types and saves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .language_server import Diagnostic, LanguageServer

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
# Of another length: mypy takes a file for unchanged where that and the second of its change agree.
WRONG = MAIN.replace("x: int", "x: bytes")
WRONG_DEPS = DEPS.replace("get_id() -> int:\n    return 1", "get_id() -> str:\n    return ''")
HALF = MAIN.replace("x: int = Depends(get_id)", "x: bytes = Depends(get_id")
HALF_NAMED = MAIN.replace("x: int = Depends(get_id)", "x: bytes = Depends(get_i)")
REPORT = Diagnostic(10, "fastapi-depends")

MODES: dict[str, dict[str, object]] = {
    "as one types": {"live_mode": True, "dmypy": False},
    "on saving": {"live_mode": False, "dmypy": False},
    "by the daemon": {"live_mode": False, "dmypy": True},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.py").write_text(MAIN, "utf-8")
    (tmp_path / "deps.py").write_text(DEPS, "utf-8")
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = scoped_fastapi_mypy\n", "utf-8")
    return tmp_path


@pytest.fixture(params=MODES)
def editor(request: pytest.FixtureRequest, folder: Path) -> Iterator[LanguageServer]:
    server = LanguageServer(folder, **MODES[request.param])
    yield server
    server.close()
    if request.param == "by the daemon":
        stop = [sys.executable, "-m", "mypy.dmypy", "--status-file", ".dmypy.json", "stop"]
        subprocess.run(stop, cwd=folder, capture_output=True, check=False)


def write(editor: LanguageServer, path: Path, text: str) -> set[Diagnostic]:
    """Type a text and save it; what is underlined after that."""
    editor.change(path, text)
    return editor.save(path, text)


def test_reports_come_and_go(editor: LanguageServer, folder: Path) -> None:
    main = folder / "main.py"
    assert editor.open(main) == set()
    assert write(editor, main, WRONG) == {REPORT}
    half = write(editor, main, HALF)
    assert half
    assert REPORT not in half
    assert write(editor, main, HALF_NAMED) == {Diagnostic(10, "name-defined")}
    assert write(editor, main, WRONG) == {REPORT}
    assert write(editor, main, MAIN) == set()


def test_reports_follow_another_file(editor: LanguageServer, folder: Path) -> None:
    main, deps = folder / "main.py", folder / "deps.py"
    assert editor.open(main) == set()
    assert editor.open(deps) == set()
    assert write(editor, deps, WRONG_DEPS) == {Diagnostic(7, "fastapi-depends")}
    assert write(editor, main, MAIN) == {REPORT}
    assert write(editor, deps, DEPS) == set()
    assert write(editor, main, MAIN) == set()


def test_reports_as_one_types(folder: Path) -> None:
    editor = LanguageServer(folder, live_mode=True, dmypy=False)
    main = folder / "main.py"
    try:
        assert editor.open(main) == set()
        assert editor.change(main, WRONG) == {REPORT}
        assert editor.change(main, "\n\n" + WRONG) == {Diagnostic(12, "fastapi-depends")}
        assert editor.change(main, MAIN) == set()
    finally:
        editor.close()
    assert main.read_text("utf-8") == MAIN


HIDDEN = """
@app.get("/{name}")
def by_name(name: str) -> None: ...

@app.get("/late")
def late() -> None: ...
"""


def test_unsaved_text_is_read_where_the_module_belongs(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "pyproject.toml").touch()
    (elsewhere / "other.py").write_text(MAIN, "utf-8")
    (elsewhere / "unsaved").write_text(MAIN + HIDDEN, "utf-8")
    arguments = [
        "--shadow-file",
        str(folder / "main.py"),
        str(elsewhere / "unsaved"),
        str(folder / "main.py"),
    ]
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    line = MAIN.count("\n") + 5
    assert f'main.py:{line}: error: path "/late" is hidden by "/{{name}}"' in finished.stdout
    assert "elsewhere" not in finished.stdout
