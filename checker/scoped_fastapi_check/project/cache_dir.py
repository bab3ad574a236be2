"""The folder in which a checker keeps what it knows from one call to the next."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoped_fastapi_check.project.environment import Environment

__all__ = ["cache_folder"]


def cache_folder(checker: str, project: Path, environment: Environment) -> Path | None:
    """Return a folder of its own for a project in an environment; None where none can be made.

    It is never inside the project: its `.mypy_cache` belongs to other settings.
    """
    key = hashlib.sha256(f"{project}\n{environment.executable}".encode(errors="surrogateescape"))
    try:
        caches = _user_caches() / "scoped-fastapi"
        if not caches.is_absolute():
            return None  # A `HOME` that is none would have it in the current folder.
        folder = caches / f"{checker}-{key.hexdigest()[:16]}"
        folder.mkdir(parents=True, exist_ok=True)
        # What it says about a project is nobody else's.
        for each in (caches, folder):
            if not _is_private(each):
                return None
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def _is_private(folder: Path) -> bool:
    """Make a folder private; what others can write into is not to be believed."""
    if sys.platform == "win32":
        return True
    if folder.stat().st_uid != os.geteuid():
        return False
    folder.chmod(0o700)
    return True


def _user_caches() -> Path:
    named = os.environ.get("XDG_CACHE_HOME")
    if named and os.path.isabs(named):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path.home() / ".cache"
