# Keys that JSON does not know, and what nobody has awaited.
# outcome: 500
import enum
import uuid
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient

TODAY = date(2020, 1, 1)


class Level(enum.IntEnum):
    ONE = 1


class Color(enum.StrEnum):
    RED = "red"


class Store:
    async def load(self) -> dict[str, int]:
        return {"a": 1}

    def read(self) -> dict[str, int]:
        return {"a": 1}


async def load() -> str:
    return "a"


def started() -> Any:
    return {"a": 1}


async def texts() -> AsyncIterator[str]:
    yield "a"


store = Store()
app = FastAPI()


@app.get("/0")
async def key() -> JSONResponse:
    return JSONResponse({uuid.uuid4(): 1})  # E[fastapi-content]


@app.get("/1")
async def key_of_name() -> JSONResponse:
    return JSONResponse({"days": [{TODAY: 1}]})  # E[fastapi-content]


@app.get("/2")
async def not_awaited() -> JSONResponse:
    return JSONResponse(load())  # E[fastapi-content]


@app.get("/3")
async def not_awaited_inside() -> JSONResponse:
    return JSONResponse({"data": store.load()})  # E[fastapi-content]


@app.get("/4")
async def not_awaited_text() -> PlainTextResponse:
    return PlainTextResponse(load())  # E[fastapi-content]


@app.get("/5")
async def not_awaited_detail() -> None:
    raise HTTPException(400, detail=load())  # E[fastapi-content]


@app.get("/right/0")
async def right_keys() -> JSONResponse:
    return JSONResponse({Level.ONE: 1, Color.RED: 2, None: 3, True: 4, 1.5: 5, str(TODAY): 6})


@app.get("/right/1")
async def awaited() -> JSONResponse:
    return JSONResponse({"data": await store.load(), "text": await load(), TODAY.year: 1})


@app.get("/right/2")
async def read() -> JSONResponse:
    return JSONResponse([store.read(), started(), [text async for text in texts()]])


@app.get("/right/3")
async def awaited_text() -> PlainTextResponse:
    return PlainTextResponse(await load())


def demonstrate(client: TestClient) -> None:
    for n in range(6):
        assert client.get(f"/{n}").status_code == 500, n
    for n in range(4):
        assert client.get(f"/right/{n}").status_code == 200, n
