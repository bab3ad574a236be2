"""The command `scoped-fastapi routes`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.text import Text

from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import CLEAN, FINDINGS, TROUBLE
from scoped_fastapi_check.diagnostics.escaping import visible
from scoped_fastapi_check.diagnostics.formats.output_file import OutputFileError, write_file
from scoped_fastapi_check.diagnostics.formats.text import counted, source_lines
from scoped_fastapi_check.diagnostics.locations import Places
from scoped_fastapi_check.project.environment import BadInterpreterError, environment_to_run
from scoped_fastapi_check.routes.application import ApplicationError, Target, ask_for_routes
from scoped_fastapi_check.routes.comparison import ComparisonError, differences, read_old
from scoped_fastapi_check.routes.document import read_routes
from scoped_fastapi_check.routes.findings import add_findings
from scoped_fastapi_check.routes.mermaid import as_mermaid
from scoped_fastapi_check.routes.page import as_page
from scoped_fastapi_check.routes.selection import Wanted
from scoped_fastapi_check.routes.static import Found, list_routes
from scoped_fastapi_check.routes.table import as_lines

__all__ = ["routes_command"]

FORMATS = ("table", "json", "mermaid", "html")
VERSION = 1


@click.command("routes")
@click.argument("application", metavar="[MODULE:ATTRIBUTE]", required=False)
@click.option("--factory", is_flag=True, help="ATTRIBUTE is a function that makes the application.")
@click.option(
    "--app-dir",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Where MODULE is imported from, if not from the current folder.",
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="FOLDER",
    help="Whose applications are listed, without MODULE:ATTRIBUTE.",
)
@click.option("--method", "methods", multiple=True, metavar="METHOD", help="Only this one; or WS.")
@click.option("--path", "part", default="", metavar="TEXT", help="Only paths that contain TEXT.")
@click.option(
    "--dependency", "dependencies", multiple=True, metavar="NAME", help="Only what depends on NAME."
)
@click.option("--without", multiple=True, metavar="NAME", help="Only what does not depend on NAME.")
@click.option(
    "--compare",
    "old",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OLD.json",
    help="Show what is different from an earlier --output json; the status is 1 if anything is.",
)
@click.option("--show-skipped", is_flag=True, help="List what could not be followed.")
@click.option(
    "--output",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="How the routes are written.",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write them to FILE instead of the terminal.",
)
@click.option(
    "--python",
    metavar="INTERPRETER",
    help="The interpreter for which the application's dependencies are installed.",
)
def routes_command(
    application: str | None,
    factory: bool,
    app_dir: Path,
    project: Path,
    methods: tuple[str, ...],
    part: str,
    dependencies: tuple[str, ...],
    without: tuple[str, ...],
    old: Path | None,
    show_skipped: bool,
    output: str,
    output_file: Path | None,
    python: str | None,
) -> None:
    """Show the routes of applications, with their dependencies and when those are closed.

    They are read from the source of the current folder, and nothing of it is run. With
    MODULE:ATTRIBUTE the application is imported, as a server does it; its lifespan is not run.
    """
    terminal = Terminal()
    wanted = Wanted(methods, part, dependencies, without)
    found = (
        _of_project(project, terminal)
        if application is None
        else _of_application(application, app_dir, factory, python, terminal)
    )
    for reason in found.broken:
        terminal.warn(f"{reason}; its routes are missing")
    if old is not None:
        _compare(old, found, terminal)
    shown = [{**each, "routes": wanted.of(each["routes"])} for each in found.applications]
    if output == "html" and application is None:
        add_findings(shown, project, terminal)
    if output_file is not None:
        _write(output_file, _document(output, application, found, shown), terminal)
    elif output != "table":
        terminal.write(_document(output, application, found, shown))
    else:
        _print(shown, found, terminal, is_named=application is None)
    if output == "table":
        _tell_of_skipped(found, terminal, is_listed=show_skipped)


def _of_project(project: Path, terminal: Terminal) -> Found:
    folder = Path(os.path.abspath(project))
    if not os.path.isdir(folder):
        terminal.fail(f"there is no folder {folder}")
        sys.exit(TROUBLE)
    return list_routes(folder)


def _of_application(
    application: str, app_dir: Path, factory: bool, python: str | None, terminal: Terminal
) -> Found:
    try:
        target = Target(application, Path(os.path.abspath(app_dir)), factory)
        document = ask_for_routes(target, environment_to_run(python, terminal.say))
    except BadInterpreterError as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)
    except ApplicationError as error:
        _show(error, terminal)
        sys.exit(TROUBLE)
    facts = {"application": application, "fastapi": document["fastapi"]}
    return Found([{**facts, "routes": document["routes"]}])


def _document(
    output: str, application: str | None, found: Found, shown: list[dict[str, Any]]
) -> str:
    """What is written, as a text."""
    if output == "json":
        return json.dumps(_as_json(application, found, shown), indent=2)
    if output == "mermaid":
        return as_mermaid(read_routes([route for each in shown for route in each["routes"]]))
    if output == "html":
        return as_page(shown, found.skipped)
    lines = chain.from_iterable(_lines(each, is_named=application is None) for each in shown)
    return "\n".join(line.plain for line in lines)


def _write(file: Path, document: str, terminal: Terminal) -> None:
    try:
        write_file(file, f"{document}\n")
    except OutputFileError as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)


def _as_json(application: str | None, found: Found, shown: list[dict[str, Any]]) -> dict[str, Any]:
    if application is not None:
        return {"version": VERSION, **shown[0]}
    return {"version": VERSION, "applications": shown, "skipped": found.skipped}


def _lines(each: dict[str, Any], *, is_named: bool) -> Iterator[Text]:
    """The routes of one application, below its name."""
    if is_named:
        place = f"  {each['file']}:{each['line']}"
        yield Text.assemble((visible(each["application"]), "bold"), (place, "dim"))
    yield from as_lines(read_routes(each["routes"]))


def _print(
    shown: list[dict[str, Any]], found: Found, terminal: Terminal, *, is_named: bool
) -> None:
    if found.are_routers:
        terminal.say("there is no application; the routers alone:" if shown else "no routes")
    for each in shown:
        terminal.show(_lines(each, is_named=is_named))
        if not each["routes"]:
            terminal.say("no routes")


def _tell_of_skipped(found: Found, terminal: Terminal, *, is_listed: bool) -> None:
    if not found.skipped:
        return
    hint = "" if is_listed else ": --show-skipped lists them"
    terminal.say(f"{counted(len(found.skipped), 'registration')} could not be followed{hint}")
    for item in found.skipped if is_listed else ():
        terminal.say(f"{item['file']}:{item['line']}: {item['reason']}")


def _compare(old: Path, found: Found, terminal: Terminal) -> NoReturn:
    try:
        changes = list(differences(read_old(old), found.applications))
    except ComparisonError as error:
        terminal.fail(str(error))
        sys.exit(TROUBLE)
    styles = {"+": "green", "-": "red", "~": "yellow"}
    terminal.show(Text(f"{sign} {visible(text)}", styles[sign]) for sign, text in changes)
    if not changes:
        terminal.say("no differences")
    sys.exit(FINDINGS if changes else CLEAN)


def _show(error: ApplicationError, terminal: Terminal) -> None:
    if error.file is None:
        terminal.fail(str(error))
        return
    path = Path(error.file)
    terminal.fail(f"{path}:{error.line}: {error}")
    place = Places().of_line(path, error.line or 1)
    if place.text:
        terminal.show(source_lines(place), beside=True)
