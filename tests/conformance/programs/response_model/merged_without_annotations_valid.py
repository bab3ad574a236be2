"""Handlers without annotations, whose dictionaries are put together of others, with keys that nobody knows."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Album(BaseModel):
    id: int
    title: str
    price: float


@app.get("/key", response_model=Album)
def by_key(key: str = "price"):  # type: ignore[no-untyped-def]
    base = {"id": 1, "title": "Emma"}
    return {**base, key: 3}


@app.get("/keys", response_model=list[Album])
def in_a_list(key: str = "price"):  # type: ignore[no-untyped-def]
    base = {"id": 1, "title": "Emma"}
    return [{**base, key: 3}]


@app.get("/named", response_model=Album)
def by_name():  # type: ignore[no-untyped-def]
    base = {"id": 1, "title": "Emma"}
    return dict(base, price=3)


def demonstrate(client: TestClient) -> None:
    for path in ("/key", "/named"):
        assert client.get(path).json()["price"] == 3
    assert client.get("/keys").json()[0]["price"] == 3
