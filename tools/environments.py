"""Virtual environments with one FastAPI each, for the scripts beside this one."""

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("SCOPED_FASTAPI_CACHE", Path(tempfile.gettempdir()) / "scoped-fastapi"))


def python_with(name: str, requirements: Sequence[str]) -> Path:
    """Return the interpreter of the environment `name`, made with `requirements` if it is not there."""
    directory = CACHE / name
    python = directory / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = directory / "complete"
    if not done.exists():
        print(f"making {directory} ...", file=sys.stderr)
        venv.create(directory, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "-qq", "--upgrade", "pip"]
        subprocess.run(install, check=True)
        subprocess.run([*install[:5], *requirements], check=True)
        done.touch()
    return python


def source_of_fastapi(version: str) -> Path:
    """Return the directory of FastAPI's source distribution, downloaded if it is not there."""
    directory = CACHE / f"fastapi-{version}"
    if not directory.exists():
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--no-binary",
                ":all:",
                "--dest",
                str(CACHE),
                f"fastapi=={version}",
            ],
            check=True,
        )
        with tarfile.open(CACHE / f"fastapi-{version}.tar.gz") as archive:
            archive.extractall(CACHE, filter="data")
    return directory
