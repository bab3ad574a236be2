# A lambda provides the value of its expression.
# outcome: silent
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


@app.get("/wrong")
def wrong(
    a: Annotated[str, Depends(lambda: 3)],  # E[fastapi-depends]
    b: Annotated[str, Depends(lambda: get_id())],  # E[fastapi-depends]
    c: int = Depends(lambda: "text"),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["int", "int", "int", "str", "list"]
    assert client.get("/wrong").json() == ["int", "int", "str"]
