# On a route without a body the exception is dropped, and the client told that all went well.
# outcome: silent
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int):
    if item_id > 1:
        return HTTPException(404)  # E[fastapi-return]


@app.delete("/names/{name}", status_code=204)
def delete_name(name: str) -> None:
    if name:
        return HTTPException(404)  # E[fastapi-return]


@app.post("/names", status_code=201)
def create_name():
    return HTTPException(409)  # E[fastapi-return]


def demonstrate(client: TestClient) -> None:
    response = client.delete("/items/2")
    assert (response.status_code, response.content) == (204, b"")
    assert client.delete("/names/a").status_code == 204
    assert client.post("/names").status_code == 201
