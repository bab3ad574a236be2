# A returned HTTPException is a value like any other: its attributes are sent as a 200.
# outcome: silent
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
items = {1: "one"}


@app.get("/items/{item_id}")
def read_item(item_id: int):
    if item_id not in items:
        return HTTPException(status_code=404, detail="no such item")  # E[fastapi-return]
    return {"name": items[item_id]}


@app.delete("/items/{item_id}")
async def delete_item(item_id: int):
    try:
        return {"name": items[item_id]}
    except KeyError:
        return HTTPException(404)  # E[fastapi-return]


def demonstrate(client: TestClient) -> None:
    response = client.get("/items/2")
    assert response.status_code == 200
    assert response.json() == {"status_code": 404, "detail": "no such item", "headers": None}
    assert client.delete("/items/2").status_code == 200
    assert client.get("/items/1").json() == {"name": "one"}
