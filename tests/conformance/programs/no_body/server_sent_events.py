# Streams of events, which have a status with a body.
# fastapi: 0.135
from collections.abc import AsyncIterable, AsyncIterator

from fastapi import FastAPI
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/events", response_class=EventSourceResponse)
async def events() -> AsyncIterable[Item]:
    yield Item(name="a")


@app.get("/raw", response_class=EventSourceResponse, status_code=200)
async def raw() -> AsyncIterator[ServerSentEvent]:
    yield ServerSentEvent(data={"name": "b"}, event="item")


@app.post("/seen", status_code=204)
async def seen() -> None:
    return None


def demonstrate(client: TestClient) -> None:
    assert 'data: {"name":"a"}' in client.get("/events").text
    assert "event: item" in client.get("/raw").text
    assert client.post("/seen").status_code == 204
