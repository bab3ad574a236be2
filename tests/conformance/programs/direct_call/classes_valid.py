# Classes that are made with everything, or whose arguments go another way.
from typing import Annotated, Any, NamedTuple

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Page:
    def __init__(self, number: int = Query(1), size: Annotated[int, Query()] = 10) -> None:
        self.first = number * size


class FirstPage(Page):
    def __init__(self) -> None:
        super().__init__(0)


class Filter(BaseModel):
    name: str = Query("a")
    limit: Annotated[int, Query()] = 3


class Order(NamedTuple):
    by: str = "name"


def prepared(cls: type[Any]) -> type[Any]:
    original = cls.__init__

    def initialize(self: Any, number: int = 1) -> None:
        original(self, number)

    cls.__init__ = initialize
    return cls


@prepared
class Prepared:
    def __init__(self, number: int = Query(1)) -> None:
        self.first = number


class View:
    def read(self, page: Page = Depends()) -> int:
        return page.first


@app.get("/")
def read(page: Page = Depends(), order: Order = Depends()) -> list[Any]:
    return [
        Page(2).first,
        Page(number=2, size=3).first,
        FirstPage().first,
        Filter().limit,
        Filter().name,
        Order().by,
        Prepared().first,
        View().read(page),
        View().read(page=Page(4)),
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [20, 6, 0, 3, "a", "name", 1, 10, 40]
