"""Environments that have the packages of this one, and something else."""

from __future__ import annotations

import sys
import sysconfig
import venv
from pathlib import Path

INSTALLED = Path(sysconfig.get_path("purelib"))
NEEDED = ("pydantic", "pydantic_core", "starlette", "typing_extensions.py", "annotated_types")


def make_like_ours(folder: Path, *names: str) -> tuple[Path, Path]:
    """An interpreter that can import what FastAPI needs and `names`, and where its packages are."""
    venv.create(folder, with_pip=False, symlinks=True)
    packages = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    for name in (*NEEDED, *names):
        (packages / name).symlink_to(INSTALLED / name)
    return folder / "bin" / "python", packages
