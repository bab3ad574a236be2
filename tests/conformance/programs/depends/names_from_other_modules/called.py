"""A call of a function that has a marker for a default."""

from .framework import search


def found() -> list[str]:
    return search("a")  # E[fastapi-direct-call]
