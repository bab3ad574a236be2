"""What answers in the place of a route that no request reaches, for the rules that report one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.diagnostic import Related

if TYPE_CHECKING:
    from scoped_fastapi_check.model.route_facts import Unreachable

__all__ = ["ANSWERS", "answering"]

ANSWERS: Final = "the route that answers"
_MOUNTED: Final = "what is mounted"


def answering(found: Unreachable) -> Related:
    """Where a route, or a mounted application, is registered that hides another route.

    A mounted application hides all that comes after it below its path, and is what has to be moved.
    """
    is_mounted = not found.handler
    message = _MOUNTED if is_mounted else ANSWERS
    return Related(found.line, found.column + 1, message, Path(found.file), is_mounted)
