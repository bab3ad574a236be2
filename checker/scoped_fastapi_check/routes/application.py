"""Asks the application for its routes, in its own interpreter and a process of its own."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.application.teardown import with_teardown
from scoped_fastapi_check.diagnostics.formats.outcome import portable
from scoped_fastapi_check.project.temporary import TemporaryFolder

if TYPE_CHECKING:
    from scoped_fastapi_check.project.environment import Environment

__all__ = ["ApplicationError", "Target", "ask_for_routes"]

OLDEST_PYTHON = (3, 11)

# Our own package is used where the environment has none: it needs nothing that FastAPI does not.
START = """
import json, os, sys, threading
target, folder, factory, answer, package, alive = json.loads(sys.argv[1])
if alive is not None:
    # The other end is closed when the command is gone, however it has ended.
    threading.Thread(target=lambda: (os.read(alive, 1), os._exit(1)), daemon=True).start()
try:
    from importlib import metadata, util
    version = metadata.version("fastapi")
    if util.find_spec("scoped_fastapi") is None:
        spec = util.spec_from_file_location(
            "scoped_fastapi", package + "/__init__.py", submodule_search_locations=[package]
        )
        sys.modules["scoped_fastapi"] = module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
    from scoped_fastapi.introspection.command import main
except Exception as error:
    reason = f"scoped-fastapi does not work in {sys.prefix}, with FastAPI {version}: {error}"
    with open(answer, "w", encoding="utf-8") as file:
        json.dump({"error": {"message": reason, "file": None, "line": None}}, file)
else:
    main(target, folder, factory, answer)
"""


class ApplicationError(Exception):
    """There are no routes to show; `file` and `line` are where that is to be fixed."""

    def __init__(self, message: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.line = line


@dataclass(frozen=True)
class Target:
    """Which application: `module:attribute`, found from a folder."""

    name: str
    folder: Path
    is_factory: bool = False

    def __post_init__(self) -> None:
        module, _, attribute = self.name.partition(":")
        is_file = module.endswith(".py") and os.path.isfile(self.folder / module)
        parts = [*module.split("."), *attribute.split(".")]
        if is_file or not all(part.isidentifier() for part in parts):
            guess = module.removesuffix(".py").strip("./").replace("/", ".")
            if not all(part.isidentifier() for part in guess.split(".")):
                guess = "main"
            raise ApplicationError(
                f'"{self.name}" is not MODULE:ATTRIBUTE, such as "{guess}:{attribute or "app"}"'
            )
        if not os.path.isdir(self.folder):
            raise ApplicationError(f"there is no folder {self.folder}")


def ask_for_routes(target: Target, environment: Environment) -> dict[str, Any]:
    """Return what `scoped_fastapi.introspection` tells about an application.

    What the application prints while it is imported goes to stderr.

    Raises:
        ApplicationError: there is no application, or none that could be asked.
    """
    _check(environment)
    with TemporaryFolder() as folder:
        answer = folder / "answer.json"
        names = [target.name, str(target.folder), target.is_factory, str(answer), _our_package()]
        sys.stderr.flush()
        status = _run([environment.executable, "-P", "-c", START], names)
        try:
            text = answer.read_text(encoding="utf-8")
            document: dict[str, Any] = json.loads(text, object_hook=_with_short_path)
        except (OSError, ValueError) as error:
            end = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
            raise ApplicationError(
                f"{environment.executable} {end} before it could tell the routes of {target.name}"
            ) from error
    if "error" in document:
        trouble = document["error"]
        raise ApplicationError(trouble["message"], trouble["file"], trouble["line"])
    return {**document, "routes": list(map(with_teardown, document["routes"]))}


def _with_short_path(fields: dict[str, Any]) -> dict[str, Any]:
    file = fields.get("file")
    return {**fields, "file": portable(Path(file))} if isinstance(file, str) else fields


def _check(environment: Environment) -> None:
    if environment.version < OLDEST_PYTHON:
        version = ".".join(map(str, environment.version))
        raise ApplicationError(f"Python 3.11 is needed, {environment.prefix} has {version}")
    if not environment.has_fastapi:
        raise ApplicationError(
            f"FastAPI is not installed in {environment.prefix}; "
            "name the environment of the application with --python"
        )


def _our_package() -> str:
    # Found without importing it: that would import FastAPI.
    spec = importlib.util.find_spec("scoped_fastapi")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise ApplicationError("scoped_fastapi is not installed; run: pip install scoped-fastapi")
    return places[0]


def _run(command: list[str], names: list[Any]) -> int:
    """Start what is to end with us; its status."""
    if sys.platform == "win32":
        return _wait([*command, json.dumps([*names, None])], ())
    alive, ours = os.pipe()
    try:
        return _wait([*command, json.dumps([*names, alive])], (alive,))
    finally:
        os.close(alive)
        os.close(ours)


def _wait(command: list[str], descriptors: tuple[int, ...]) -> int:
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr.fileno(), pass_fds=descriptors
    ) as process:
        try:
            return process.wait()
        except BaseException:
            # Ctrl-C, mostly: it must not go on without us.
            process.kill()
            process.wait()
            raise
