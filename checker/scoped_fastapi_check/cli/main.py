"""The command line, made with click."""

from __future__ import annotations

import click

from scoped_fastapi_check.cli.check_command import check_command
from scoped_fastapi_check.cli.last_resort import GuardedGroup
from scoped_fastapi_check.cli.rule_command import rule_command

__all__ = ["program"]


class QuietGroup(GuardedGroup):
    """All commands.

    What only one of the others needs is imported when it runs: it would take as long as a check of
    a project that has not changed.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted([*super().list_commands(ctx), "routes", "server", "stubs"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name == "routes":
            from scoped_fastapi_check.routes.command import routes_command

            return routes_command
        if cmd_name == "server":
            from scoped_fastapi_check.server.command import server_command

            return server_command
        if cmd_name == "stubs":
            from scoped_fastapi_check.cli.stubs_command import stubs_command

            return stubs_command
        return super().get_command(ctx, cmd_name)


@click.group(cls=QuietGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scoped-fastapi", prog_name="scoped-fastapi")
def program() -> None:
    """Make FastAPI applications honest before they run."""


program.add_command(check_command)
program.add_command(rule_command)
