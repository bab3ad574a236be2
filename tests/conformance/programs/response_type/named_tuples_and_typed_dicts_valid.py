# Tuples with names and dictionaries with known keys are fields.
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.testclient import TestClient
from typing_extensions import NotRequired, TypedDict

app = FastAPI()


class Pair(NamedTuple):
    id: int
    name: str = "a"


class Entry(TypedDict):
    id: int
    pair: NotRequired[Pair]


@app.get("/pair")
def pair() -> Pair:
    return Pair(1)


@app.get("/entries", response_model=dict[str, Entry])
def entries() -> dict[str, Entry]:
    return {"a": {"id": 1, "pair": Pair(2)}}


def demonstrate(client: TestClient) -> None:
    assert client.get("/pair").status_code == 200
    assert client.get("/entries").status_code == 200
