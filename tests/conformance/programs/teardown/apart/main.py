# The dependencies, and who uses one by hand, stand in modules that say nothing of FastAPI.
# outcome: 500
# fastapi: 0.124
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

from .database import Session, get_closed, get_session, get_swallowing, log
from .jobs import clean
from .settings import get_plain_settings, get_settings

app = FastAPI()


@app.get("/session/{number}")
def read_session(number: int, session: Annotated[Session, Depends(get_session)]) -> None:
    if number:
        raise HTTPException(404)


@app.get("/swallowing")
def read_swallowing(session: Annotated[Session, Depends(get_swallowing)]) -> None: ...


@app.get("/closed")
def read_closed(session: Annotated[Session, Depends(get_closed)]) -> None:
    clean()


@app.get("/settings")
async def read_settings(
    settings: Annotated[dict[str, str], Depends(get_settings)],
    plain: Annotated[dict[str, str], Depends(get_plain_settings)],
) -> dict[str, str]:
    return settings | plain


def demonstrate(client: TestClient) -> None:
    assert client.get("/session/0").status_code == 200
    assert log == ["close"]
    log.clear()
    assert client.get("/session/1").status_code == 404
    assert log == []
    assert client.get("/closed").status_code == 200
    assert log == ["close", "rollback", "close"]
    assert client.get("/settings").status_code == 200
    assert client.get("/settings").status_code == 500
