"""The routes as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from scoped_fastapi_check.diagnostics.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from scoped_fastapi_check.routes.document import Dependency, Route

__all__ = ["as_table"]

SCOPES = {"function": "cyan", "response": "green", "request": "yellow"}


def as_table(routes: Iterable[Route]) -> Table:
    """Return the table to print."""
    table = Table(box=box.SIMPLE_HEAD, leading=1, pad_edge=False)
    table.add_column("Method", no_wrap=True, style="bold")
    table.add_column("Path", overflow="fold")
    table.add_column("Handler", overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("Response", overflow="fold")
    table.add_column("Dependencies", overflow="fold")
    for route in routes:
        table.add_row(
            _text(route.verb),
            _text(route.path),
            _lines(_text(route.handler.name), _text(route.handler.place, "dim")),
            _text(str(route.status or "")),
            _text(route.answer),
            _dependencies(route),
        )
    return table


def _dependencies(route: Route) -> RenderableType:
    if not route.dependencies:
        return ""
    tree = Tree("", hide_root=True)
    for dependency in route.dependencies:
        _grow(tree, dependency)
    if not route.closing:
        return tree
    return Group(tree, Text.assemble(("closes: ", "dim"), visible(route.closing)))


def _grow(tree: Tree, dependency: Dependency) -> None:
    label = _text(dependency.name)
    if dependency.scope:
        label.append(f"  {visible(dependency.scope)} scope", SCOPES.get(dependency.scope, ""))
    if dependency.shared:
        # Its own dependencies are shown where it is first asked for.
        tree.add(label.append("  open already" if dependency.scope else "  called already", "dim"))
        return
    branch = tree.add(label)
    for below in dependency.dependencies:
        _grow(branch, below)


def _text(text: str, style: str = "") -> Text:
    # A plain string would be read as markup: `[red]` in a path.
    return Text(visible(text), style)


def _lines(*lines: Text) -> Text:
    return Text("\n").join(line for line in lines if line)
