"""Settings, from the environment."""

import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """What differs between installations."""

    database: str = field(default_factory=lambda: os.environ.get("LIBRARY_DATABASE", "library.db"))
    maintenance: bool = field(default_factory=lambda: "LIBRARY_MAINTENANCE" in os.environ)
    max_loans: int = 5


def get_settings() -> Settings:
    """Provide the settings."""
    return Settings()
