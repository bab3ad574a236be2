"""`scoped-fastapi rule [CODE]`: which codes there are, and what one of them is about."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.style import Style
from rich.text import Text

from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import TROUBLE
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.settings import Configuration
from scoped_fastapi_check.diagnostics.codes import CODES, CODES_BY_NAME, PARENT
from scoped_fastapi_check.diagnostics.selection import UnknownCodeError
from scoped_fastapi_check.rules.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoped_fastapi_check.diagnostics.codes import Code

__all__ = ["rule_command"]

# A link to a file of the repository or to another page leads nowhere from a terminal.
_LINK: Final = re.compile(r"\[([^\]\n]+)\]\((?!https?:)[^)\s]+\)")
# What the tests of the pages know a line by that is reported.
_MARK: Final = re.compile(r"  # E\[[^\]\n]*\]")


@click.command("rule")
@click.argument("code", required=False)
@click.option(
    "--output",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How it is written.",
)
def rule_command(code: str | None, output: str) -> None:
    """List the codes, or explain one: fastapi-guard, or guard for short.

    The list says which are on in the current folder.
    """
    terminal = Terminal()
    try:
        on = Configuration().of(Path.cwd()).selection.codes
    except ConfigurationError as error:
        for line in str(error).splitlines():
            terminal.fail(line)
        sys.exit(TROUBLE)
    wanted = _wanted(code)
    if output == "json":
        documents = [
            _document(each, each.name in on, with_page=code is not None) for each in wanted
        ]
        terminal.write(json.dumps(documents, indent=2, ensure_ascii=False))
    elif code in {None, PARENT.name}:
        terminal.show(_lines(wanted, on))
    else:
        _explain(wanted[0], on, terminal)


def _wanted(code: str | None) -> tuple[Code, ...]:
    if code is None or code == PARENT.name:
        return CODES
    # `rule guard` is quicker to type, and means one code only.
    found = CODES_BY_NAME.get(code) or CODES_BY_NAME.get(f"{PARENT.name}-{code}")
    if found is None:
        raise click.BadParameter(str(UnknownCodeError(code)), param_hint="'CODE'")
    return (found,)


def _lines(codes: tuple[Code, ...], on: frozenset[str]) -> Iterator[Text]:
    widest = max(len(code.name) for code in codes)
    for code in codes:
        line = Text(code.name, Style(color="yellow", link=code.url))
        line.append(" " * (widest - len(code.name) + 2))
        is_on = code.name in on
        line.append("on " if is_on else "off", "green" if is_on else "dim")
        yield line.append(f"  {code.description}")
    yield Text()
    yield Text("scoped-fastapi rule CODE explains one of them", "dim")


def _explain(code: Code, on: frozenset[str], terminal: Terminal) -> None:
    page = _MARK.sub("  # <- here", _LINK.sub(r"\1", page_of(code)))
    terminal.show_markdown(page)
    state = "on" if code.name in on else "off"
    default = "on" if code.default_enabled else "off"
    terminal.show([Text(f"It is {state} here, and {default} by default. {code.url}", "dim")])


def _document(code: Code, is_on: bool, *, with_page: bool) -> dict[str, object]:
    found: dict[str, object] = {
        "code": code.name,
        "summary": code.description,
        "severity": code.severity,
        "default": code.default_enabled,
        "on": is_on,
        "url": code.url,
    }
    return {**found, "page": page_of(code)} if with_page else found
