"""`scoped-fastapi stubs`: write the stubs of the installed FastAPI, or say whether they are stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import CLEAN, FINDINGS, TROUBLE
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.settings import Configuration
from scoped_fastapi_check.project.environment import (
    BadInterpreterError,
    Environment,
    choose_environment,
)
from scoped_fastapi_check.stubs import StubsError, compare_stubs, write_stubs
from scoped_fastapi_check.stubs.announcement import announcement, comparison

__all__ = ["stubs_command"]


@click.command("stubs")
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default="typings",
    show_default=True,
    help="Where the folder of stubs is made.",
)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with status 1 if they are missing, stale or edited.",
)
@click.option(
    "--python",
    metavar="PATH",
    help="The environment that FastAPI is installed in: its folder or its interpreter.",
)
def stubs_command(output: Path, only_check: bool, python: str | None) -> None:
    """Write typed stubs of the installed FastAPI.

    They are complete, and type Depends, Security, the verbs and the security schemes better than
    FastAPI does. Run it again after FastAPI was updated.
    """
    terminal = Terminal()
    try:
        environment = _environment(python, terminal)
        if only_check:
            _check(environment, output, terminal)
        written = write_stubs(environment, output)
    except (BadInterpreterError, ConfigurationError, StubsError) as error:
        for line in str(error).splitlines():
            terminal.fail(line)
        sys.exit(TROUBLE)
    terminal.show(announcement(written, output))


def _environment(python: str | None, terminal: Terminal) -> Environment:
    """The environment that was named, that the project names, or that it has."""
    here = Path.cwd()
    return choose_environment(python or Configuration().of(here).python, here, here, terminal.say)


def _check(environment: Environment, output: Path, terminal: Terminal) -> NoReturn:
    compared = compare_stubs(environment, output)
    terminal.show(comparison(compared, output))
    sys.exit(FINDINGS if compared.differing else CLEAN)
