# The exceptions and the statuses of another module, from annotations that are not evaluated.
# outcome: silent
from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from . import errors
from .errors import TAKEN, NotFound, gone

app = FastAPI()
router = APIRouter()


@router.get("/class", response_model=None)
def by_class() -> Any:
    return NotFound()  # E[fastapi-return]


@router.get("/instance", response_model=None)
def by_instance() -> Any:
    return gone  # E[fastapi-return]


@router.get("/constant")
def by_constant():
    return {"error": "taken"}, TAKEN  # E[fastapi-return]


@router.get("/name")
def by_name():
    return {"error": "gone"}, errors.STATUS_GONE  # E[fastapi-return]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("class", "instance", "constant", "name"):
        assert client.get(f"/{path}").status_code == 200
