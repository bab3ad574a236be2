"""Environments that have the packages of this one, and something else."""

from __future__ import annotations

import sys
import sysconfig
import venv
from importlib import util
from pathlib import Path

INSTALLED = Path(sysconfig.get_path("purelib"))
NEEDED = ("pydantic", "pydantic_core", "starlette", "typing_extensions.py", "annotated_types")


def make_for_us(folder: Path) -> Path:
    """The programs folder of a Python that runs the command, and holds nothing else."""
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    # A `.pth` file is not looked for in the folder that one names; ours is installed for editing by one.
    folders = [INSTALLED, *(Path(name).parent for name in _folders_of_ours())]
    (packages / "ours.pth").write_text("".join(f"{each}\n" for each in folders))
    return folder / "bin"


def _folders_of_ours() -> list[str]:
    names = ("scoped_fastapi", "scoped_fastapi_check", "scoped_fastapi_mypy")
    specs = [util.find_spec(name) for name in names]
    return [place for spec in specs if spec for place in spec.submodule_search_locations or ()]


def make_like_ours(folder: Path, *names: str) -> tuple[Path, Path]:
    """An interpreter that can import what FastAPI needs and `names`, and where its packages are."""
    venv.create(folder, with_pip=False, symlinks=True)
    packages = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    for name in (*NEEDED, *names):
        (packages / name).symlink_to(INSTALLED / name)
    return folder / "bin" / "python", packages
