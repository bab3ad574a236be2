# `type` statements of another module that are right.
# python: 3.12
# fastapi: 0.128
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import deps
from .deps import Id

app = FastAPI()


@app.get("/")
def read(a: Id, b: deps.Number) -> list[float]:
    return [a, b]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [3, 1]
