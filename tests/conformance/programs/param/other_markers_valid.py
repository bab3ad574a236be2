# Functions and classes that only look like FastAPI's markers, and handlers of other frameworks.
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Query:
    def __init__(self, default: Any = None) -> None:
        self.default = default


class Registry:
    def get(self, path: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return lambda function: function


registry = Registry()


def Path(default: str) -> str:  # noqa: N802
    return default


@app.get("/own")
def own(text: Annotated[str, Query("a")] = "b") -> str:
    return text


@registry.get("/other/{items}")
def other(items: list[int], path: str = Path("a")) -> list[int]:
    return items


def pages(number: int) -> int:
    return number


@app.get("/lambda")
def by_lambda(number: Annotated[int, Depends(lambda: pages(3))]) -> int:
    return number


def demonstrate(client: TestClient) -> None:
    assert client.get("/own").json() == "b"
    assert client.get("/lambda").json() == 3
