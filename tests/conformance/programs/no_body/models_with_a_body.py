# Response models of routes that have a body, next to routes that have none.
from typing import Any

from fastapi import FastAPI, status
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/items", response_model=list[Item])
def read_items() -> Any:
    return [{"name": "a", "price": 3}]


@app.post("/items", response_model=Item, status_code=status.HTTP_201_CREATED)
async def create_item(item: Item):
    return item


@app.put("/items/{name}", responses={201: {"model": Item}, 404: {"model": Item}})
def put_item(name: str) -> Item:
    return Item(name=name)


@app.delete("/items/{name}", status_code=status.HTTP_204_NO_CONTENT, response_class=None)  # type: ignore[arg-type]
def delete_item(name: str) -> None:
    return None


@app.delete("/items", status_code=204, responses={404: {"model": Item}, 422: {"model": Item}})
def delete_items() -> None:
    return None


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == [{"name": "a"}]
    assert client.post("/items", json={"name": "b"}).status_code == 201
    assert client.put("/items/c").json() == {"name": "c"}
    assert client.delete("/items").status_code == 204
