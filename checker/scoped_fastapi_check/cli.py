"""The command line, made with click."""

from __future__ import annotations

import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any

import click

from scoped_fastapi_check.check import Request, check
from scoped_fastapi_check.discovery import MissingPathError, NoFilesError
from scoped_fastapi_check.environment import BadInterpreterError
from scoped_fastapi_check.judges.checker import CheckerError
from scoped_fastapi_check.judges.mypy_run import MypyChecker
from scoped_fastapi_check.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scoped_fastapi_check.judges.checker import Checker

__all__ = ["program"]

CLEAN, FINDINGS, TROUBLE, INTERRUPTED = 0, 1, 2, 130

CHECKERS: Mapping[str, type[Checker]] = {MypyChecker.name: MypyChecker}


class QuietGroup(click.Group):
    """Commands that end without a word on Ctrl-C, with the status that shells expect."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


@click.group(cls=QuietGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(metadata.version("scoped-fastapi"), prog_name="scoped-fastapi")
def program() -> None:
    """Make FastAPI applications honest before they run."""


@program.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--checker",
    type=click.Choice(sorted(CHECKERS)),
    default=MypyChecker.name,
    show_default=True,
    help="The type checker that judges.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with status 0 even if there are findings.")
@click.option(
    "--python",
    metavar="INTERPRETER",
    help="The interpreter for which the application's dependencies are installed.",
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
def check_command(
    paths: tuple[str, ...], checker: str, exit_zero: bool, python: str | None, no_cache: bool
) -> None:
    """Check the routes and dependencies of FastAPI applications.

    PATH is a file or a folder; without one, the current folder is checked.

    The exit status is 0 if all is well, 1 if there are findings, and 2 if something could not be
    checked.
    """
    terminal = Terminal()
    request = Request(paths or (".",), CHECKERS[checker](), python, use_cache=not no_cache)
    try:
        with terminal.working():
            result = check(request, terminal)
    except (BadInterpreterError, CheckerError, MissingPathError, NoFilesError) as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)
    terminal.show(result)
    if not result.is_complete:
        sys.exit(TROUBLE)
    sys.exit(FINDINGS if result.findings and not exit_zero else CLEAN)
