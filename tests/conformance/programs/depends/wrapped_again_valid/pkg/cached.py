from typing import Any


def cached(function: Any) -> Any:
    def inner() -> str:
        return f"user {function()}"

    return inner
