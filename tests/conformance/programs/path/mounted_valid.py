# An application that is mounted at a path with parameters.
from typing import Annotated

from fastapi import FastAPI, Path
from fastapi.testclient import TestClient

app = FastAPI()
tenants = FastAPI()


@tenants.get("/items")
def read_items(tenant: Annotated[str, Path()]) -> str:
    return tenant


app.mount("/{tenant}", tenants)


def demonstrate(client: TestClient) -> None:
    assert client.get("/a/items").json() == "a"
