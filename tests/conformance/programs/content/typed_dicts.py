# What a TypedDict is declared to have is no different from what a model keeps.
# outcome: 500
from datetime import datetime
from typing import TypedDict

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Event(TypedDict):
    name: str
    at: datetime


class Seen(Event):
    by: str


class Feed(TypedDict):
    title: str
    first: Event


def get_event() -> Event:
    return {"name": "start", "at": datetime(2024, 1, 1)}


def get_feed() -> Feed:
    return {"title": "all", "first": get_event()}


def get_seen() -> list[Seen]:
    return [{"name": "start", "at": datetime(2024, 1, 1), "by": "Ada"}]


def last_seen(name: str) -> datetime | None:
    return None if name else datetime(2024, 1, 1)


@app.get("/event")
def event() -> Response:
    return JSONResponse(get_event())  # E[fastapi-content]


@app.get("/held")
def held() -> Response:
    found = get_event()
    return JSONResponse({"event": found})  # E[fastapi-content]


@app.get("/feed")
def feed() -> Response:
    return JSONResponse(get_feed())  # E[fastapi-content]


@app.get("/seen")
def seen() -> Response:
    return JSONResponse({"seen": get_seen()})  # E[fastapi-content]


@app.get("/detail")
def detail() -> None:
    raise HTTPException(400, detail=get_event())  # E[fastapi-content]


@app.get("/either")
def either() -> Response:
    return JSONResponse({"at": last_seen("a") or datetime(2024, 1, 1)})  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    for path in ("event", "held", "feed", "seen", "detail", "either"):
        assert client.get(f"/{path}").status_code == 500, path
