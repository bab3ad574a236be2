# One handler returns a value under two routes, and one of them has no room for it.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/items")
@app.delete("/items", status_code=204)
def items():
    return ["a"]  # E?[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == ["a"]
    assert client.delete("/items").content == b""
