"""The version of the plugin, and so of what mypy has cached of its results."""

from __future__ import annotations

from typing import Final

import scoped_fastapi_check
from scoped_fastapi_check.project.fingerprints import digest_of_sources

RELEASE: Final = "0.1.0"


def _version() -> str:
    """With a digest of the plugin and of the rulebook: a changed rule finds other things."""
    try:
        return f"{RELEASE}+{digest_of_sources(__file__, scoped_fastapi_check.__file__)}"
    except OSError:
        return RELEASE  # Installed in a way that shows no sources: they do not change either.


__version__: Final = _version()
