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


def get_text() -> str:
    return "text"


def get_number() -> int:
    return 3


def get_bytes() -> bytes:
    return b"bytes"


@app.get("/")
def read(
    a: Annotated[str, Depends(get_text)],
    b: Annotated[int, Depends(get_number)],
    c: Annotated[bytes, Depends(get_bytes)],
    d: Annotated[int, Depends(get)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_text] = get
    assert client.get("/").json() == ["int", "int", "bytes", "int"]
    app.dependency_overrides = {}
    app.dependency_overrides[get_number] = get
    app.dependency_overrides[get_bytes] = get  # E[fastapi-override]
    assert client.get("/").json() == ["str", "int", "int", "int"]
    app.dependency_overrides = {}
    app.dependency_overrides[get] = get_text
    assert client.get("/").json() == ["str", "int", "bytes", "str"]
    app.dependency_overrides[get] = get_bytes  # E[fastapi-override]
    assert client.get("/").json() == ["str", "int", "bytes", "bytes"]
