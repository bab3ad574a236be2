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
        folder = _user_caches() / "scoped-fastapi" / f"{checker}-{key.hexdigest()[:16]}"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def _user_caches() -> Path:
    named = os.environ.get("XDG_CACHE_HOME")
    if named and os.path.isabs(named):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path.home() / ".cache"
