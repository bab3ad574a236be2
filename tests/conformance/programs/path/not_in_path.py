# `Path()` parameters that the path does not have.
# outcome: 422
from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/users/{user_id}")
ItemId = Annotated[int, Path(ge=1)]


@app.get("/annotated")
def annotated(item_id: Annotated[int, Path()]) -> int:  # E[fastapi-path]
    return item_id


@app.get("/default")
def by_default(item_id: int = Path()) -> int:  # E[fastapi-path]
    return item_id


@app.get("/ellipsis")
def by_ellipsis(item_id: int = Path(..., ge=1)) -> int:  # E[fastapi-path]
    return item_id


@app.get("/alias")
def in_alias(item_id: ItemId) -> int:  # E[fastapi-path]
    return item_id


@app.get("/renamed")
def renamed(
    item: Annotated[int, Path(alias="item_id")],  # E[fastapi-path]
) -> int:
    return item


def get_item(item_id: ItemId) -> int:
    return item_id


@app.get("/dependency")  # E[fastapi-path]
def in_dependency(item: Annotated[int, Depends(get_item)]) -> int:
    return item


@app.get("/listed", dependencies=[Depends(get_item)])  # E[fastapi-path]
def in_list() -> int:
    return 1


@router.get("/items")
def on_router(user_id: Annotated[int, Path()], item_id: ItemId) -> int:  # E[fastapi-path]
    return user_id


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in (
        "/annotated",
        "/default",
        "/ellipsis",
        "/alias",
        "/renamed",
        "/dependency",
        "/listed",
        "/users/1/items",
    ):
        assert client.get(path).status_code == 422
