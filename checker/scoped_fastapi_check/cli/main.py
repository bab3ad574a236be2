"""The command line, made with click."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from scoped_fastapi_check.cli.check_command import check_command
from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import TROUBLE
from scoped_fastapi_check.cli.last_resort import GuardedGroup
from scoped_fastapi_check.cli.rule_command import rule_command
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


@click.group(cls=QuietGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scoped-fastapi", prog_name="scoped-fastapi")
def program() -> None:
    """Make FastAPI applications honest before they run."""


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


program.add_command(check_command)
program.add_command(rule_command)
