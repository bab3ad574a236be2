# Expressions that are None, and those of which a checker knows nothing.
import asyncio
from typing import Any, cast

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


def anything() -> Any:
    return None


def maybe_response() -> Response | None:
    return None


async def nothing() -> None:
    log.append("nothing")


@app.delete("/0", status_code=204)
async def awaited():
    return await asyncio.sleep(0)


@app.delete("/1", status_code=204)
async def called() -> None:
    return log.append("called")


@app.delete("/2", status_code=204)
async def awaited_call():
    return await nothing()


@app.delete("/3", status_code=204)
async def chosen(quiet: bool = True) -> None:
    return None if quiet else log.clear()


@app.delete("/4", status_code=204)
def untyped():
    return anything()


@app.delete("/5", status_code=204)
def casted():
    return cast(Any, None)


@app.delete("/6", status_code=204, response_model=None)
def perhaps():
    return maybe_response()


@app.delete("/7", status_code=204)
def variable() -> None:
    result: None = None
    return result


@app.delete("/8", status_code=204)
def parenthesised() -> None:
    return (None)  # fmt: skip


def demonstrate(client: TestClient) -> None:
    for number in range(9):
        assert client.delete(f"/{number}").status_code == 204
