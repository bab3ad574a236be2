"""The mypy plugin: the rulebook of scoped-fastapi, judged by mypy while it runs.

Enable it with `plugins = ["scoped_fastapi_mypy"]` in the configuration of mypy.
"""

from __future__ import annotations

import sys

from mypy.plugin import Plugin

# mypy drops its cache when this name has another value than in the run before.
from scoped_fastapi_mypy.version import __version__ as __version__

OLDEST_MYPY = (2, 4)


def plugin(version: str) -> type[Plugin]:
    """The entry point that mypy looks for, called with mypy's own version.

    A mypy that is too old to call the plugin after a module was checked gets a plugin that does
    nothing, and one line that says so.
    """
    found = tuple(int(part) for part in version.split("+")[0].split(".")[:2] if part.isdecimal())
    if found < OLDEST_MYPY:
        oldest = ".".join(map(str, OLDEST_MYPY))
        print(  # mypy offers a plugin no other way to speak before the first file is read.
            f"scoped_fastapi_mypy needs mypy {oldest} or newer and found {version}: "
            "FastAPI applications are not checked",
            file=sys.stderr,
        )
        return Plugin
    from scoped_fastapi_mypy.plugin import ScopedFastAPIPlugin

    return ScopedFastAPIPlugin
