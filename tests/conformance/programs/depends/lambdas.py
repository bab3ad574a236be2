# A lambda provides the value of its expression.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


def untyped():
    return "text"


@app.get("/wrong")
def wrong(
    a: Annotated[str, Depends(lambda: 3)],  # E[fastapi-depends]
    b: Annotated[str, Depends(lambda: get_id())],  # E[fastapi-depends]
    c: int = Depends(lambda: "text"),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["int", "int", "str"]
