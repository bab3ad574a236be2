# Functions of a module that its package imports from itself.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import deps

app = FastAPI()


@app.get("/")
def read(numbers: list[int] = Depends(deps.doubled)) -> list[int]:
    return numbers


def use() -> list[list[int]]:
    return [
        deps.doubled(),  # E[fastapi-direct-call]
        deps.listed(),  # E[fastapi-direct-call]
        deps.listed(3),
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [3, 3]
    assert type(use()[0][0]).__name__ == "Depends"
