# Defaults that are values: beside `Annotated`, or without any marker.
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Session: ...


class Filter(BaseModel):
    limit: int = Query(10)


def get_session() -> Session:
    return Session()


Limit = Annotated[int, Query(ge=1)]


def get_limit(limit: Limit = 10, plain: str = "a") -> str:
    return type(limit).__name__


def optional(session: Annotated[Session | None, Depends(get_session)] = None) -> str:
    return type(session).__name__


def required(session: Annotated[Session, Depends(get_session)]) -> str:
    return type(session).__name__


@app.get("/")
def read(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return [
        get_limit(),
        get_limit(plain="b"),
        optional(),
        required(session),
        type(Filter().limit).__name__,
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "int", "NoneType", "Session", "int"]
