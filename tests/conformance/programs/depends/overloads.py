# Which overload FastAPI's call takes is not known: one that fits is enough.
# outcome: silent
from typing import Annotated, overload

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@overload
def get(number: int = 1) -> int: ...
@overload
def get(number: int = 1, *, text: bool) -> str: ...
def get(number: int = 1, *, text: bool = False) -> int | str:
    return str(number) if text else number


@app.get("/wrong")
def wrong(a: Annotated[list[int], Depends(get)]) -> str:  # E[fastapi-depends]
    return type(a).__name__


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == "int"
