# A small application that creates, reads, changes and deletes.
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .books import router

app = FastAPI()
app.include_router(router, prefix="/v1")


def demonstrate(client: TestClient) -> None:
    assert client.post("/v1/books/", json={"title": "Emma"}).status_code == 201
    assert client.put("/v1/books/1", json={"title": "Emma!"}).status_code == 204
    assert client.get("/v1/books/").json() == [{"id": 1, "title": "Emma!"}]
    assert client.delete("/v1/books/1").status_code == 204
    assert client.delete("/v1/books/1").status_code == 404
