"""Whose a file is: what another user has put above a tree is no part of it."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

__all__ = ["is_foreign"]


@cache
def is_foreign(path: Path, tree: Path) -> bool:
    """Whether something outside of the folder `tree` belongs to neither us, the owner of the tree, nor root.

    On a shared machine anybody can put a `setup.cfg` or a `.venv` into `/tmp`.
    """
    if sys.platform == "win32" or path.is_relative_to(tree):
        return False
    try:
        trusted = {0, os.geteuid(), os.stat(tree).st_uid}
        # Of a link both count: who made it, and who made what it leads to.
        owners = {os.lstat(path).st_uid, os.stat(path).st_uid}
    except OSError:
        return True
    return not owners <= trusted
