"""The command line, made with click."""

from __future__ import annotations

import os

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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; what may have been meant where it is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            meant = _meant(args[0])
            if meant is None:
                raise
            message = f"No such command {args[0]!r}. Did you mean '{meant}'?"
            raise click.UsageError(message, ctx) from error


def _meant(word: str) -> str | None:
    """What other tools call a command, or a path without the command before it."""
    if word in {"explain", "codes"}:
        return "scoped-fastapi rule"
    if word in {"lint", "run"} or os.path.exists(word):
        return "scoped-fastapi check"
    if word in {"lsp", "language-server"}:
        return "scoped-fastapi server"
    return None


@click.group(cls=QuietGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scoped-fastapi", prog_name="scoped-fastapi")
def program() -> None:
    """Find the mistakes that FastAPI and type checkers let through."""


program.add_command(check_command)
program.add_command(rule_command)
