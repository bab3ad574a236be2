"""How paths are shown."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["displayed"]


def displayed(path: Path) -> str:
    """Return the path as one would type it: relative within the current folder."""
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)
