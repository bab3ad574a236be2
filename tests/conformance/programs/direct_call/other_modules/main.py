# Functions of other modules, under the names that they have here.
# outcome: silent
from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import dependencies
from . import dependencies as deps
from .dependencies import Page, prepared
from .dependencies import kind as kind_of
from .plain import text
from .routes import read_text, router

app = FastAPI()
app.include_router(router)


@app.get("/")
async def read() -> list[str]:
    from .dependencies import get_number

    return [
        dependencies.get_number(),  # E[fastapi-direct-call]
        deps.kind(),  # E[fastapi-direct-call]
        kind_of(),  # E[fastapi-direct-call]
        get_number(),  # E[fastapi-direct-call]
        Page().kind,  # E[fastapi-direct-call]
        await read_text(),  # E[fastapi-direct-call]
        prepared(),
        text(),
        kind_of("a"),
        await read_text("a"),
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [
        *("Query", "Depends", "Depends", "Query", "Query", "Depends"),
        *("prepared", "str", "str", "str"),
    ]
