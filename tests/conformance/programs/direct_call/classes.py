# A class that is a dependency, and an instance that is one, are called like functions.
# outcome: silent
from typing import Any

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


class Page:
    def __init__(self, number: int = Query(1), size: int = Query(10)) -> None:
        self.kinds = [type(number).__name__, type(size).__name__]


class LargePage(Page): ...


class Checker:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, token: str = Query("")) -> str:
        return type(token).__name__


check = Checker("a")


@app.get("/", dependencies=[Depends(Checker("b"))])
def read(page: Page = Depends()) -> list[str]:
    return [
        *Page().kinds,  # E[fastapi-direct-call]
        *Page(1).kinds,  # E[fastapi-direct-call]
        *LargePage(size=1).kinds,  # E[fastapi-direct-call]
        check(),  # E[fastapi-direct-call]
        *page.kinds,
        *Page(1, 2).kinds,
        check("a"),
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [
        *("Query", "Query", "int", "Query", "Query", "int", "Query"),
        *("int", "int", "int", "int", "str"),
    ]
