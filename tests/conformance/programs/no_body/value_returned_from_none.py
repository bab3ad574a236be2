# `-> None` keeps FastAPI from refusing the route, not from dropping the value.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int) -> None:
    return {"deleted": item_id}  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    response = client.delete("/items/3")
    assert response.status_code == 204
    assert response.content == b""
