# What a factory cannot tell is not None: `T | None` is shown as None where nothing says what `T` is.
from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

T = TypeVar("T")
app = FastAPI()


class Filter(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


def filter_by(
    name: str, kind: type, default: T | None = None
) -> Callable[[T | None], Filter[T | None]]:
    def read(value: T | None = Query(default, alias=name)) -> Filter[T | None]:
        return Filter(value)

    read.__annotations__["value"] = kind
    return read


class Reader(Generic[T]):
    def __init__(self, default: T | None = None) -> None:
        self.default = default

    def __call__(self) -> Filter[T | None]:
        return Filter(self.default)


by_title = filter_by("title", str)


@app.get("/books")
def list_books(
    title: Annotated[Filter[str], Depends(by_title)],
    year: Annotated[Filter[int], Depends(filter_by("year", int))],
    pages: Annotated[Filter[int], Depends(filter_by("pages", int, None))],
    shelf: Annotated[Filter[str], Depends(Reader())],
) -> list[str | int]:
    return [title.value, year.value, pages.value]


def demonstrate(client: TestClient) -> None:
    query = {"title": "Emma", "year": "1815", "pages": "474"}
    assert client.get("/books", params=query).json() == ["Emma", 1815, 474]
