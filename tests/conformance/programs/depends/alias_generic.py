# A generic alias is right or wrong where it is used, unless it can never be right.
# outcome: silent
from typing import Annotated, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")


def get_id() -> int:
    return 3


def get_ids() -> list[int]:
    return [3]


Id = Annotated[T, Depends(get_id)]
Ids = Annotated[list[T], Depends(get_ids)]
Never = Annotated[list[T], Depends(get_id)]  # E[fastapi-depends]


@app.get("/")
def read(
    a: Id[int],
    b: Id[str],  # E[fastapi-depends]
    c: Ids[int],
    d: Ids[str],  # E[fastapi-depends]
    e: Never[int],
    f: Id[int | None],
    g: Id[float],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "int", "list", "list", "int", "int", "int"]
