# `return` of a call that returns None returns None.
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from typing_extensions import Never

app = FastAPI()
items: dict[int, str] = {1: "one"}


class Service:
    async def delete(self, item_id: int) -> None:
        items.pop(item_id, None)


def fail() -> Never:
    raise HTTPException(404)


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int) -> None:
    return await Service().delete(item_id)


@app.delete("/untyped/{item_id}", status_code=204)
async def delete_untyped(item_id: int):
    if item_id == 404:
        return fail()
    return await Service().delete(item_id)


@app.delete("/all", status_code=204)
def delete_all() -> None:
    return items.clear()


def demonstrate(client: TestClient) -> None:
    assert client.delete("/items/1").status_code == 204
    assert client.delete("/untyped/1").status_code == 204
    assert client.delete("/untyped/404").status_code == 404
    assert client.delete("/all").status_code == 204
