# A union with the exception that was narrowed, an exception that is handled by its caller.
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


def find(name: str) -> Item | HTTPException:
    if name == "a":
        return Item(name=name)
    return HTTPException(404)


@app.get("/items/{name}")
def read_item(name: str) -> Item:
    found = find(name)
    if isinstance(found, HTTPException):
        raise found
    return found


@app.get("/maybe/{name}", response_model=Item)
def maybe(name: str):
    found = find(name)
    if not isinstance(found, Item):
        raise found
    return found


def demonstrate(client: TestClient) -> None:
    assert client.get("/items/a").json() == {"name": "a"}
    assert client.get("/items/b").status_code == 404
    assert client.get("/maybe/b").status_code == 404
