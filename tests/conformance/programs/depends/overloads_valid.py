# Which overload FastAPI's call takes is not known: one that fits is enough.
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


@overload
async def fetch(number: int = 1) -> int: ...
@overload
async def fetch(number: int = 1, *, text: bool) -> str: ...
async def fetch(number: int = 1, *, text: bool = False) -> int | str:
    return str(number) if text else number


@app.get("/right")
def right(
    a: Annotated[int, Depends(get)],
    c: Annotated[int | str, Depends(get)],
    d: Annotated[str, Depends(get)],
    e: Annotated[str, Depends(fetch)],
) -> list[str]:
    return [type(value).__name__ for value in (a, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right?text=1").json() == ["str", "str", "str", "str"]
