"""Starts mypy as a process of its own, so that nothing that happens to it happens to us."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.mypy_config import configuration
from scoped_fastapi_check.checkers.mypy_output import MypyOutput, read_output

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    cache: Path
    statistics: Path
    """Where the plugin writes how much it had to check."""
    patience: float | None = None
    """The seconds that it may take; None: as many as it wants."""
    enabled: frozenset[str] = frozenset()
    """The codes that are off by default, and asked for."""
    has_plugin: bool = True


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
    with tempfile.TemporaryDirectory(prefix="scoped-fastapi-") as name:
        # mypy takes the folder it is started in for a folder of modules: give it an empty one.
        started_in = Path(name, "empty")
        started_in.mkdir()
        config = Path(name, "mypy.toml")
        text = configuration(invocation.batch, invocation.enabled, has_plugin=invocation.has_plugin)
        config.write_text(text, encoding="utf-8")
        arguments = _arguments(invocation, config)
        # In a file, because there may be more than a command line can take.
        listed = Path(name, "arguments")
        listed.write_text("\n".join(arguments), encoding="utf-8")
        status, stdout, stderr = _communicate(
            [sys.executable, "-P", "-m", "mypy", f"@{listed}"],
            started_in,
            _variables(invocation.statistics),
            invocation.patience,
        )
    output = read_output(status, stdout, stderr)
    for report in output.reports:
        if report.path == config:
            # Mistakes in a configuration are reported like those in a module.
            raise MypyFailedError(
                f"mypy did not accept the plugin: {report.message}; reinstall it: {INSTALL}"
            )
    if output.stop is None and not (status == 0 or (status == 1 and output.reports)):
        raise MypyFailedError(_reason(status, output.rest))
    return output


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
        f"--python-executable={invocation.environment.executable}",
        f"--python-version={version[0]}.{version[1]}",
        # Else mypy hides what comes after the first 200 errors, when an import failed.
        "--soft-error-limit=-1",
        *replaced,
        *map(str, invocation.batch.files),
    ]


def _variables(statistics: Path) -> dict[str, str]:
    """Return the environment variables: ours, without those that configure mypy."""
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MYPY") and name != "FORCE_COLOR"
    }
    if "PYTHONPATH" in variables:
        # It may be relative to the folder that we, but not mypy, were started in.
        folders = variables["PYTHONPATH"].split(os.pathsep)
        variables["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, folders))
    variables["SCOPED_FASTAPI_STATISTICS"] = str(statistics)
    variables["SCOPED_FASTAPI_DETAILS"] = "1"
    variables["PYTHONIOENCODING"] = "utf-8"
    return variables


def _communicate(
    command: list[str], folder: Path, variables: dict[str, str], patience: float | None
) -> tuple[int, str, str]:
    with subprocess.Popen(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            stdout, stderr = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            raise MypyFailedError(f"mypy was not done after {patience:g} seconds") from None
        except BaseException:
            # Ctrl-C, mostly: it must not go on without us.
            process.kill()
            process.wait()
            raise
        return process.returncode, stdout, stderr


def _reason(status: int, lines: Sequence[str]) -> str:
    if status < 0:
        return f"mypy was killed by signal {-status}" + (
            " (out of memory?)" if status == -9 else ""
        )
    ending = " | ".join(line.strip() for line in lines[-3:])
    return f"mypy failed with exit status {status}: {ending or 'it printed nothing'}"
