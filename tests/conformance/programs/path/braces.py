# Braces that Starlette does not read as a parameter.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/dashed/{item-id}")  # E[fastapi-path]
def dashed(item_id: int = 0) -> int:
    return item_id


@app.get("/spaced/{ item_id }")  # E[fastapi-path]
def spaced(item_id: int = 0) -> int:
    return item_id


@app.get("/typed/{item_id: int}")  # E[fastapi-path]
def typed(item_id: int = 0) -> int:
    return item_id


@app.get("/regex/{item_id:[0-9]+}")  # E[fastapi-path]
def regex(item_id: int = 0) -> int:
    return item_id


@app.get("/literal/{}")
def literal() -> str:
    return "literal"


def demonstrate(client: TestClient) -> None:
    for path in ("/dashed/1", "/spaced/1", "/typed/1", "/regex/1"):
        assert client.get(path).status_code == 404
    assert client.get("/literal/{}").json() == "literal"
