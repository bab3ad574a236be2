# What a TypedDict may leave out, or has for JSON.
from datetime import datetime
from typing import TypedDict

from fastapi import FastAPI, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Event(TypedDict):
    name: str
    tags: list[str]
    at: str | None


class Options(TypedDict, total=False):
    since: datetime


class Stamped(TypedDict):
    name: str
    at: datetime


def get_event() -> Event:
    return {"name": "start", "tags": ["a"], "at": None}


def get_options() -> Options:
    return {}


def get_stamped() -> Stamped:
    return {"name": "start", "at": datetime(2024, 1, 1)}


def last_seen() -> datetime | None:
    return None


@app.get("/event")
def event() -> Response:
    return JSONResponse({"event": get_event(), "all": [get_event()], "options": get_options()})


@app.get("/encoded")
def encoded() -> Response:
    return JSONResponse(jsonable_encoder(get_stamped()))


@app.get("/replaced")
def replaced() -> Response:
    stamped = get_stamped()
    stamped["at"] = stamped["at"].isoformat()  # type: ignore
    return JSONResponse(stamped)


@app.get("/either")
def either() -> Response:
    seen = last_seen()
    return JSONResponse({"seen": seen and seen.isoformat(), "name": "" or "nobody"})


def demonstrate(client: TestClient) -> None:
    for path in ("event", "encoded", "replaced", "either"):
        assert client.get(f"/{path}").status_code == 200, path
