# What looks for routers stands in another folder than those, and neither is a package.
# enable: fastapi-unused-router
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .common.registering import register_routers

app = FastAPI()
register_routers(app)


def demonstrate(client: TestClient) -> None:
    assert client.get("/first").json() == "x"
    assert client.get("/second").json() == "x"
