# TypedDicts that may be the same dictionary are related, others are not.
# outcome: silent
# enable: fastapi-depends-downcast
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import TypedDict

app = FastAPI()


class Size(TypedDict):
    width: int


class SomeSize(TypedDict, total=False):
    width: int


class Weight(TypedDict):
    grams: int


def get_size() -> Size:
    return {"width": 1}


def get_some_size() -> SomeSize:
    return {}


def get_weight() -> Weight:
    return {"grams": 1}


def get_names() -> list[str]:
    return []


def make_check(role: str = "") -> Callable[..., None]:
    return lambda: None


@app.get("/valid")
def valid(
    size: Annotated[Size, Depends(get_size)],
    weight: Annotated[Weight | None, Depends(get_weight)],
    check: Annotated[Callable[..., None], Depends(make_check)],
) -> int:
    return size["width"]


@app.get("/wider")
def wider(
    size: Annotated[Size, Depends(get_some_size)],  # E[fastapi-depends-downcast]
    some: Annotated[SomeSize, Depends(get_size)],  # E[fastapi-depends-downcast]
) -> list[str]:
    return list(size)


@app.get("/other")
def other(
    size: Annotated[Size, Depends(get_weight)],  # E[fastapi-depends]
    weight: Annotated[Weight, Depends(get_names)],  # E[fastapi-depends]
    names: Annotated[list[str], Depends(get_size)],  # E[fastapi-depends]
) -> list[str]:
    return list(size)


app.dependency_overrides[get_weight] = get_weight


def demonstrate(client: TestClient) -> None:
    assert client.get("/valid").json() == 1
    assert client.get("/wider").json() == []
    assert client.get("/other").json() == ["grams"]
