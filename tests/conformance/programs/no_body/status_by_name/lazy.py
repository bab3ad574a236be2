"""The same as a module of its own."""

from typing import Any

from starlette import status as _starlette


def __getattr__(name: str) -> Any:
    return getattr(_starlette, name)
