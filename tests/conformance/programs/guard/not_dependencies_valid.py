# Other calls have a `dependencies`, too, and some values are asked for.
from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_factory() -> Callable[[], str]:
    return lambda: "made"


def load(dependencies: list[Any]) -> int:
    return len(dependencies)


UNUSED = Depends(get_factory)


@app.get("/")
def read(factory: Callable[[], str] = Depends(get_factory)) -> str:
    return factory() * load(dependencies=["a"])


@app.get("/passed")
def passed(_factory: Callable[[], str] = Depends(get_factory)) -> str:
    return (lambda: _factory())()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "made"
    assert client.get("/passed").json() == "made"
