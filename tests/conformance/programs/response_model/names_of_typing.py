# What is returned is declared with the names of `typing`.
# outcome: 500
from typing import Dict, FrozenSet, List, Set, Tuple

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


names: List[str] = ["a"]
by_name: Dict[str, int] = {"a": 1}
unique: Set[str] = {"a"}
fixed: FrozenSet[str] = frozenset({"a"})
several: Tuple[str, ...] = ("a",)


@app.get("/list", response_model=Item)
def read_list():
    return names  # E[fastapi-response-model]


@app.get("/dict", response_model=List[int])
def read_dict():
    return by_name  # E[fastapi-response-model]


@app.get("/set", response_model=Item)
def read_set():
    return unique  # E[fastapi-response-model]


@app.get("/frozenset", response_model=Item)
def read_frozenset():
    return fixed  # E[fastapi-response-model]


@app.get("/fits", response_model=List[str])
def read_fitting():
    return several


def demonstrate(client: TestClient) -> None:
    assert client.get("/fits").json() == ["a"]
    for path in ("list", "dict", "set", "frozenset"):
        client.get(f"/{path}")
