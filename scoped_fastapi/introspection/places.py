"""Where a handler or a dependency is written, and what it is called."""

import inspect
import re
from collections.abc import Callable
from typing import Any

from ..callables import code_behind, name_of

__all__ = ["describe"]

_DEFINITION = re.compile(r"\s*(async\s+def|def|class)\b")


def describe(call: Callable[..., Any]) -> dict[str, Any]:
    """Return the name, module, file and line of a callable, None for what is not known."""
    file, line = _place(call)
    return {
        "name": name_of(call),
        "module": getattr(call, "__module__", None),
        "file": file,
        "line": line,
    }


def _place(call: Callable[..., Any]) -> tuple[str | None, int | None]:
    code = code_behind(call)
    try:
        file = inspect.getsourcefile(code)
        lines, first = inspect.getsourcelines(code)
    except (OSError, TypeError):
        return None, None
    # The source of a decorated function begins with its decorators.
    for number, line in enumerate(lines, start=first):
        if _DEFINITION.match(line):
            return file, number
    return file, first
