"""Neovim itself, without a display: it shows a mistake, applies the fix, and shows none any more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("drive_neovim.lua")
MAIN = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/books/{book_id}")
def read_book(book_id: int) -> object:
    return HTTPException(404, "𐐀")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no Neovim on this machine")
def test_neovim(tmp_path: Path) -> None:
    folder = tmp_path / "a project"
    folder.mkdir()
    main = folder / "main.py"
    main.write_text(MAIN, "utf-8")
    (folder / "pyproject.toml").touch()
    given = json.dumps([sys.executable, str(folder), str(main)])
    ran = subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {DRIVER}"],
        env={**os.environ, "SCOPED_FASTAPI_DRIVEN": given, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.stdout, ran.stderr
    answer = json.loads(ran.stdout[ran.stdout.index("{") :])
    assert answer["problem"] is None
    shown, hovered, left, line = answer["seen"]
    assert shown == ["8:5 fastapi-return"]
    assert "GET /books/{book_id}" in hovered
    # An empty table of Lua may be an object.
    assert not left
    assert line == '    raise HTTPException(404, "𐐀")'
