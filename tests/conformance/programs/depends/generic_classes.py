# Generic classes that FastAPI can call.
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
T = TypeVar("T")


class Repository(Generic[T]):
    def __init__(self, page: int = 1) -> None:
        self.page = page


class Numbers(Repository[int]):
    pass


class Page(BaseModel, Generic[T]):
    item: T | None = None


@app.get("/")
def read(
    a: Annotated[Repository[int], Depends(Repository)],
    b: Annotated[Repository[int], Depends(Numbers)],
    c: Annotated[Numbers, Depends()],
    d: Annotated[Page[int], Depends()],
) -> list[int | None]:
    return [a.page, b.page, c.page, d.item]


def demonstrate(client: TestClient) -> None:
    assert client.get("/?page=2&item=4").json() == [2, 2, 2, 4]
