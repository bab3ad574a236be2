"""Takes a path apart as Starlette does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PARAMETER: Final = re.compile(r"{([a-zA-Z_][a-zA-Z0-9_]*)(?::([a-zA-Z_][a-zA-Z0-9_]*))?}")
_BRACES: Final = re.compile(r"{[^{}]*}")


@dataclass(frozen=True, slots=True)
class PathParameter:
    """A part such as `{item_id}` or `{rest:path}` of a path."""

    name: str
    convertor: str

    @property
    def is_placeholder(self) -> bool:
        """Whether a route may well have it only to match more paths: `{rest:path}`, `{_}`."""
        return self.convertor == "path" or self.name.startswith("_")


def path_parameters(path: str) -> list[PathParameter]:
    """The parameters of a path, in their order."""
    return [PathParameter(found[1], found[2] or "str") for found in _PARAMETER.finditer(path)]


def literal_braces(path: str) -> list[str]:
    """What stands in braces and yet is no parameter for Starlette, such as `{item-id}`."""
    return [text for text in _BRACES.findall(path) if _PARAMETER.fullmatch(text) is None]


Segment = str | PathParameter | None


def segments(path: str) -> list[Segment]:
    """The parts between slashes: a text, a parameter, or None for a mixture of both."""
    parts: list[Segment] = []
    for part in path.split("/"):
        whole = _PARAMETER.fullmatch(part)
        if whole is not None:
            parts.append(PathParameter(whole[1], whole[2] or "str"))
        else:
            parts.append(None if "{" in part else part)
    return parts
