# Lists with a marker, in a request with a body, beside a model; and single values.
# fastapi: 0.157
from typing import Annotated, Any

from fastapi import Body, Depends, FastAPI, Header, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
Ids = Annotated[list[int], Query()]


class Search(BaseModel):
    words: list[str]


class Page(BaseModel):
    tags: list[str] = []


def get_ids(ids: list[int] = Query([])) -> list[int]:
    return ids


@app.get("/marked")
def read_marked(
    ids: Ids,
    names: list[str] = Query(["a"]),
    tokens: Annotated[list[str] | None, Header()] = None,
    more: list[int] = Depends(get_ids),
) -> list[int]:
    return ids


@app.get("/body")
def read_body(ids: Annotated[list[int], Body()]) -> list[int]:
    return ids


@app.get("/search")
def read_search(search: Search, ids: list[int]) -> Search:
    return search


@app.get("/models")
def read_models(searches: list[Search]) -> int:
    return len(searches)


@app.get("/mapping")
def read_mapping(filters: dict[str, str]) -> dict[str, str]:
    return filters


@app.get("/page")
def read_page(page: Annotated[Page, Query()], text: str = "", data: Any = None) -> Page:
    return page


@app.post("/ids")
def create_ids(ids: list[int]) -> list[int]:
    return ids


@app.api_route("/both", methods=["GET", "POST"])
def both(ids: list[int]) -> list[int]:
    return ids


def demonstrate(client: TestClient) -> None:
    assert client.get("/marked?ids=1&ids=2").json() == [1, 2]
    assert client.request("GET", "/body", json=[1]).json() == [1]
    assert client.get("/page?tags=a").json() == {"tags": ["a"]}
    assert client.post("/ids", json=[1]).json() == [1]
