"""`scoped-fastapi server`: the command that an editor starts."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from scoped_fastapi_check.checkers.registry import CHECKERS
from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import TROUBLE
from scoped_fastapi_check.server.client_messages import ClientMessages
from scoped_fastapi_check.server.settings import Settings

__all__ = ["server_command"]

_INSTALL = "pip install 'scoped-fastapi[server]'"


@click.command("server")
@click.option("--checker", type=click.Choice(sorted(CHECKERS)), help="The type checker to ask.")
@click.option(
    "--python", metavar="PATH", help="The interpreter or the environment of the application."
)
@click.option(
    "--log",
    "log_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what happens to FILE.",
)
@click.option("--stdio", is_flag=True, help="Speak on stdin and stdout, as it does in any case.")
def server_command(
    checker: str | None, python: str | None, log_file: Path | None, stdio: bool
) -> None:
    """Show the rules in an editor, over the language server protocol.

    Editors start it; it speaks on stdin and stdout and ends with its editor.
    """
    del stdio
    try:
        # Needed here only, and slow to import.
        from scoped_fastapi_check.server.handlers import make_server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        Terminal().fail(f"pygls is not installed; run: {_INSTALL}")
        sys.exit(TROUBLE)
    _log_to(log_file)
    if not sys.stdin:  # It was closed before the start.
        Terminal().fail("stdin is closed: nobody can speak to the server")
        sys.exit(TROUBLE)
    protocol, sys.stdout = sys.stdout, sys.stderr  # Nothing but the protocol goes out there.
    server = make_server(Settings(checker, python))
    try:
        server.start_io(ClientMessages(sys.stdin), protocol.buffer)
    finally:
        server.end()
    if (
        not server.was_shut_down
    ):  # The client is gone, or has forgotten to ask: so the protocol has it.
        sys.exit(1)


def _log_to(file: Path | None) -> None:
    level = logging.WARNING if file is None else logging.INFO
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    try:
        logging.basicConfig(filename=file, level=level, format=form, force=True)
    except OSError as error:
        Terminal().fail(f"{file} cannot be written: {error.strerror}")
        sys.exit(TROUBLE)
