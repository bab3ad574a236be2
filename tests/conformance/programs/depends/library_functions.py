# Functions of other libraries.
# outcome: silent
import os
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/wrong")
def wrong(
    a: Annotated[str, Depends(uuid4)],  # E[fastapi-depends]
    b: Annotated[int, Depends(os.getcwd)],  # E[fastapi-depends]
) -> list[str]:
    return [type(a).__name__, type(b).__name__]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["UUID", "str"]
