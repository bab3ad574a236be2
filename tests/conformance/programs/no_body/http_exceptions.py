# FastAPI sends no body for an HTTPException whose status forbids one.
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/items", status_code=204)
def read_items() -> None:
    raise HTTPException(status_code=304, detail="not modified")


@app.delete("/items", status_code=204)
def delete_items() -> None:
    raise HTTPException(status_code=204)


def demonstrate(client: TestClient) -> None:
    response = client.get("/items")
    assert (response.status_code, response.content) == (304, b"")
    assert client.delete("/items").status_code == 204
