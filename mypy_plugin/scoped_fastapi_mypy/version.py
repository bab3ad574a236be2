"""The version of the plugin, and so of what mypy has cached of its results."""

from typing import Final

__version__: Final = "0.1.0"
