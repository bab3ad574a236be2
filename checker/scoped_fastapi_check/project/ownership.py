"""Whose a file is: what another user has put above a tree is no part of it."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

__all__ = ["is_foreign", "owners_of"]


@cache
def is_foreign(path: Path, tree: Path) -> bool:
    """Whether something outside of the folder `tree` belongs to neither us, the owner of the tree, nor root.

    On a shared machine anybody can put a `setup.cfg` or a `.venv` into `/tmp`.
    """
    if sys.platform == "win32" or path.is_relative_to(tree):
        return False
    try:
        trusted = {0, os.geteuid(), os.stat(tree).st_uid}
        return not owners_of(path) <= trusted
    except OSError:
        return True


def owners_of(path: Path) -> set[int]:
    """Whose a file is; of a link, who made it, and who made what it leads to."""
    return {os.lstat(path).st_uid, os.stat(path).st_uid}
