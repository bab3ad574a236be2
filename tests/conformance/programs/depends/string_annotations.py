# Annotations that are strings, whole or in part.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> "int":
    return 3


def get_name() -> "str":
    return "Ada"


@app.get("/")
def read(
    a: "Annotated[str, Depends(get_id)]",  # E[fastapi-depends]
    b: Annotated["str", Depends(get_id)],  # E[fastapi-depends]
    c: "Annotated[str, Depends(get_name)]",
    d: Annotated["str", Depends(get_name)],
    e: "Annotated['str', Depends(get_id)]",  # E[fastapi-depends]
    f: "str" = Depends(get_id),  # E[fastapi-depends]
    g: "str" = Depends(get_name),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "int", "str", "str", "int", "int", "str"]
