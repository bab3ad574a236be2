"""The version of the plugin, and so of what mypy has cached of its results."""

from __future__ import annotations

import hashlib
import os
from typing import Final

import scoped_fastapi_check

RELEASE: Final = "0.1.0"


def _digest() -> str:
    """A digest of the sources of the plugin and of the rulebook: a changed rule finds other things."""
    digest = hashlib.sha256()
    for package in (__file__, scoped_fastapi_check.__file__):
        for folder, folders, files in os.walk(os.path.dirname(package)):
            folders.sort()
            for name in sorted(files):
                if name.endswith(".py"):
                    with open(os.path.join(folder, name), "rb") as source:
                        digest.update(source.read())
    return digest.hexdigest()[:16]


def _version() -> str:
    try:
        return f"{RELEASE}+{_digest()}"
    except OSError:
        return RELEASE  # Installed in a way that shows no sources: they do not change either.


__version__: Final = _version()
