# A lambda in Annotated is not called either.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_name() -> str:
    return "the one of the token"


@app.get("/0")
def read_zero(name: Annotated[str, lambda: get_name()]) -> str:  # E[fastapi-annotated]
    return name


@app.get("/1")
def read_one(
    name: Annotated[str, lambda name=Depends(get_name): name],  # E[fastapi-annotated]
) -> str:
    return name


@app.get("/2")
def read_two(name: Annotated[str, Depends(lambda: get_name())]) -> str:
    return name


@app.get("/3")
def read_three(name: Annotated[str, lambda value: value.strip()]) -> str:
    return name


def demonstrate(client: TestClient) -> None:
    for number in (0, 1, 3):
        assert client.get(f"/{number}?name=admin").json() == "admin"
    assert client.get("/2?name=admin").json() == "the one of the token"
