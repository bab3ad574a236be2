# A call may give a marker, and so may a variable.
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


def get_name() -> str:
    return "name"


def Limit(default: int) -> Any:  # noqa: N802
    return Query(le=default)


MARKER: Any = Depends(get_name)
MARKERS = {"name": Depends(get_name)}
LIMIT = Limit(10)


@app.get("/")
def read(
    limit: Annotated[int, Limit(3)],
    other: Annotated[int, LIMIT],
    name: Annotated[str, MARKER],
    same: Annotated[str, MARKERS["name"]],
) -> str:
    return name + same


def demonstrate(client: TestClient) -> None:
    assert client.get("/?limit=2&other=4&name=evil").json() == "namename"
