# Dependencies that end as they should, beside generators and caches that nothing depends on.
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

from .database import Session, get_async, get_session, log, settings
from .jobs import first, run

app = FastAPI()


@app.get("/{number}")
def read(
    number: int,
    session: Annotated[Session, Depends(get_session)],
    other: Annotated[Session, Depends(get_async)],
    known: Annotated[dict[str, str], Depends(settings)],
) -> int:
    if number:
        raise HTTPException(404)
    run()
    return first()


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").json() == 0
    log.clear()
    assert client.get("/1").status_code == 404
    assert log == ["close", "rollback", "close"]
