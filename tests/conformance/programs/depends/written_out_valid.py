# Dependencies that declare nothing and give what their source writes out: all that fits, by whatever name it is declared.
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NewType, Protocol, TypedDict

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
ShelfId = NewType("ShelfId", int)


class Shelf(TypedDict):
    row: int


class Lookup(Protocol):
    def get(self, key: str) -> Any: ...


def get_shelf():
    return {"row": 1}


def get_number():
    return 1


def get_letter():
    return "a"


def get_pair():
    return (1, 2)


def get_nothing():
    yield []


@app.get("/shelf")
def read_shelf(
    shelf: Shelf = Depends(get_shelf),
    mapping: Mapping[str, int] = Depends(get_shelf),
    lookup: Lookup = Depends(get_shelf),
    names: Iterable[str] = Depends(get_shelf),
) -> list[Any]:
    return [shelf["row"], mapping["row"], lookup.get("row"), list(names)]


@app.get("/number")
def read_number(
    number: float = Depends(get_number),
    shelf: ShelfId = Depends(get_number),
    letter: Literal["a", "b"] = Depends(get_letter),
    letters: Sequence[str] = Depends(get_letter),
) -> list[Any]:
    return [number, shelf, letter, letters]


@app.get("/pair")
def read_pair(
    pair: tuple[int, int] = Depends(get_pair),
    numbers: Sequence[int] = Depends(get_pair),
    texts: list[str] = Depends(get_nothing),
) -> list[Any]:
    return [pair, numbers, texts]


def demonstrate(client: TestClient) -> None:
    assert client.get("/shelf").json() == [1, 1, 1, ["row"]]
    assert client.get("/number").json() == [1, 1, "a", "a"]
    assert client.get("/pair").json() == [[1, 2], [1, 2], []]
