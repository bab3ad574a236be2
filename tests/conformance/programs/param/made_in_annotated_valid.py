# Defaults that are made behind Annotated, for each request, or in a marker that is the default.
from typing import Annotated, Any

from fastapi import Body, FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Filters(BaseModel):
    limit: int = 10


def no_default() -> Any:
    return ...


@app.get("/books")
def read_books(filters: Annotated[Filters, Query()] = Filters()) -> int:
    return filters.limit


@app.get("/shelves")
def read_shelves(names: Annotated[list[str], Query(default_factory=list)]) -> list[str]:
    return names


@app.post("/orders")
def order(filters: Filters = Body(Filters(limit=3))) -> int:
    return filters.limit


@app.get("/pages")
def read_page(number: Annotated[int, Query(no_default())]) -> int:
    return number


def demonstrate(client: TestClient) -> None:
    assert client.get("/books").json() == 10
    assert client.get("/shelves").json() == []
    assert client.post("/orders").json() == 3
    assert client.get("/pages?number=2").json() == 2
