"""The routes and what they depend on as a Mermaid flowchart, which GitHub and many editors draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.escaping import for_mermaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scoped_fastapi_check.routes.document import Dependency, Route

__all__ = ["as_mermaid"]

SCOPES = {"function": "stroke:#0aa", "response": "stroke:#0a0", "request": "stroke:#aa0"}


def as_mermaid(routes: Iterable[Route]) -> str:
    """Return the text of the picture."""
    picture = _Picture()
    for route in routes:
        picture.add(route)
    return "\n".join(["flowchart LR", *picture.lines()])


class _Picture:
    def __init__(self) -> None:
        self._routes: list[str] = []
        self._dependencies: dict[Dependency | tuple[object, ...], str] = {}
        self._labels: list[str] = []
        self._edges: dict[str, None] = {}

    def add(self, route: Route) -> None:
        name = f"r{len(self._routes)}"
        lines = [f"{route.verb} {route.path}", route.handler.name]
        if route.closing:
            lines.append(f"closes: {route.closing}")
        self._routes.append(f"{name}[{_text(*lines)}]")
        self._connect(name, route.dependencies)

    def lines(self) -> Iterator[str]:
        for line in (*self._routes, *self._labels, *self._edges):
            yield f"    {line}"
        for scope, style in SCOPES.items():
            yield f"    classDef {scope} {style},stroke-width:2px"

    def _connect(self, name: str, dependencies: Iterable[Dependency]) -> None:
        for dependency in dependencies:
            below = self._node(dependency)
            self._edges[f"{name} --> {below}"] = None
            self._connect(below, dependency.dependencies)

    def _node(self, dependency: Dependency) -> str:
        key = (dependency.name, dependency.file, dependency.line, dependency.scope)
        if key not in self._dependencies:
            name = self._dependencies[key] = f"d{len(self._dependencies)}"
            scope = dependency.scope
            label = _text(dependency.name, *([f"{scope} scope"] if scope else []))
            self._labels.append(f"{name}({label}){f':::{scope}' if scope in SCOPES else ''}")
        return self._dependencies[key]


def _text(*lines: str) -> str:
    return f'"{"<br/>".join(map(for_mermaid, lines))}"'
