"""`--show-settings`: what holds, as a table that can be put into a pyproject.toml."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, cast

from rich.text import Text

from scoped_fastapi_check.check import groups_of
from scoped_fastapi_check.checkers.autodetect import Choice, choose
from scoped_fastapi_check.checkers.programs import tree_programs
from scoped_fastapi_check.configuration.table import NAME, Table, key_of
from scoped_fastapi_check.diagnostics.formats.text import counted
from scoped_fastapi_check.diagnostics.selection import Layer
from scoped_fastapi_check.project.display import displayed
from scoped_fastapi_check.project.environment import choose_environment
from scoped_fastapi_check.project.files import project_top
from scoped_fastapi_check.project.module_names import common_folder, outermost_folder

if TYPE_CHECKING:
    from scoped_fastapi_check.check import Request
    from scoped_fastapi_check.configuration.settings import Group

__all__ = ["settings_lines"]


def settings_lines(request: Request) -> Iterator[Text]:
    """Say for each group of files what holds for it; raises what `check` raises."""
    groups, _ = groups_of(request)
    for number, group in enumerate(groups):
        if number:
            yield Text()
        yield from _lines_of(group)


def _lines_of(group: Group) -> Iterator[Text]:
    settings = group.settings
    where = "no table" if settings.file is None else displayed(settings.file)
    yield Text(f"# {where}: {counted(len(group.files), 'file')}", "bold")
    yield Text(f"[tool.{NAME}]")
    for key, value, reason in _values(group):
        line = Text(f"{key} = {_toml(value)}")
        yield line.append(f"  # {reason}", "dim") if reason else line
    codes = ", ".join(sorted(settings.selection.codes))
    yield Text(f"# on: {codes or 'no code'}", "dim")


def _values(group: Group) -> Iterator[tuple[str, object, str]]:
    """The keys with their values, and where those come from that stand in no table."""
    settings = group.settings
    table = settings.table
    if settings.checker is not None:
        yield "checker", settings.checker, _origin(settings.checker, table.checker)
    else:
        choice = _choice(group)
        yield "checker", choice.name, choice.reason
    if settings.python is not None:
        yield "python", settings.python, "" if table.python else "from the command line"
    usual = Table()
    handled = {"checker", "python", "baseline"}
    if settings.codes != Layer():
        yield "select", sorted(settings.selection.codes), "with the command line"
        handled |= {"select", "extend_select", "ignore"}
    for each in fields(Table):
        value = getattr(table, each.name)
        if each.name not in handled and value != getattr(usual, each.name):
            yield key_of(each.name), value, ""
    if settings.baseline is not None:
        yield "baseline", str(settings.baseline), "" if table.baseline else "from the command line"


def _choice(group: Group) -> Choice:
    outermost = outermost_folder(group.files)
    top = project_top(outermost) or outermost
    tree = common_folder(group.files)
    environment = choose_environment(group.settings.python, top, tree, lambda _: None)
    return choose(top, tree_programs(environment, top, are_trusted=group.settings.trust))


def _origin(value: str, said: str | None) -> str:
    return "" if value == said else "from the command line"


def _toml(value: object) -> str:
    """A value as TOML, which has JSON's strings, numbers and lists."""
    if isinstance(value, dict):
        items = cast("dict[str, object]", value)
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(one)}" for key, one in items.items()) + " }"
    if isinstance(value, str):
        # JSON leaves DEL as it is, which TOML does not take.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        parts = cast("Iterable[object]", value)
        return "[" + ", ".join(map(_toml, parts)) + "]"
    return json.dumps(value)
