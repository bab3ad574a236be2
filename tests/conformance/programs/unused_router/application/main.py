# A router that nothing includes, in a project that has an application.
# outcome: silent
# enable: fastapi-unused-router
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import items, orders

app = FastAPI()
app.include_router(items.router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == "items"
    assert client.get("/orders").status_code == 404
    assert orders.read_orders() == "orders"
