"""Functions that declare what they return, and hold it in a variable of another declared type."""

from typing import Any


async def ask(key: int = 1) -> dict[str, int]:
    value: Any = {"size": key}
    return value


def count(key: int = 1) -> list[int]:
    value: Any = key
    return value


def measure(key: int = 1) -> dict[str, int]:
    value: "dict[str, int]" = {"size": key}
    return value
