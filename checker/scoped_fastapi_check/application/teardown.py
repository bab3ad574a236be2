"""In which order what a route opens is closed; the same for a live application and for its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["with_teardown"]


def with_teardown(route: dict[str, Any]) -> dict[str, Any]:
    """The document of a route, with the order in which its dependencies are closed.

    FastAPI opens what a dependency depends on before the dependency itself, each instance once, and
    closes them in reverse: those of the function scope before the response is sent, those of the
    request scope after it.
    """
    opened = [*_opened(route["dependencies"])][::-1]
    early = [node for node in opened if node["scope"] != "request"]
    late = [node for node in opened if node["scope"] == "request"]
    for number, node in enumerate([*early, *late], start=1):
        node["closes"] = number
    teardown = {
        "before_response": [node["name"] for node in early],
        "after_response": [node["name"] for node in late],
    }
    return {**route, "teardown": teardown}


def _opened(dependencies: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in dependencies:
        yield from _opened(node["dependencies"])
        if node["scope"] is not None and not node["shared"]:
            yield node
