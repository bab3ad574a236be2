# `return` without a value in every statement that may hold one.
from contextlib import suppress

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
items = {1: "one", 2: "two"}


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int):
    with suppress(KeyError):
        del items[item_id]
        return
    for other in items:
        if other == item_id:
            return None
    while item_id > 100:
        return
    try:
        return None
    except ValueError as error:
        raise HTTPException(409) from error
    else:
        return
    finally:
        items.setdefault(0, "zero")


@app.put("/items/{item_id}", status_code=204)
def put_item(item_id: int) -> None:
    match item_id:
        case 1:
            return
        case 2:
            raise HTTPException(409, detail="two")
        case _:
            items[item_id] = "more"


def demonstrate(client: TestClient) -> None:
    assert client.delete("/items/1").status_code == 204
    assert client.delete("/items/7").status_code == 204
    assert client.put("/items/1").status_code == 204
    assert client.put("/items/2").status_code == 409
