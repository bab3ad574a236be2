# Routers that the `__init__` of their package includes, by the names of its own modules.
# outcome: 422
from fastapi import FastAPI
from fastapi.testclient import TestClient

from path.package_submodule.api import api_router

app = FastAPI()
app.include_router(api_router, prefix="/api/{version}")


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/v1/users/3").json() == "v1 3"
    assert client.get("/api/v1/items/3").json() == "v1 3"
    assert client.get("/api/v1/users/3/age").json() == "v1"
    assert client.get("/api/v1/users/3/name").status_code == 422
