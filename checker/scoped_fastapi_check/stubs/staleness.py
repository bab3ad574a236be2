"""Whether the stubs of a project are those of another FastAPI than the one that is installed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.project.regular_files import LARGEST_SOURCE, read_regular
from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.generation import MARK
from scoped_fastapi_check.stubs.installed import find_fastapi

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.project.environment import Environment

__all__ = ["stale_note"]

_FIRST_LINE: Final = re.compile(
    rb"%b for FastAPI (?P<version>[^\n]{1,40})\. Do not edit" % re.escape(MARK).encode()
)


def stale_note(stub: Path, environment: Environment) -> str | None:
    """Return what is to be told about stubs of another version, None where there is nothing to tell.

    `stub` is the `__init__.pyi` of their folder. Only its first line is compared: a check has no
    time to make all of them again.
    """
    try:
        found = _FIRST_LINE.match(read_regular(stub, LARGEST_SOURCE))
        if found is None:
            return None
        installed = find_fastapi(environment).version
    except (OSError, StubsError):
        return None
    version = found["version"].decode("utf-8", "replace")
    if version == installed:
        return None
    return (
        f"the stubs in {stub.parent.parent.name}/ are those of FastAPI {version}, but "
        f"{installed} is installed: run scoped-fastapi stubs again"
    )
