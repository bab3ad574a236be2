"""The applications of the benchmarks are what they are taken for: large, and free of mistakes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = 12
ROUTES = 20


def test_an_application_is_valid(tmp_path: Path) -> None:
    generator = ROOT / "benchmarks/applications.py"
    size = ["--modules", str(MODULES), "--routes", str(ROUTES)]
    written = run(str(generator), str(tmp_path), *size)
    assert written.stdout.startswith(f"{MODULES} modules, {ROUTES} routes, ")
    assert len(list(tmp_path.rglob("*.py"))) == MODULES

    count = "import shop.main; print(len(list(shop.main.app.openapi()['paths'])))"
    assert run("-c", count, folder=tmp_path).stdout == f"{ROUTES}\n"

    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = true\nplugins = scoped_fastapi_mypy\n")
    checked = run("-m", "mypy", "shop", folder=tmp_path)
    assert checked.stdout == f"Success: no issues found in {MODULES} source files\n"


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
