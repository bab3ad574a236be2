"""What is wrong with a configuration, said so that one knows which line to change."""

from __future__ import annotations

__all__ = ["ConfigurationError"]


class ConfigurationError(Exception):
    """A configuration cannot be used; each line of the message names a file and what is wrong there."""
