# Another module imports the dependencies, or their module, by other names.
# outcome: 500
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

from . import database as db
from .database import get_swallowing as swallowing
from .database import sessions as pool

app = FastAPI()


@app.get("/skipped")
def read_skipped(session: Annotated[db.Session, Depends(db.get_session)]) -> None:
    raise HTTPException(404)


@app.get("/swallowing")
def read_swallowing(session: Annotated[db.Session, Depends(swallowing)]) -> None:
    raise HTTPException(404)


@app.get("/method")
def read_method(session: Annotated[db.Session, Depends(pool.get)]) -> None:
    raise HTTPException(404)


@app.get("/right")
def read_right(session: Annotated[db.Session, Depends(db.get_closed)]) -> None:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    db.log.clear()
    assert client.get("/skipped").status_code == 404
    assert db.log == []
    assert client.get("/swallowing").status_code == 500
    assert client.get("/method").status_code == 500
    assert client.get("/right").status_code == 404
    assert db.log == ["close"]
