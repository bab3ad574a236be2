"""Starts mypy with the folders of an environment that was read, so that mypy runs no interpreter for them.

mypy finds installed packages by one way only: it runs the interpreter of `--python-executable`. Where that
is the one that mypy runs in, it calls `mypy.pyinfo.getsearchdirs` instead, a module that is not compiled;
what that returns is put in its place here. Known to work: mypy 2.4.0 and 2.4.1. The arguments come in a
file of JSON, where each is one whatever it holds; mypy's own file of arguments has one on each line.

Run as a program, in a process of its own; nothing of ours is imported there but the plugin, by mypy.
"""

from __future__ import annotations

import json
import runpy
import sys
from importlib import util
from pathlib import Path
from typing import Any

__all__ = ["UNKNOWN", "command", "main", "written"]

UNKNOWN = "mypy cannot be told where packages are"
"""How a message begins that says that mypy has changed too much for this."""


def command(file: Path) -> list[str]:
    """The command that starts mypy as a file says."""
    return [sys.executable, "-P", __file__, str(file)]


def written(arguments: list[str], packages: list[str], added: list[str]) -> str:
    """The text of a file: arguments for mypy, the folders for packages, and those that were added to them.

    mypy refuses to run where one of the former is among those that it is told to import from.
    """
    needed = ("mypy", "scoped_fastapi_check", "scoped_fastapi_mypy")
    told = {
        "arguments": arguments,
        "packages": packages,
        "added": added,
        "path": list(dict.fromkeys(folder for name in needed for folder in _folder_of(name))),
    }
    return json.dumps(told)


def main() -> None:
    """Run mypy as a file says."""
    told: dict[str, Any] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    # Where this very command found them, if the variables that say so are not handed on.
    sys.path += [folder for folder in told["path"] if folder not in sys.path]
    folders = ([*told["packages"], *told["added"]], told["packages"])
    try:
        from mypy import pyinfo
        from mypy.modulefinder import get_search_dirs

        pyinfo.getsearchdirs = lambda: folders
        if get_search_dirs(sys.executable) != folders:
            raise AttributeError("get_search_dirs")
    except (ImportError, AttributeError) as error:
        sys.exit(f"{UNKNOWN} ({error}); known are mypy 2.4.0 and 2.4.1")
    sys.argv[1:] = told["arguments"]
    runpy.run_module("mypy", run_name="__main__", alter_sys=True)


def _folder_of(name: str) -> list[str]:
    spec = util.find_spec(name)
    return [str(Path(place).parent) for place in (spec and spec.submodule_search_locations) or ()]


if __name__ == "__main__":
    main()
