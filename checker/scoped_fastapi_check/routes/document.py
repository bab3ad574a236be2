"""What the application tells about its routes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Callee", "Dependency", "Route", "read_routes"]


@dataclass(frozen=True)
class Callee:
    """A handler or a dependency; what is not known of it is None."""

    name: str
    module: str | None
    file: str | None
    line: int | None

    @property
    def place(self) -> str:
        """File and line, empty for what is installed and not part of the project."""
        if self.file is None or {"site-packages", "dist-packages"} & set(Path(self.file).parts):
            return ""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Dependency(Callee):
    """A dependency in the tree of a route."""

    parameter: str | None
    scope: str | None
    """Of what has to be closed: "function", "response" or "request"."""
    closes: int | None
    shared: bool
    dependencies: tuple[Dependency, ...]


@dataclass(frozen=True)
class Route:
    """Something that an application answers to."""

    kind: str
    methods: tuple[str, ...]
    path: str
    handler: Callee
    status: int | None
    response_model: str | None
    stream_item: str | None
    dependencies: tuple[Dependency, ...]
    before_response: tuple[str, ...]
    after_response: tuple[str, ...]
    is_possible: bool = False
    """Whether it is registered under a condition that the source does not decide."""

    @property
    def verb(self) -> str:
        """What the first column says."""
        if self.kind == "http":
            return ", ".join(self.methods) or "ANY"
        return {"websocket": "WS"}.get(self.kind, self.kind.upper())

    @property
    def answer(self) -> str:
        """What it answers with, as far as that is declared."""
        if self.stream_item is not None:
            return f"stream of {self.stream_item}"
        return self.response_model or ""

    @property
    def closing(self) -> str:
        """What is closed in which order, the response among it; empty where nothing is."""
        if not self.before_response and not self.after_response:
            return ""
        if self.kind == "websocket":
            # The response was sent to open the connection, and both scopes end with the handler.
            names = ["(handler)", *self.before_response, *self.after_response]
        else:
            names = [*self.before_response, "(response)", *self.after_response]
        return " → ".join(names)


def read_routes(documents: list[dict[str, Any]]) -> list[Route]:
    """Make objects of what the application has told."""
    return [_route(document) for document in documents]


def _route(document: dict[str, Any]) -> Route:
    teardown = document["teardown"]
    return Route(
        kind=document["kind"],
        methods=tuple(document["methods"]),
        path=document["path"],
        handler=Callee(**document["handler"]),
        status=document["status"],
        response_model=document["response_model"],
        stream_item=document["stream_item"],
        dependencies=tuple(map(_dependency, document["dependencies"])),
        before_response=tuple(teardown["before_response"]),
        after_response=tuple(teardown["after_response"]),
        is_possible=bool(document.get("possible", False)),
    )


def _dependency(document: dict[str, Any]) -> Dependency:
    fields = dict(document)
    fields["dependencies"] = tuple(map(_dependency, document["dependencies"]))
    return Dependency(**fields)
