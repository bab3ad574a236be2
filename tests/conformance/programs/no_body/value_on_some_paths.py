# Each `return` with a value is reported; those without one are not.
# outcome: silent
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
items = {1: "one"}


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int, quiet: bool = False):
    if item_id not in items:
        raise HTTPException(404)
    if quiet:
        return None
    try:
        if item_id == 1:
            return items[item_id]  # E[fastapi-no-body]
    finally:
        print("asked for", item_id)
    with open("/dev/null") as nothing:
        for line in nothing:
            return [line]  # E[fastapi-no-body]
    return


def demonstrate(client: TestClient) -> None:
    assert client.delete("/items/1").content == b""
