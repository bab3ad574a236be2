"""Finds the routes that answer a path, among thousands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from scoped_fastapi_check.model.paths import PathParameter, Segment, path_parameters, segments

__all__ = ["ANYTHING", "PathTree"]

ANYTHING: Final = "\0"
"""Stands in a path for what only the running program knows."""

_NUMBERS: Final = {"int": re.compile(r"[0-9]+"), "float": re.compile(r"[0-9]+(\.[0-9]+)?")}


@dataclass(eq=False, slots=True)
class _Node:
    """The paths that begin alike."""

    texts: dict[str, _Node] = field(default_factory=dict["str", "_Node"])
    patterns: list[tuple[re.Pattern[str], _Node]] = field(
        default_factory=list["tuple[re.Pattern[str], _Node]"]
    )
    ends: list[tuple[int, Any]] = field(default_factory=list["tuple[int, Any]"])
    rests: list[tuple[int, Any]] = field(default_factory=list["tuple[int, Any]"])
    """The routes that take whatever follows."""


class PathTree:
    """Routes by the parts of their paths; what is put in first is found first."""

    def __init__(self) -> None:
        self._root = _Node()
        self._count = 0

    def add(self, path: str, route: Any) -> None:
        """Put a route in."""
        self._count += 1
        node = self._root
        texts = path.split("/")
        for text, part in zip(texts, segments(path), strict=True):
            if isinstance(part, PathParameter) and part.convertor == "path":
                node.rests.append((self._count, route))
                return
            node = _child(node, text, part)
        node.ends.append((self._count, route))

    def matching(self, path: str) -> list[Any]:
        """The routes that answer a path, in their order."""
        parts = path.split("/")
        # A text that nobody knows fills parameters first, as numbers and names do.
        for is_loose in (False, True) if ANYTHING in path else (False,):
            found: list[tuple[int, Any]] = []
            _collect(self._root, parts, 0, found, is_loose=is_loose)
            if found:
                return [route for _, route in sorted(found, key=lambda one: one[0])]
        return []


def _child(node: _Node, text: str, part: Segment) -> _Node:
    if isinstance(part, str):
        return node.texts.setdefault(part, _Node())
    pattern = _pattern(text)
    for known, child in node.patterns:
        if known.pattern == pattern.pattern:
            return child
    child = _Node()
    node.patterns.append((pattern, child))
    return child


def _pattern(text: str) -> re.Pattern[str]:
    """What matches a part of a path with parameters in it."""
    made, position = "", 0
    for parameter in path_parameters(text):
        found = re.compile(rf"{{{parameter.name}(:\w+)?}}").search(text, position)
        if found is None:
            break
        made += re.escape(text[position : found.start()])
        number = _NUMBERS.get(parameter.convertor)
        made += f"(?:{number.pattern}|{ANYTHING})" if number is not None else "[^/]+"
        position = found.end()
    return re.compile(made + re.escape(text[position:]))


def _collect(
    node: _Node, parts: list[str], position: int, found: list[tuple[int, Any]], *, is_loose: bool
) -> None:
    if position == len(parts):
        found += node.ends
        return
    found += node.rests
    part = parts[position]
    following = [child for pattern, child in node.patterns if pattern.fullmatch(part)]
    if part in node.texts:
        following.append(node.texts[part])
    elif is_loose and ANYTHING in part:
        shape = re.compile("[^/]+".join(map(re.escape, part.split(ANYTHING))))
        following += [child for text, child in node.texts.items() if shape.fullmatch(text)]
    for child in following:
        _collect(child, parts, position + 1, found, is_loose=is_loose)
