"""The routes as text that fits 80 columns: one headline for each, the tree of what it needs below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from scoped_fastapi_check.diagnostics.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scoped_fastapi_check.routes.document import Dependency, Route

__all__ = ["as_lines"]

WIDTH = 80
SCOPES = {"function": "cyan", "response": "green", "request": "yellow"}


def as_lines(routes: Sequence[Route]) -> Iterator[Text]:
    """Return the lines to print."""
    margin = max((len(route.verb) for route in routes), default=0) + 2
    margin = min(margin, 12)
    for route in routes:
        yield from _headline(route, margin)
        yield from _tree(route.dependencies, margin)
        if route.closing:
            yield from _folded(Text("closes: ", "dim"), route.closing.split(" → "), margin)


def _headline(route: Route, margin: int) -> Iterator[Text]:
    answer = " ".join(filter(None, [str(route.status or ""), route.answer]))
    parts = [
        (route.path, ""),
        (route.handler.name, "bold"),
        (route.handler.place, "dim"),
        (answer, ""),
        ("possible" if route.is_possible else "", "yellow"),
    ]
    line = Text(visible(route.verb).ljust(margin), "bold")
    is_first = True
    for text, style in parts:
        if not text:
            continue
        part = Text(visible(text), style)
        if not is_first and cell_len(line.plain) + cell_len(part.plain) + 2 > WIDTH:
            yield line
            line, is_first = Text(" " * margin), True
        line.append("" if is_first else "  ").append_text(part)
        is_first = False
    yield line


def _tree(dependencies: Iterable[Dependency], margin: int, above: str = "") -> Iterator[Text]:
    listed = list(dependencies)
    for dependency in listed:
        is_last = dependency is listed[-1]
        line = Text(" " * margin + above + ("└─ " if is_last else "├─ "), "dim")
        line.append_text(Text(visible(dependency.name), "not dim"))
        if dependency.scope:
            style = f"not dim {SCOPES.get(dependency.scope, '')}"
            line.append_text(Text(f"  {visible(dependency.scope)} scope", style))
        if dependency.shared:
            # Its own dependencies are shown where it is first asked for.
            line.append("  open already" if dependency.scope else "  called already")
            yield line
            continue
        yield line
        yield from _tree(dependency.dependencies, margin, above + ("   " if is_last else "│  "))


def _folded(line: Text, names: Iterable[str], margin: int) -> Iterator[Text]:
    """Names with arrows between them, over as many lines as they need."""
    indented = Text(" " * margin).append_text(line)
    is_first = True
    for name in names:
        part = ("" if is_first else " → ") + visible(name)
        if not is_first and cell_len(indented.plain) + cell_len(part) > WIDTH:
            yield indented
            indented = Text(" " * (margin + len(line.plain)))
            part = part.lstrip()
        indented.append(part, "not dim")
        is_first = False
    yield indented
