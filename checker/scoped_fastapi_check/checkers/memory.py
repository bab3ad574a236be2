"""How much memory a checker may take."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

__all__ = ["default_limit", "displayed_size", "parsed_size"]

_UNITS: Final = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?) *([KMGT]?)(?:I?B)?", re.IGNORECASE)
_MOST: Final = 8 * 2**30
# `4` or `512` lacks its unit: nobody means so few bytes.
_LEAST: Final = 1000
_CONTAINER: Final = Path("/sys/fs/cgroup/memory.max")


def parsed_size(text: str) -> int:
    """The bytes that a text such as `4GB`, `512M` or `1.5 GiB` means; units are powers of 1024.

    Raises `ValueError` where it means none.
    """
    found = _SIZE.fullmatch(text.strip())
    size = int(float(found[1]) * _UNITS[found[2].upper()]) if found else 0
    if size < 1:
        raise ValueError(f"{text!r} is no size; write it as 4GB or 512MB")
    if size < _LEAST:
        raise ValueError(f"{text!r} is too little for any checker; write it as 4GB or 512MB")
    return size


def displayed_size(size: int) -> str:
    """A number of bytes as one would write it."""
    return f"{size / 2**30:.1f} GB" if size >= 2**30 else f"{size / 2**20:.0f} MB"


def default_limit() -> int:
    """Half of the machine's memory, or of the container's, and at most 8 GB."""
    return min(_MOST, _memory() // 2)


def _memory() -> int:
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 2 * _MOST
    try:
        return min(memory, int(_CONTAINER.read_text(encoding="ascii")))
    except (OSError, ValueError):  # No container, or "max".
        return memory
