"""Which changes in a folder are told of: those that results may depend on, and no others."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from scoped_fastapi_check.project.watching import Watcher

SECONDS = 20.0


def test_what_is_told(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "project"
    package = folder / "package"
    package.mkdir(parents=True)
    (package / "main.py").touch()
    (folder / "notes.md").touch()
    told: set[Path] = set()

    def noted(*expected: Path) -> set[Path]:
        until = time.monotonic() + SECONDS
        while not told >= set(expected):
            assert time.monotonic() < until, f"{expected} in {told}"
            time.sleep(0.05)
        found = set(told)
        told.clear()
        return found

    with Watcher(folder, told.update, lambda error: None):
        time.sleep(1)
        told.clear()
        (folder / "notes.md").write_text("x", "utf-8")
        (package / "page.html").write_text("x", "utf-8")
        assert noted(package / "page.html") == {package / "page.html"}
        # A folder that is moved is told of, whatever of its files is.
        moved = package.rename(folder / "my-package")
        assert noted(package, moved) >= {package, moved}
        moved.rename(tmp_path / "outside")
        assert moved in noted(moved)
        shutil.copytree(tmp_path / "outside", package)
        noted(package)
