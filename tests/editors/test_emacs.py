"""Emacs itself, with eglot and without a display: it shows a mistake, and none after it is corrected."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .test_neovim import MAIN

DRIVER = Path(__file__).with_name("drive_emacs.el")
SKIPPED = 77


@pytest.mark.skipif(shutil.which("emacs") is None, reason="there is no Emacs on this machine")
def test_emacs(tmp_path: Path) -> None:
    folder = tmp_path / "a project"
    folder.mkdir()
    main = folder / "main.py"
    main.write_text(MAIN, "utf-8")
    (folder / "pyproject.toml").touch()
    given = json.dumps([sys.executable, str(main)])
    ran = subprocess.run(
        ["emacs", "--batch", "-l", str(DRIVER)],
        env={**os.environ, "SCOPED_FASTAPI_DRIVEN": given, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if ran.returncode == SKIPPED:
        pytest.skip(ran.stdout)
    assert "{" in ran.stdout, ran.stderr
    answer = json.loads(ran.stdout[ran.stdout.index("{") :])
    (shown,) = answer["before"]
    assert shown.startswith("8 scoped-fastapi [fastapi-return]: ")
    assert answer["after"] == []
