"""What tells one finding from another for services that follow them from one commit to the next."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.formats.outcome import portable

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Place

__all__ = ["fingerprint"]


def fingerprint(report: Diagnostic, place: Place) -> str:
    """Tell equal findings from others, wherever in the file they have moved to."""
    parts = [portable(report.path), report.code_name, place.symbol, place.source]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()
