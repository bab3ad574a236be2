"""The command `scoped-fastapi routes`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import TROUBLE
from scoped_fastapi_check.diagnostics.formats.text import source_lines
from scoped_fastapi_check.diagnostics.locations import Places
from scoped_fastapi_check.project.environment import BadInterpreterError, environment_to_run
from scoped_fastapi_check.routes.application import ApplicationError, Target, ask_for_routes
from scoped_fastapi_check.routes.document import Route, read_routes
from scoped_fastapi_check.routes.mermaid import as_mermaid
from scoped_fastapi_check.routes.table import as_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["routes_command"]

FORMATS = ("table", "json", "mermaid")
VERSION = 1


@click.command("routes")
@click.argument("application", metavar="MODULE:ATTRIBUTE")
@click.option("--factory", is_flag=True, help="ATTRIBUTE is a function that makes the application.")
@click.option(
    "--app-dir",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Where MODULE is imported from, if not from the current folder.",
)
@click.option("--method", "methods", multiple=True, metavar="METHOD", help="Only this one; or WS.")
@click.option("--path", "part", default="", metavar="TEXT", help="Only paths that contain TEXT.")
@click.option(
    "--output",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="How the routes are written.",
)
@click.option(
    "--python",
    metavar="INTERPRETER",
    help="The interpreter for which the application's dependencies are installed.",
)
def routes_command(
    application: str,
    factory: bool,
    app_dir: Path,
    methods: tuple[str, ...],
    part: str,
    output: str,
    python: str | None,
) -> None:
    """Show the routes of an application, with their dependencies and when those are closed.

    The application is imported, as a server does it; its lifespan is not run.
    """
    terminal = Terminal()
    folder = Path(os.path.abspath(app_dir))
    try:
        target = Target(application, folder, factory)
        environment = environment_to_run(python)
        document = ask_for_routes(target, environment)
    except BadInterpreterError as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)
    except ApplicationError as error:
        _show(error, terminal)
        sys.exit(TROUBLE)
    routes = read_routes(document["routes"])
    wanted = [_is_wanted(route, methods, part) for route in routes]
    shown = [route for route, is_wanted in zip(routes, wanted, strict=True) if is_wanted]
    if output == "json":
        told = [
            told for told, is_wanted in zip(document["routes"], wanted, strict=True) if is_wanted
        ]
        facts = {"version": VERSION, "application": application, "fastapi": document["fastapi"]}
        terminal.write(json.dumps({**facts, "routes": told}, indent=2))
    elif output == "mermaid":
        terminal.write(as_mermaid(shown))
    elif shown:
        terminal.show_table(as_table(shown))
    else:
        terminal.say("no routes")


def _is_wanted(route: Route, methods: Sequence[str], part: str) -> bool:
    asked = {method.upper() for method in methods}
    verbs = {*route.methods, route.verb}
    return part in route.path and (not asked or bool(asked & verbs))


def _show(error: ApplicationError, terminal: Terminal) -> None:
    if error.file is None:
        terminal.fail(str(error))
        return
    path = Path(error.file)
    terminal.fail(f"{path}:{error.line}: {error}")
    place = Places().of_line(path, error.line or 1)
    if place.text:
        terminal.show(source_lines(place), beside=True)
