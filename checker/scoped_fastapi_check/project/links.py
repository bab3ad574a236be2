"""Whether a path leads somewhere else than it says: a tree must not have us write outside of it."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["leads_outside"]


def leads_outside(path: Path) -> bool:
    """Whether links take a path out of the current folder, or, if it is not in there, out of its own.

    What is named with another folder on purpose leads nowhere else.
    """
    written = Path(os.path.abspath(path))
    here = Path.cwd()
    base = here if written.is_relative_to(here) else written.parent
    return not Path(os.path.realpath(written)).is_relative_to(os.path.realpath(base))
