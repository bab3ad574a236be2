"""The command line, made with click."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from scoped_fastapi_check.check import TROUBLES, Request, Result, check
from scoped_fastapi_check.checkers.memory import parsed_size
from scoped_fastapi_check.checkers.registry import CHECKERS, UNLISTED
from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import CLEAN, FINDINGS, TROUBLE
from scoped_fastapi_check.cli.last_resort import GuardedGroup
from scoped_fastapi_check.diagnostics.baseline import BaselineError, read_baseline
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome
from scoped_fastapi_check.diagnostics.formats.output import FOR_PEOPLE, FORMATS, write_outcome
from scoped_fastapi_check.diagnostics.selection import Selection, UnknownCodeError, read_codes
from scoped_fastapi_check.project.environment import BadInterpreterError, choose_environment

__all__ = ["program"]


class QuietGroup(GuardedGroup):
    """All commands.

    What only one of the others needs is imported when it runs: it would take as long as a check of
    a project that has not changed.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted([*super().list_commands(ctx), "routes", "server"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name == "routes":
            from scoped_fastapi_check.routes.command import routes_command

            return routes_command
        if cmd_name == "server":
            from scoped_fastapi_check.server.command import server_command

            return server_command
        return super().get_command(ctx, cmd_name)


class _CheckerName(click.Choice[str]):
    """A checker that is listed, or one of those that are not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take the name as it is."""
        return value if value in UNLISTED else super().convert(value, param, ctx)


def _codes(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> frozenset[str]:
    try:
        return read_codes(values)
    except UnknownCodeError as error:
        raise click.BadParameter(str(error)) from error


def _size(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    try:
        return None if value is None else parsed_size(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.group(cls=QuietGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scoped-fastapi", prog_name="scoped-fastapi")
def program() -> None:
    """Make FastAPI applications honest before they run."""


@program.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--checker",
    type=_CheckerName(sorted(CHECKERS)),
    help="The type checker that judges; without it, the one that the project configures or has.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    callback=_codes,
    help="Report these codes only, separated by commas; fastapi is all of them.",
)
@click.option("--ignore", multiple=True, metavar="CODES", callback=_codes, help="Not these codes.")
@click.option(
    "--output",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="How results are written.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each code, too.")
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Report only what is not in FILE.",
)
@click.option("--update-baseline", is_flag=True, help="Write today's findings to the baseline.")
@click.option("--exit-zero", is_flag=True, help="Exit with status 0 even if there are findings.")
@click.option(
    "--python",
    metavar="INTERPRETER",
    help="The interpreter for which the application's dependencies are installed.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up on a checker that says nothing for so long.",
)
@click.option(
    "--memory-limit",
    metavar="SIZE",
    callback=_size,
    help="End a checker that takes more memory than, say, 4GB; by default half of the machine's, at "
    "most 8 GB.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
def check_command(
    paths: tuple[str, ...],
    checker: str | None,
    select: frozenset[str],
    ignore: frozenset[str],
    output: str,
    statistics: bool,
    baseline_file: Path | None,
    update_baseline: bool,
    exit_zero: bool,
    python: str | None,
    timeout: float | None,
    memory_limit: int | None,
    watch: bool,
    no_cache: bool,
) -> None:
    """Check the routes and dependencies of FastAPI applications.

    PATH is a file or a folder; without one, the current folder is checked.

    The exit status is 0 if all is well, 1 if there are findings, and 2 if something could not be
    checked.
    """
    if update_baseline and baseline_file is None:
        raise click.UsageError("--update-baseline needs --baseline FILE")
    if watch and (baseline_file is not None or output not in FOR_PEOPLE):
        raise click.UsageError("--watch shows results as text, and knows no baseline")
    terminal = Terminal()
    selection = Selection(select, ignore)
    request = Request(
        paths or (".",),
        checker,
        python,
        use_cache=not no_cache,
        patience=timeout,
        memory_limit=memory_limit,
        selection=selection,
    )
    if watch:
        _watch(request, terminal, output, statistics=statistics)
    try:
        baseline = baseline_file and read_baseline(baseline_file, may_be_new=update_baseline)
        with terminal.working():
            result = check(request, terminal)
        outcome = Outcome(result, result.checker, selection)
        if baseline:
            outcome = (outcome.updated if update_baseline else outcome.compared_with)(baseline)
    except (*TROUBLES, BaselineError) as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)
    write_outcome(outcome, output, terminal, statistics=statistics)
    if not outcome.result.is_complete:
        sys.exit(TROUBLE)
    sys.exit(FINDINGS if outcome.findings and not exit_zero else CLEAN)


def _watch(request: Request, terminal: Terminal, output: str, *, statistics: bool) -> NoReturn:
    try:
        # Needed here only, and slow to import.
        from scoped_fastapi_check.cli.watch import watch_and_check
    except ModuleNotFoundError as error:
        if error.name != "watchfiles":
            raise
        terminal.fail("watchfiles is not installed; run: pip install 'scoped-fastapi[check]'")
        sys.exit(TROUBLE)

    def show(result: Result) -> None:
        outcome = Outcome(result, result.checker, request.selection)
        write_outcome(outcome, output, terminal, statistics=statistics)

    try:
        watch_and_check(request, terminal, show)
    except TROUBLES as error:
        terminal.fail(str(error))
    sys.exit(TROUBLE)


@program.command("stubs")
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default="typings",
    show_default=True,
    help="Where the folder of stubs is made.",
)
@click.option(
    "--python", metavar="INTERPRETER", help="The interpreter that FastAPI is installed for."
)
def stubs_command(output: Path, python: str | None) -> None:
    """Write typed stubs of the installed FastAPI.

    They are complete, and type Depends, Security, the verbs and the security schemes better than
    FastAPI does. Run it again after FastAPI was updated.
    """
    from scoped_fastapi_check.stubs import StubsError, write_stubs
    from scoped_fastapi_check.stubs.announcement import announcement

    terminal = Terminal()
    try:
        environment = choose_environment(python, Path.cwd(), Path.cwd(), terminal.say)
        written = write_stubs(environment, output)
    except (BadInterpreterError, StubsError) as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)
    terminal.show(announcement(written, output))
