# An application that is mounted has the parameters of a middleware, and what it raises is answered around it.
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .archive import Archive

app = FastAPI()
app.mount("/archive", Archive())


def demonstrate(client: TestClient) -> None:
    assert client.get("/archive/a").status_code == 404
