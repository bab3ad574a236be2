# A subscripted class hides its `__init__` from FastAPI, which asks for `args` and `kwargs` in the
# query instead.
# outcome: 422
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")


class Repository(Generic[T]):
    def __init__(self, page: int = 1) -> None:
        self.page = page


@app.get("/explicit")
def explicit(a: Annotated[Repository[int], Depends(Repository[int])]) -> int:  # E?[fastapi-depends]
    return a.page


@app.get("/implicit")
def implicit(a: Annotated[Repository[int], Depends()]) -> int:  # E?[fastapi-depends]
    return a.page


def demonstrate(client: TestClient) -> None:
    for path in ("/explicit", "/implicit"):
        response = client.get(path)
        assert response.status_code == 422
        assert [error["loc"] for error in response.json()["detail"]] == [
            ["query", "args"],
            ["query", "kwargs"],
        ]
