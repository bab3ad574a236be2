# A comment silences the report, by its own code or by the one of the family.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


Alias = Annotated[str, Depends(get_id)]  # type: ignore[fastapi-depends]


@app.get("/")
def read(
    a: Annotated[str, Depends(get_id)],  # type: ignore[fastapi-depends]
    b: Annotated[str, Depends(get_id)],  # type: ignore[fastapi]
    c: Annotated[str, Depends(get_id)],  # type: ignore
    d: Annotated[str, Depends(get_id)],  # type: ignore[fastapi-no-body]  # E[fastapi-depends]
    e: Alias,
    f: str = Depends(get_id),  # type: ignore[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int"] * 6
