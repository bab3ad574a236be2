# Tuples that are meant: pairs of numbers, more or fewer values, declared types, other constants.
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, RootModel

app = FastAPI()
LIMIT = 500
Pair: TypeAlias = tuple[str, int]


class Item(BaseModel):
    name: str


class Items(RootModel[tuple[list[str], int]]): ...


class Size(NamedTuple):
    width: int
    height: int


@app.get("/numbers")
def numbers():
    return 300, 200


@app.get("/measured")
def measured():
    total = len("abc")
    return total, 200


@app.get("/limit")
def limit():
    return ["a"], LIMIT


@app.get("/page")
def page():
    return ["a"], 100


@app.get("/no-status")
def no_status():
    return ["a"], 299


@app.get("/one")
def one():
    return (404,)


@app.get("/three")
def three():
    return "a", "b", 404


@app.get("/unknown")
def unknown(size: int = 404):
    return ["a"], size


@app.get("/declared")
def declared() -> tuple[str, int]:
    return "a", 404


@app.get("/alias")
def alias() -> Pair:
    return "a", 404


@app.get("/string")
async def string() -> "tuple[dict[str, str], int] | str":
    return {"a": "b"}, 404


@app.get("/sequence")
def sequence() -> Sequence[Any]:
    return "a", 404


@app.get("/object", response_model=None)
def wide() -> object:
    return "a", 404


@app.get("/named")
def named() -> Size:
    return Size(1, 404)


@app.get("/model", response_model=tuple[str, int])
def by_model():
    return "a", 404


@app.get("/root", response_model=Items)
def by_root_model():
    return ["a"], 404


@app.get("/list", response_model=list[Any])
def by_list():
    return ["a"], 404


@app.get("/inner")
def inner() -> str:
    def pair() -> tuple[str, int]:
        return "a", 404

    return pair()[0]


@app.get("/list-display")
def list_display():
    return ["a", 404]


def demonstrate(client: TestClient) -> None:
    for path in ("numbers", "measured", "limit", "page", "no-status", "one", "three", "unknown"):
        assert client.get(f"/{path}").status_code == 200
    for path in ("declared", "alias", "string", "sequence", "object", "named", "model", "root"):
        assert client.get(f"/{path}").json()[1] == 404
    assert client.get("/list").json() == ["a"] or client.get("/list").json() == [["a"], 404]
