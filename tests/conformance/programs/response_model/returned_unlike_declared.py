# What is returned is not what is declared, as checkers say; FastAPI validates what comes, and answers 500.
# outcome: 500
from collections.abc import Callable, Iterator
from enum import Enum

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    title: str = ""


class ItemPublic(BaseModel):
    id: int


class Owner(BaseModel):
    id: int


class Owned(BaseModel):
    owner: Owner | None = None


class Kind(Enum):
    FIRST = "first"


class OwnedByKind(BaseModel):
    owner: Kind = Kind.FIRST


class OwnedByNumber(BaseModel):
    owner: Owner


def iterate_items() -> Iterator[ItemPublic]:
    yield ItemPublic(id=1)


def make_item() -> Callable[[], ItemPublic]:
    return lambda: ItemPublic(id=1)


def find_anything() -> object:
    return Item()


def count_items() -> int:
    return 1


def find_public() -> ItemPublic:
    return ItemPublic(id=1)


@app.get("/iterator", response_model=ItemPublic)
def get_iterator() -> Item:  # E[fastapi-response-model]
    return iterate_items()


@app.get("/function", response_model=ItemPublic)
def get_function() -> Item:  # E[fastapi-response-model]
    return make_item()


@app.get("/anything", response_model=ItemPublic)
def get_anything() -> Item:  # E[fastapi-response-model]
    return find_anything()


@app.get("/status", response_model=ItemPublic)
def get_with_status() -> Item:  # E[fastapi-response-model]
    return Item(), 404  # E[fastapi-return]


@app.get("/response", response_model=ItemPublic)
def get_or_respond() -> Response | Item:  # E[fastapi-response-model]
    return Item(), "no"


@app.get("/list", response_model=ItemPublic)
def get_list() -> Item:  # E[fastapi-response-model]
    return [Item()]


@app.get("/found", response_model=ItemPublic)
def get_some(is_known: bool = False) -> Item:  # E[fastapi-response-model]
    if not is_known:
        return JSONResponse({"detail": "no"}, status_code=404)
    return Item()


@app.get("/dictionary", response_model=list[ItemPublic])
def get_dictionary_for_list() -> Item:  # E[fastapi-response-model]
    return {"id": 1}


@app.get("/tuple", response_model=list[ItemPublic])
def get_tuple() -> list[Item]:  # E[fastapi-response-model]
    return (Item(),)


@app.get("/number", response_model=Owned)
def get_number() -> OwnedByKind:  # E[fastapi-response-model]
    return count_items()


@app.get("/other", response_model=OwnedByNumber)
def get_another(kind: str = "") -> Item | JSONResponse:  # E[fastapi-response-model]
    owned = OwnedByKind()
    return owned


# FastAPI answers these.


@app.get("/valid/other", response_model=ItemPublic)
def get_other() -> Item:
    return find_public()


@app.get("/valid/dictionary", response_model=ItemPublic)
def get_dictionary() -> Item:
    return {"id": 1}


@app.get("/valid/response", response_model=ItemPublic)
def respond() -> Item:
    return JSONResponse({"id": 1})


@app.get("/valid/responses", response_model=ItemPublic)
def respond_either_way(is_known: bool = False) -> Item:
    if not is_known:
        return JSONResponse({"id": 1})
    return Response(status_code=404)


def demonstrate(client: TestClient) -> None:
    for path in (
        "iterator",
        "function",
        "anything",
        "status",
        "response",
        "list",
        "dictionary",
        "tuple",
        "number",
    ):
        assert client.get(f"/{path}").status_code == 500, path
    assert client.get("/found?is_known=1").status_code == 500
    for path in ("other", "dictionary", "response", "responses"):
        assert client.get(f"/valid/{path}").json() == {"id": 1}, path
