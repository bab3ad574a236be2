# A mount may have any name.
import os

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

app = FastAPI()
sub = FastAPI()


@sub.get("/users")
def list_users() -> None: ...


@app.get("/links")
def links(request: Request) -> str:
    return str(request.url_for("sub:list_users"))


app.mount("/sub", sub, name=os.environ.get("NAME_OF_THE_MOUNT", "sub"))


def demonstrate(client: TestClient) -> None:
    assert client.get("/links").status_code == 200
