"""What a handler may return, by the status and the response model of its route.

FastAPI validates what is returned by its attributes, whatever its class. So a handler whose
response model is a pydantic model may return an object of any class that has the fields, and no
type holds every class and leaves out `str`: nothing is said of those. What is left are the
models that no object satisfies by its attributes: containers, mappings and plain values.
"""

from collections import deque
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, SupportsFloat, SupportsIndex, SupportsInt, TypeAlias

from starlette.responses import Response

__all__ = [
    "ItemsModel",
    "PlainModel",
    "ReturnsItems",
    "ReturnsNoBody",
    "ReturnsPlain",
]


class Indexed(Protocol):
    """What Python iterates by index."""

    def __getitem__(self, index: int, /) -> Any:
        """Return an item."""
        ...


# For a status that forbids a body: nothing, or a response that the handler made itself.
NoBody: TypeAlias = Response | None
ReturnsNoBody: TypeAlias = Callable[..., NoBody | Awaitable[NoBody]]

# pydantic takes whatever can be iterated; FastAPI also streams it.
ItemsModel: TypeAlias = list[Any] | set[Any] | frozenset[Any] | deque[Any]
Items: TypeAlias = Iterable[Any] | AsyncIterable[Any] | Indexed | Response
ReturnsItems: TypeAlias = Callable[..., Items | Awaitable[Items]]

# A `TypedDict` is a mapping, too. Text and numbers are converted into each other, where they can.
PlainModel: TypeAlias = Mapping[Any, Any] | str | bytes | int | float
Plain: TypeAlias = (
    Mapping[Any, Any]
    | str
    | bytes
    | bytearray
    | Decimal
    | Enum
    | SupportsInt
    | SupportsFloat
    | SupportsIndex
    | Response
)
ReturnsPlain: TypeAlias = Callable[..., Plain | Awaitable[Plain]]
