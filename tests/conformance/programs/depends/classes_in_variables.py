# A variable that holds a class gives its objects, not what its `__init__` is declared to give.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Paging:
    def __init__(self, limit: int = 10) -> None:
        self.limit = limit


default_paging = Paging


@app.get("/none")
def none(paging: None = Depends(default_paging)) -> str:  # E[fastapi-depends]
    return type(paging).__name__


@app.get("/optional")
def optional(paging: Annotated[int | None, Depends(default_paging)]) -> str:  # E[fastapi-depends]
    return type(paging).__name__


@app.get("/right")
def right(paging: Annotated[Paging | None, Depends(default_paging)]) -> str:
    return type(paging).__name__


def demonstrate(client: TestClient) -> None:
    for path in ("none", "optional", "right"):
        assert client.get(f"/{path}").json() == "Paging"
