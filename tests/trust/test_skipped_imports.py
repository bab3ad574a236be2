"""Where mypy is told not to look at FastAPI, the plugin cannot check, and says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

USES = "from fastapi import FastAPI\napp = FastAPI()\n"
SAID = "mypy does not follow the import of fastapi (follow_imports = skip)"


@pytest.mark.parametrize(
    ("source", "configuration", "times"),
    [
        (USES, "follow_imports = skip\n", 1),
        ("import os, fastapi.routing\n", "[mypy-fastapi.*]\nfollow_imports = skip\n", 1),
        ("import os\n", "follow_imports = skip\n", 0),
    ],
)
def test_it_is_said_once(tmp_path: Path, source: str, configuration: str, times: int) -> None:
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nplugins = scoped_fastapi_mypy\n{configuration}")
    for name in ("app.py", "other.py"):
        (tmp_path / name).write_text(source)
    command = [sys.executable, "-m", "mypy", "--no-incremental", "app.py", "other.py"]
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert finished.stderr.count(SAID) == times
    assert finished.returncode == 0, finished.stdout
