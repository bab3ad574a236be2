"""Whether the project says something, by its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import ProjectMentions, Steps, ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scoped_fastapi_check.rules.base import Context

__all__ = ["is_any_mentioned"]


def is_any_mentioned(context: Context, texts: Iterable[str]) -> Steps[bool]:
    """Whether some module around has one of these texts; they are looked for one after the other."""
    for text in texts:
        if (yield from ask(ProjectMentions(context.module, text))):
            return True
    return False
