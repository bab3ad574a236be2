"""Whether a class leaves what it derives from as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

__all__ = ["FRAMEWORKS", "leaves_methods"]

FRAMEWORKS: Final = frozenset({"fastapi", "starlette", "scoped_fastapi"})
"""The packages whose classes may redefine what they like."""

Ancestor = tuple[str, Callable[[str], bool]]
"""The full name of a class, and whether the class itself binds a name."""


def leaves_methods(ancestors: Iterable[Ancestor], base: str, methods: tuple[str, ...]) -> bool:
    """Whether a class leaves `methods` as `base` and the packages around it define them.

    `ancestors` are the class and what it derives from, in the order in which attributes are looked up.
    """
    for fullname, binds in ancestors:
        if fullname == base:
            return True
        if fullname.partition(".")[0] not in FRAMEWORKS and any(map(binds, methods)):
            return False
    return True
