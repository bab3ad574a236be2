"""The programs that FastAPI ships beside itself: its documentation's sources and its tests."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

FOLDERS = ("docs_src", "tests")


def fastapi_sources(cache: Path) -> Path:
    """Return the folder that holds `docs_src` and `tests` of the installed FastAPI.

    They are in FastAPI's sdist, which pip fetches once from wherever it is configured to.
    `fastapi` itself is left out, so that the installed one is found.
    """
    release = f"fastapi-{version('fastapi')}"
    sources = cache / release
    if sources.exists():
        return sources
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                *("--no-binary", "fastapi", "--dest", scratch, release.replace("-", "==")),
            ],
            check=True,
        )
        with tarfile.open(Path(scratch) / f"{release}.tar.gz") as archive:
            members = [
                member
                for member in archive.getmembers()
                if member.name.startswith(tuple(f"{release}/{folder}/" for folder in FOLDERS))
            ]
            archive.extractall(scratch, members, filter="data")
        with contextlib.suppress(OSError):  # Another process was faster.
            (Path(scratch) / release).rename(sources)
    return sources
