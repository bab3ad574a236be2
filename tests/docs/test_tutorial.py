"""What the tutorial says of its application is so."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .pages import DOCS, ROOT, blocks

TUTORIAL = ROOT / "examples" / "tutorial"
SECRET = {"authorization": "Bearer secret"}
WRONG = {"authorization": "Bearer wrong"}


def application(name: str) -> FastAPI:
    spec = importlib.util.spec_from_file_location(name, TUTORIAL / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    app: FastAPI = module.app
    return app


def test_the_page_shows_the_application() -> None:
    shown = [block.text for block in blocks(DOCS / "tutorial.md") if block.language == "py"]
    assert shown == [(TUTORIAL / name).read_text("utf-8") for name in ("shop.py", "fixed.py")]


def test_strict_pyright_finds_nothing(tmp_path: Path) -> None:
    for name in ("shop.py", "fixed.py"):
        shutil.copy(TUTORIAL / name, tmp_path)
    settings = {"typeCheckingMode": "strict"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    finished = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "-p", tmp_path],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    summary = json.loads(finished.stdout)["summary"]
    assert summary["filesAnalyzed"] == 2
    assert (summary["errorCount"], summary["warningCount"]) == (0, 0)


@pytest.mark.parametrize(
    ("method", "path", "headers", "before", "after"),
    [
        ("GET", "/me", SECRET, 500, 200),
        ("GET", "/orders", WRONG, 500, 401),
        ("GET", "/orders/1", {}, 422, 200),
        ("DELETE", "/orders/1", {}, 204, 204),
    ],
)
def test_answers(method: str, path: str, headers: dict[str, str], before: int, after: int) -> None:
    broken, fixed = (
        TestClient(application(name), raise_server_exceptions=False).request(
            method, path, headers=headers
        )
        for name in ("shop", "fixed")
    )
    assert (broken.status_code, fixed.status_code) == (before, after)
    if method == "DELETE":
        assert (broken.content, fixed.content) == (b"null", b"")
