# The dependencies stand in a module that says nothing of FastAPI.
# outcome: 500
from __future__ import annotations

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from .context import note_id, note_id_here, request_id, start, start_here

app = FastAPI()


@app.get("/lost", dependencies=[Depends(note_id)])
async def lost() -> str:
    return request_id.get()


@app.get("/kept", dependencies=[Depends(note_id_here)])
async def kept() -> str:
    return request_id.get()


@app.get("/here", dependencies=[Depends(start_here)])
async def here() -> None: ...


@app.get("/thread", dependencies=[Depends(start)])
async def thread() -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.get("/lost").json() == "none"
    assert client.get("/kept").json() == "1"
    assert client.get("/here").status_code == 200
    assert client.get("/thread").status_code == 500
