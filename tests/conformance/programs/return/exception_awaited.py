# What a coroutine gives is returned, in functions with annotations and without.
# outcome: silent
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


async def fails() -> HTTPException:
    return HTTPException(404)


async def finds() -> dict[str, int]:
    return {"id": 3}


@app.get("/bare")
async def bare():
    return await fails()  # E[fastapi-return]


@app.get("/annotated")
async def annotated() -> Any:
    return await fails()  # E[fastapi-return]


@app.get("/named")
async def named():
    error = await fails()
    return error  # E[fastapi-return]


@app.get("/found")
async def found():
    return await finds()


@app.get("/walrus")
async def walrus():
    return (error := await fails())  # E[fastapi-return]


def demonstrate(client: TestClient) -> None:
    for path in ("bare", "named", "walrus"):
        answer = client.get(f"/{path}")
        assert (answer.status_code, answer.json()["status_code"]) == (200, 404)
    assert client.get("/found").json() == {"id": 3}
