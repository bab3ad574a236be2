# A project may register convertors of its own.
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import convertors as convertors

app = FastAPI()


@app.get("/{x:lower}")
def read(x: str) -> str:
    return x


def demonstrate(client: TestClient) -> None:
    assert client.get("/A").json() == "a"
