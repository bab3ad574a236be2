# Names that are imported for type checkers only.
# outcome: silent
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

app = FastAPI()


def get_price() -> "Decimal":
    from decimal import Decimal

    return Decimal(1)


def numbers() -> "Iterator[int]":
    yield 3


@app.get("/")
def read(
    a: Annotated[str, Depends(get_price)],  # E[fastapi-depends]
    b: Annotated[object, Depends(get_price)],
    c: Annotated[int, Depends(numbers)],
    d: Annotated[str, Depends(numbers)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Decimal", "Decimal", "int", "int"]
