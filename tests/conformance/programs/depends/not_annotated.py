# What is not annotated is known where it is written out, whichever checker is asked.
# outcome: silent
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def untyped():
    return 3


def partly(number: int = 1):
    return "text"


async def untyped_async():
    return 3


def untyped_generator():
    yield 3


def anything() -> Any:
    return 3


def list_of_anything() -> list:  # type: ignore[type-arg]
    return [3]


class Untyped:
    def __call__(self):
        return 3


unknown: Any = untyped


@app.get("/")
def read(
    without,
    by_default=Depends(anything),
    a: Annotated[str, Depends(untyped)] = "",  # E[fastapi-depends]
    b: str = Depends(untyped),  # E[fastapi-depends]
    c: str = Depends(untyped_async),  # E[fastapi-depends]
    d: str = Depends(untyped_generator),  # E[fastapi-depends]
    e: list[int] = Depends(partly),  # E[fastapi-depends]
    f: str = Depends(anything),
    g: list[str] = Depends(list_of_anything),
    h: str = Depends(Untyped()),  # E[fastapi-depends]
    i: str = Depends(unknown),
    j: Any = Depends(anything),
) -> list[str]:
    values = (by_default, a, b, c, d, e, f, g, h, i, j)
    return [type(value).__name__ for value in values]


def demonstrate(client: TestClient) -> None:
    ints = ["int"] * 5
    names = [*ints, "str", "int", "list", "int", "int", "int"]
    assert client.get("/?without=1").json() == names
