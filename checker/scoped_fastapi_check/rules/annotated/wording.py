"""What is said about ignored metadata."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.rules.annotated.metadata import Ignored, Meant
from scoped_fastapi_check.rules.annotated.sources import OF_MARKERS, REFUSED
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression

DEPENDS: Final = "Depends"


def not_called(found: Ignored) -> str:
    """What is wrong, in a sentence that begins with what has the metadata."""
    item = written(found.item.node)
    if found.meant is Meant.MARKER:
        return f'has "{item}" in its Annotated, which is ignored because it is not called'
    return f'has "{item}" in its Annotated, which FastAPI never calls'


def ways(name: str, source: str, found: Ignored) -> str:
    """What FastAPI does instead, and how to write it."""
    return f"{consequence(name, source, found.marker or DEPENDS)}: write {_right(found)}"


def consequence(name: str, source: str, marker: str) -> str:
    """What FastAPI makes of a parameter whose marker it does not see."""
    if source == REFUSED:
        return f"FastAPI refuses to register the route, as it cannot take {name} from a request"
    if marker in {DEPENDS, "Security"}:
        return f"FastAPI takes {name} from {source}, so that every client chooses the value itself"
    if OF_MARKERS[marker] == source:
        return f"FastAPI takes {name} from {source} under its own name"
    return f"FastAPI takes {name} from {source} instead of {OF_MARKERS[marker]}"


def _right(found: Ignored) -> str:
    item = written(found.item.node)
    if found.meant is Meant.DEPENDENCY:
        return f'"Depends({item})"'
    if found.marker in {DEPENDS, "Security"}:
        return f'"{item}()" for the type itself, or "{item}(function)"'
    return f'"{item}()"'


def in_union(types: list[Expression], marker: ast.Call) -> str:
    """The annotation as it has to be written."""
    joined = " | ".join(ast.unparse(typ.node) for typ in types)
    return f"Annotated[{joined}, {written(marker)}]"
