# A router of another module has a route of this application once more.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import items, pages

app = FastAPI()
for router in (pages.router, items.router):
    app.include_router(router, prefix="/api")


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/items/3").json() == "page 3"
