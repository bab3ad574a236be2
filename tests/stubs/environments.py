"""Environments with a FastAPI that is not the installed one."""

from __future__ import annotations

import shutil
import sys
import venv
from pathlib import Path

import fastapi

INSTALLED = Path(fastapi.__file__).parent


def environment_with(folder: Path, edits: dict[str, tuple[str, str]]) -> Path:
    """Return the interpreter of an environment with a copy of the installed FastAPI, edited.

    `edits` says which text is to be replaced in which file, and by what; a file that is not there is made.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    site = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    package = site / "fastapi"
    shutil.copytree(INSTALLED, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, (old, new) in edits.items():
        file = package / name
        text = file.read_text("utf-8") if file.exists() else old
        assert old in text, name
        file.write_text(text.replace(old, new), encoding="utf-8")
    return folder / "bin" / "python"
