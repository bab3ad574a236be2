# FastAPI drops what a 204 handler returns.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int):
    return {"deleted": item_id}  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    response = client.delete("/items/3")
    assert response.status_code == 204
    assert response.content == b""
