# Functions of other libraries.
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


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").status_code == 200
