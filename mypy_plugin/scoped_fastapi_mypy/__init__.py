"""The mypy plugin: the rulebook of scoped-fastapi, judged by mypy while it runs.

Enable it with `plugins = ["scoped_fastapi_mypy"]` in the configuration of mypy.
"""

from __future__ import annotations

import sys
from typing import Final

from mypy.plugin import Plugin
from mypy.version import __version__ as _mypy_version

# mypy drops its cache when this name has another value than in the run before.
from scoped_fastapi_mypy.version import __version__ as __version__

OLDEST_MYPY: Final = (2, 4)


def _is_supported(version: str) -> bool:
    parts = version.split("+")[0].split(".")[:2]
    return tuple(int(part) for part in parts if part.isdecimal()) >= OLDEST_MYPY


# Imported before `plugin` is defined: a submodule of that name would take its place otherwise, and
# the daemon, which asks for the entry point again, would find the module.
if _is_supported(_mypy_version):
    from scoped_fastapi_mypy.plugin import ScopedFastAPIPlugin as _Plugin
else:
    _Plugin = Plugin  # type: ignore[assignment,misc]


def plugin(version: str) -> type[Plugin]:
    """The entry point that mypy looks for, called with mypy's own version.

    A mypy that is too old to call the plugin after a module was checked gets a plugin that does
    nothing, and one line that says so.
    """
    if not _is_supported(version):
        oldest = ".".join(map(str, OLDEST_MYPY))
        print(  # mypy offers a plugin no other way to speak before the first file is read.
            f"scoped_fastapi_mypy needs mypy {oldest} or newer and found {version}: "
            "FastAPI applications are not checked",
            file=sys.stderr,
        )
        return Plugin
    return _Plugin
