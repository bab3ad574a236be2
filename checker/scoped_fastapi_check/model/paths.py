"""Takes a path apart as Starlette does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_PARAMETER: Final = re.compile(r"{([a-zA-Z_][a-zA-Z0-9_]*)(?::([a-zA-Z_][a-zA-Z0-9_]*))?}")
_CONVERTORS: Final = {"str": re.compile("[^/]+"), "int": re.compile("[0-9]+")}
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


@lru_cache(maxsize=4096)
def path_parameters(path: str) -> tuple[PathParameter, ...]:
    """The parameters of a path, in their order."""
    return tuple(PathParameter(found[1], found[2] or "str") for found in _PARAMETER.finditer(path))


def literal_braces(path: str) -> list[str]:
    """What stands in braces and yet is no parameter for Starlette, such as `{item-id}`."""
    return [text for text in _BRACES.findall(path) if _PARAMETER.fullmatch(text) is None]


@dataclass(frozen=True, slots=True)
class Mixture:
    """A part such as `{name}.json`: its text without the names of its parameters, and what it matches."""

    shape: str
    pattern: str


Segment = str | PathParameter | Mixture | None


def segments(path: str) -> list[Segment]:
    """The parts between slashes; None for one of which nobody knows what it matches."""
    parts: list[Segment] = []
    for part in path.split("/"):
        whole = _PARAMETER.fullmatch(part)
        if whole is not None:
            parts.append(PathParameter(whole[1], whole[2] or "str"))
        else:
            parts.append(_mixture(part) if "{" in part else part)
    return parts


def _mixture(part: str) -> Segment:
    """A part that holds more than one parameter; FastAPI takes braces around anything else as a text."""
    found = path_parameters(part)
    if not found:
        return part
    convertors = [_CONVERTORS.get(one.convertor) for one in found]
    if None in convertors:
        return None
    pattern, end = "", 0
    for match, convertor in zip(_PARAMETER.finditer(part), convertors, strict=True):
        text = part[end : match.start()]
        pattern += re.escape(text) + (convertor.pattern if convertor else "")
        end = match.end()
    return Mixture(_PARAMETER.sub(_without_name, part), pattern + re.escape(part[end:]))


def _without_name(found: re.Match[str]) -> str:
    return f"{{{found[2] or 'str'}}}"


def hides(first: Sequence[Segment], second: Sequence[Segment]) -> bool:
    """Whether a path matches all that a later one does, and is not the same."""
    last = first[-1]
    if isinstance(last, PathParameter) and last.convertor == "path":
        # It matches the rest of a path, whatever that is.
        if len(second) < len(first):
            return False
        rest = second[len(first) - 1 :]
        is_same = (
            len(rest) == 1 and isinstance(rest[0], PathParameter) and rest[0].convertor == "path"
        )
        return not is_same and _match(first[:-1], second[: len(first) - 1]) is not None
    return len(first) == len(second) and bool(_match(first, second))


def may_match(path: str, asked: str) -> bool:
    """Whether a path with parameters may be that of a request; a convertor of one's own takes all."""
    pattern, end = "", 0
    for found in _PARAMETER.finditer(path):
        convertor = _CONVERTORS.get(found[2] or "str")
        pattern += re.escape(path[end : found.start()])
        pattern += ".*" if convertor is None else convertor.pattern
        end = found.end()
    return re.fullmatch(pattern + re.escape(path[end:]), asked) is not None


def _match(first: Sequence[Segment], second: Sequence[Segment]) -> bool | None:
    """Whether a parameter stands for a text somewhere; None where some part matches less."""
    hides = False
    for one, other in zip(first, second, strict=True):
        if one is not None and one == other:
            continue
        if isinstance(one, Mixture):
            if not isinstance(other, str) or re.fullmatch(one.pattern, other) is None:
                return None
            hides = True
            continue
        if isinstance(other, Mixture):
            # Whatever it matches is a text without a slash, and not an empty one.
            if not isinstance(one, PathParameter) or one.convertor != "str":
                return None
            hides = True
            continue
        if isinstance(one, PathParameter) and isinstance(other, PathParameter):
            if one.convertor in {other.convertor, "str"} and other.convertor != "path":
                continue
            return None
        if not isinstance(one, PathParameter) or not isinstance(other, str):
            return None
        convertor = _CONVERTORS.get(one.convertor)
        if convertor is None or convertor.fullmatch(other) is None:
            return None
        hides = True
    return hides
