# What an `async def` gives is no body: a forgotten `await` is an error when FastAPI encodes it.
# outcome: 500
from typing import Any

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


async def remove(item_id: int) -> int | None:
    return item_id


async def remove_anything(item_id: int) -> Any:
    return None


async def forget(item_id: int) -> None:
    return None


async def answer() -> Response:
    return Response(status_code=204)


@app.delete("/threads/{item_id}", status_code=204)
def delete_in_a_thread(item_id: int):
    return remove(item_id)  # E[fastapi-no-body]


@app.delete("/any/{item_id}", status_code=204)
def delete_anything(item_id: int):
    return remove_anything(item_id)  # E[fastapi-no-body]


@app.delete("/loop/{item_id}", status_code=204)
async def delete_in_the_loop(item_id: int):
    return forget(item_id)  # E[fastapi-no-body]


@app.delete("/awaited/{item_id}", status_code=204)
async def delete_awaited(item_id: int):
    return await forget(item_id)


@app.delete("/unknown/{item_id}", status_code=204)
async def delete_unknown(item_id: int):
    return await remove_anything(item_id)


@app.delete("/answered/{item_id}", status_code=204)
async def delete_answered(item_id: int):
    return await answer()


def demonstrate(client: TestClient) -> None:
    for wrong in ("threads", "any", "loop"):
        assert client.delete(f"/{wrong}/3").status_code == 500, wrong
    for right in ("awaited", "unknown", "answered"):
        assert client.delete(f"/{right}/3").status_code == 204, right
