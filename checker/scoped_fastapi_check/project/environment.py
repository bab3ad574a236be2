"""The environment in which the application's own dependencies are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["BadInterpreterError", "Environment", "choose_environment"]

# Run by the interpreter in question, which may be any Python 3. It looks for FastAPI without
# importing it, because importing runs code.
_PROBE = """
import importlib.util, json, sys
print(json.dumps({
    "executable": sys.executable,
    "prefix": sys.prefix,
    "version": list(sys.version_info[:2]),
    "has_fastapi": importlib.util.find_spec("fastapi") is not None,
    "search_path": [folder for folder in sys.path if folder],
}))
"""


class BadInterpreterError(Exception):
    """Something that was named as a Python interpreter is none."""


@dataclass(frozen=True)
class Environment:
    """An interpreter and what can be imported there."""

    executable: str
    prefix: Path
    version: tuple[int, int]
    has_fastapi: bool
    search_path: tuple[Path, ...]

    @property
    def is_ours(self) -> bool:
        """Tell whether this command runs in it, too."""
        return self.prefix == Path(sys.prefix)

    def installed_names(self) -> frozenset[str]:
        """Return the top-level names of everything that is installed there."""
        names: set[str] = set()
        for folder in self.site_folders:
            names.update(entry.partition(".")[0] for entry in os.listdir(folder))
        return frozenset(names)

    @property
    def site_folders(self) -> list[Path]:
        """The folders that packages are installed in."""
        return [
            folder
            for folder in self.search_path
            if folder.name in {"site-packages", "dist-packages"} and folder.is_dir()
        ]


def inspect_interpreter(executable: str) -> Environment:
    """Ask an interpreter about itself."""
    # A folder of its own, so that nothing of the project's is importable and mistaken for
    # something that is installed; without the user's PYTHONPATH for the same reason.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with tempfile.TemporaryDirectory() as folder:
        try:
            answer = subprocess.run(
                [os.path.abspath(shutil.which(executable) or executable), "-c", _PROBE],
                cwd=folder,
                env=variables,
                capture_output=True,
                check=True,
                timeout=60,
            )
            facts = json.loads(answer.stdout)
            return Environment(
                executable=facts["executable"],
                prefix=Path(facts["prefix"]),
                version=cast("tuple[int, int]", tuple(facts["version"])),
                has_fastapi=facts["has_fastapi"],
                search_path=tuple(map(Path, facts["search_path"])),
            )
        except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
            message = f"{executable} does not work as a Python interpreter"
            raise BadInterpreterError(message) from error


def choose_environment(python: str | None, top: Path, say: Callable[[str], None]) -> Environment:
    """Return the environment of the interpreter that was named, or the one of the project at `top`.

    `say` is told when one is used that was neither named nor is our own.

    Raises:
        BadInterpreterError: what was named is no interpreter, or none was found.
    """
    if python:
        return inspect_interpreter(python)
    environment = find_environment(top)
    if not environment.is_ours:
        version = ".".join(map(str, environment.version))
        say(f"using the environment {environment.prefix} (Python {version})")
    return environment


def find_environment(top: Path) -> Environment:
    """Choose among the activated environment, one inside the project, and our own.

    The first that has FastAPI is the right one: a virtual environment that was made for
    something else lies in many a project. Where none has it, the first one is blamed.
    """
    environments: list[Environment] = []
    for executable in _candidates(top):
        try:
            environment = inspect_interpreter(executable)
        except BadInterpreterError:
            continue
        if environment.has_fastapi:
            return environment
        environments.append(environment)
    if not environments:
        raise BadInterpreterError("no working Python interpreter found; name one with --python")
    return environments[0]


def _candidates(top: Path) -> Iterator[str]:
    folders = [top / ".venv", top / "venv", Path.cwd() / ".venv", Path.cwd() / "venv"]
    activated = os.environ.get("VIRTUAL_ENV")
    # pre-commit activates the environment that it made for us; the user's is another one.
    is_hook = "PRE_COMMIT" in os.environ and activated == sys.prefix
    if activated and not is_hook:
        folders.insert(0, Path(activated))
    for folder in dict.fromkeys(folders):
        if folder == Path(sys.prefix):
            break
        for executable in (folder / "bin" / "python", folder / "Scripts" / "python.exe"):
            if executable.is_file():
                yield str(executable)
    yield sys.executable
