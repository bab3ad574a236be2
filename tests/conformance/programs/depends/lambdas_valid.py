# A lambda provides the value of its expression.
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


def untyped():
    return "text"


@app.get("/right")
def right(
    a: Annotated[int, Depends(lambda: 3)],
    b: Annotated[int, Depends(lambda: get_id())],
    c: Annotated[int, Depends(lambda number=4: number)],
    d: Annotated[str, Depends(lambda: untyped())],
    e: list[int] = Depends(lambda: []),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["int", "int", "int", "str", "list"]
