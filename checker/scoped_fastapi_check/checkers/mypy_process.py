"""Starts mypy as a process of its own, so that nothing that happens to it happens to us."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.application.files import FOLDER_VARIABLE
from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.child_process import Finished, TooMuchOutputError, run_to_end
from scoped_fastapi_check.checkers.environment_view import searched_folders
from scoped_fastapi_check.checkers.mypy_config import PLUGIN, configuration
from scoped_fastapi_check.checkers.mypy_launcher import command, written
from scoped_fastapi_check.checkers.mypy_output import MypyOutput, read_output
from scoped_fastapi_check.checkers.programs import child_variables
from scoped_fastapi_check.configuration import selecting
from scoped_fastapi_check.configuration.selecting import BLOCKING_VARIABLE, SELECTION_VARIABLE
from scoped_fastapi_check.diagnostics.selection import Selection
from scoped_fastapi_check.project.temporary import TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scoped_fastapi_check.checkers.mypy_batch import Batch
    from scoped_fastapi_check.project.environment import Environment

__all__ = ["Invocation", "MypyFailedError", "installed_version", "run_mypy"]

INSTALL = "pip install 'scoped-fastapi[check]'"
OLDEST_MYPY = (2, 4)


class MypyFailedError(Exception):
    """mypy ended in a way that has nothing to do with any one file."""


@dataclass(frozen=True)
class Invocation:
    """One call of mypy."""

    batch: Batch
    environment: Environment
    top: Path
    """The folder at the top of the project."""
    cache: Path
    timeout: float | None = None
    """The seconds that it may take; None: as many as it wants."""
    selection: Selection = field(default_factory=Selection)
    """The codes that are reported in each file."""
    configured: Callable[[Batch], str] = configuration
    """The text of its configuration."""
    memory_limit: int | None = None
    """The bytes of memory that it may take."""
    blocking: tuple[str, ...] = ()
    """Full names that are added to what blocks the event loop."""


def installed_version() -> str:
    """Return the version of mypy, or say what is wrong with it."""
    try:
        version = metadata.version("mypy")
    except metadata.PackageNotFoundError:
        version = ""
    if not version or util.find_spec("mypy") is None:
        raise CheckerError(f"mypy is not installed for {sys.executable}; run: {INSTALL}")
    numbers = version.partition("+")[0].split(".")[:2]
    if tuple(int(number) for number in numbers if number.isdecimal()) < OLDEST_MYPY:
        oldest = ".".join(map(str, OLDEST_MYPY))
        raise CheckerError(f"mypy {version} is too old, {oldest} is needed; run: {INSTALL}")
    return version


def run_mypy(invocation: Invocation) -> MypyOutput:
    """Run mypy to its end and read what it printed."""
    with TemporaryFolder() as folder:
        # mypy takes the folder it is started in for a folder of modules: give it an empty one.
        started_in = folder / "empty"
        started_in.mkdir()
        config = folder / "mypy.toml"
        text = invocation.configured(invocation.batch)
        config.write_text(text, encoding="utf-8")
        environment = invocation.environment
        searched = searched_folders(environment, invocation.top, folder)
        packages = list(map(str, environment.site_folders))
        added = [str(each) for each in searched if each not in environment.site_folders]
        told = folder / "mypy.json"
        told.write_text(written(_arguments(invocation, config), packages, added), encoding="utf-8")
        done = _run_to_end(command(told), started_in, invocation)
    if done.trouble is not None:
        raise MypyFailedError(f"mypy {done.trouble}")
    stdout, stderr = (each.decode(errors="replace") for each in (done.stdout, done.stderr))
    output = read_output(done.status, stdout, stderr)
    for line in output.rest:
        # The plugin has given up, and mypy has gone on without it: no finding means nothing then.
        if line.startswith(f"{PLUGIN} "):
            raise MypyFailedError(line)
    for report in output.reports:
        if report.path == config:
            # Mistakes in a configuration are reported like those in a module.
            raise MypyFailedError(
                f"mypy did not accept the plugin: {report.message}; reinstall it: {INSTALL}"
            )
    if output.stop is None and not (done.status == 0 or (done.status == 1 and output.reports)):
        raise MypyFailedError(_reason(done.status, output.rest))
    return output


def _run_to_end(command: list[str], folder: Path, invocation: Invocation) -> Finished:
    try:
        return run_to_end(
            command,
            folder,
            _variables(invocation),
            memory=invocation.memory_limit,
            seconds=invocation.timeout,
        )
    except TimeoutError:
        raise MypyFailedError("mypy was not done in time (--timeout)") from None
    except TooMuchOutputError:
        raise MypyFailedError("mypy prints without end") from None
    except OSError as error:
        raise MypyFailedError(f"mypy cannot be started: {error}") from error


def _arguments(invocation: Invocation, config: Path) -> list[str]:
    version = max(invocation.environment.version, (3, 10))
    replaced = [
        argument
        for path, replacement in invocation.batch.replaced.items()
        for argument in ("--shadow-file", str(path), str(replacement))
    ]
    return [
        f"--config-file={config}",
        "--output=json",
        f"--cache-dir={invocation.cache}",
        # Else it looks for one of that version on the path, by running them.
        f"--python-executable={sys.executable}",
        f"--python-version={version[0]}.{version[1]}",
        # Else mypy hides what comes after the first 200 errors, when an import failed.
        "--soft-error-limit=-1",
        *replaced,
        # Whatever they are called, they are absolute: neither options nor files of arguments.
        *(os.path.abspath(path) for path in invocation.batch.files),
    ]


def _variables(invocation: Invocation) -> dict[str, str]:
    """Return the environment variables: ours, without those that configure mypy."""
    more = {
        # It is the command that knows which table holds.
        SELECTION_VARIABLE: selecting.written(invocation.selection),
        BLOCKING_VARIABLE: ",".join(invocation.blocking),
        "SCOPED_FASTAPI_DETAILS": "1",
        FOLDER_VARIABLE: os.getcwd(),
        "PYTHONIOENCODING": "utf-8",
    }
    return {
        name: value
        for name, value in child_variables(invocation.top, more).items()
        if not name.startswith("MYPY") and name != "FORCE_COLOR"
    }


def _reason(status: int, lines: Sequence[str]) -> str:
    if status < 0:
        return f"mypy was killed by signal {-status}" + (
            " (out of memory?)" if status == -9 else ""
        )
    ending = " | ".join(line.strip() for line in lines[-3:])
    return f"mypy failed with exit status {status}: {ending or 'it printed nothing'}"
