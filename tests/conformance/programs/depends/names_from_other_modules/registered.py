"""A route on an application that is taken from a module."""

from . import parts


@parts.app.get("/items/{item}")  # E[fastapi-path]
def show(itm: str) -> str:
    return itm
