"""The mypy plugin: the rulebook of scoped-fastapi, run on mypy's types while it runs.

Enable it with `plugins = ["scoped_fastapi_mypy"]` in the configuration of mypy.
"""

from __future__ import annotations

import sys
from typing import Final

from mypy.plugin import Plugin
from mypy.version import __version__ as _mypy_version

from scoped_fastapi_mypy.version import RELEASE

# mypy drops its cache when this name has another value than in the run before.
from scoped_fastapi_mypy.version import __version__ as __version__

OLDEST_MYPY: Final = (2, 4)
# Without one of these the plugin would do nothing, and nobody would know.
_HOOKS: Final = (
    "get_additional_indirect_deps",
    "get_function_hook",
    "get_method_hook",
    "get_type_analyze_hook",
    "report_config_data",
)


def _is_supported(version: str) -> bool:
    parts = version.split("+")[0].split(".")[:2]
    return tuple(int(part) for part in parts if part.isdecimal()) >= OLDEST_MYPY


# Imported before `plugin` is defined: a submodule of that name would take its place otherwise, and
# the daemon, which asks for the entry point again, would find the module.
_Plugin = Plugin
_missing = "".join(f"it has no {hook}" for hook in _HOOKS if not hasattr(Plugin, hook))
if _is_supported(_mypy_version) and not _missing:
    try:
        from scoped_fastapi_mypy.plugin import ScopedFastAPIPlugin as _Plugin
    except ImportError as error:
        if not (error.name or "").startswith("mypy"):
            raise
        _missing = str(error)


def plugin(version: str) -> type[Plugin]:
    """The entry point that mypy looks for, called with mypy's own version.

    A mypy that is too old to call the plugin after a module was checked, or so new that it does not
    any more, gets a plugin that does nothing, and one line that says so.
    """
    if not _is_supported(version):
        oldest = ".".join(map(str, OLDEST_MYPY))
        _say(f"scoped_fastapi_mypy needs mypy {oldest} or newer and found {version}")
        return Plugin
    if _missing:
        _say(f"scoped_fastapi_mypy {RELEASE} is too old for mypy {version} ({_missing})")
    if "scoped_fastapi_mypy.tables" in sys.modules:
        from scoped_fastapi_mypy.tables import tables_have_changed

        # The daemon asks again before each update, and starts anew where the version has changed.
        if tables_have_changed():
            globals()["__version__"] = f"{__version__} configured anew"
    return _Plugin


def _say(reason: str) -> None:
    # mypy offers a plugin no other way to speak before the first file is read.
    print(f"{reason}: FastAPI applications are not checked", file=sys.stderr)
