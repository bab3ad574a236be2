"""The error codes: what users write in `# type: ignore[...]` and in their configuration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """One error code of the family, and what it reports in a few words."""

    name: str
    description: str
    default_enabled: bool = True


PARENT: Final = Code("fastapi", "Check FastAPI applications (the parent of all fastapi-* codes)")

NO_BODY: Final = Code("fastapi-no-body", "Check that a status that forbids a body gets none")
DEPENDS: Final = Code(
    "fastapi-depends", "Check that a dependency provides what its parameter declares"
)
DEPENDS_DOWNCAST: Final = Code(
    "fastapi-depends-downcast",
    "Check that a dependency provides no wider type than its parameter declares",
    default_enabled=False,
)

CODES: Final = (NO_BODY, DEPENDS, DEPENDS_DOWNCAST)
