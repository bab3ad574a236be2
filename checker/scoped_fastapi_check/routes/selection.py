"""Which routes are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["Wanted"]


@dataclass(frozen=True)
class Wanted:
    """What was asked for: every condition has to hold."""

    methods: tuple[str, ...] = ()
    path: str = ""
    dependencies: tuple[str, ...] = ()
    """Names of which each is somewhere in the tree."""
    without: tuple[str, ...] = ()
    """Names of which none is anywhere in the tree."""

    def of(self, documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The documents of the routes that are shown."""
        return [document for document in documents if self._is_wanted(document)]

    def _is_wanted(self, document: dict[str, Any]) -> bool:
        verbs = {*document["methods"], _kind(document)}
        asked = {method.upper() for method in self.methods}
        if self.path not in document["path"] or (asked and not asked & verbs):
            return False
        names = set(_names(document["dependencies"]))
        return names.issuperset(self.dependencies) and not names & set(self.without)


def _kind(document: dict[str, Any]) -> str:
    kind = str(document["kind"])
    return {"websocket": "WS", "http": "ANY" if not document["methods"] else ""}.get(
        kind, kind.upper()
    )


def _names(dependencies: Iterable[dict[str, Any]]) -> Iterable[str]:
    for dependency in dependencies:
        yield dependency["name"]
        yield from _names(dependency["dependencies"])
