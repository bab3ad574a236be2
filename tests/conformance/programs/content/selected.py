# Rows that are selected and dumped keep their dates as they are.
# outcome: 500
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Hero(BaseModel):
    name: str = "a"
    created_at: datetime = datetime(2024, 1, 1)


def selected() -> Sequence[Hero]:
    return [Hero()]


@app.get("/heroes")
def heroes() -> Response:
    return JSONResponse([hero.model_dump() for hero in selected()])  # E[fastapi-content]


@app.get("/held")
def held() -> Response:
    found = selected()
    return JSONResponse({"heroes": [hero.model_dump() for hero in found]})  # E[fastapi-content]


@app.get("/json")
def as_json() -> Response:
    return JSONResponse([hero.model_dump(mode="json") for hero in selected()])


@app.get("/text")
def text() -> Response:
    return JSONResponse([hero.created_at.isoformat() for hero in selected()])


def demonstrate(client: TestClient) -> Any:
    assert client.get("/held").status_code == 500
    assert client.get("/json").status_code == 200
    assert client.get("/text").status_code == 200
    return client.get("/heroes")
