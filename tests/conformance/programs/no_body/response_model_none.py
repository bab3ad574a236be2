# `response_model=None` takes the annotation out of the response; the value is dropped then.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/annotated", status_code=204, response_model=None)
def annotated() -> dict[str, int]:
    return {"deleted": 1}  # E?[fastapi-no-body]


@app.delete("/unannotated", status_code=204, response_model=None)
def unannotated():
    return {"deleted": 1}  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    assert client.delete("/annotated").content == b""
    assert client.delete("/unannotated").content == b""
