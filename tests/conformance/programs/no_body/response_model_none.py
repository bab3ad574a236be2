# `response_model=None` says that no body is meant, whatever the handler returns.
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/annotated", status_code=204, response_model=None)
def annotated() -> dict[str, int]:
    return {"deleted": 1}


@app.delete("/unannotated", status_code=204, response_model=None)
def unannotated():
    return {"deleted": 1}


def demonstrate(client: TestClient) -> None:
    assert client.delete("/annotated").content == b""
    assert client.delete("/unannotated").content == b""
