# The `type` statement.
# outcome: silent
# python: 3.12
# fastapi: 0.128
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


type Right = Annotated[int, Depends(get_id)]
type Wrong = Annotated[str, Depends(get_id)]  # E[fastapi-depends]
type Lines = Annotated[  # E[fastapi-depends]
    str,
    Depends(get_id),
]


@app.get("/")
def read(a: Right, b: Wrong, c: Lines) -> list[str]:
    return [type(value).__name__ for value in (a, b, c)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "int", "int"]
