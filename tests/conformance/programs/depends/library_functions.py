# Functions of other libraries.
# outcome: silent
import os
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/right")
def right(
    a: Annotated[UUID, Depends(uuid4)],
    b: Annotated[str, Depends(os.getcwd)],
) -> None: ...


@app.get("/wrong")
def wrong(
    a: Annotated[str, Depends(uuid4)],  # E[fastapi-depends]
    b: Annotated[int, Depends(os.getcwd)],  # E[fastapi-depends]
) -> list[str]:
    return [type(a).__name__, type(b).__name__]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").status_code == 200
    assert client.get("/wrong").json() == ["UUID", "str"]
