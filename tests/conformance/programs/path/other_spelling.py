# A path parameter and a parameter that differ in the spelling.
# outcome: 422
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Path, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/api")


@app.get("/items/{item_id}")  # E[fastapi-path]
def shorter(id: int) -> int:
    return id


@app.get("/longer/{id}")  # E[fastapi-path]
def longer(item_id: int) -> int:
    return item_id


@app.get("/camel/{itemId}")  # E[fastapi-path]
def camel_case(item_id: str) -> str:
    return item_id


@app.get("/typo/{item_id}")  # E[fastapi-path]
def typo(itme_id: UUID) -> UUID:
    return itme_id


@app.get("/declared/{item_id}")  # E[fastapi-path]
def declared(id: Annotated[int, Path(gt=0)]) -> int:
    return id


@app.get("/default/{item_id}")  # E[fastapi-path]
def by_default(itemid: int = Path()) -> int:
    return itemid


@app.get("/alias/{id}")  # E[fastapi-path]
def alias(id: Annotated[int, Path(alias="item_id")]) -> int:
    return id


@app.get("/two/{user_id}/{team_id}")  # E[fastapi-path]
def one_of_two(userid: int, team_id: int) -> int:
    return userid + team_id


def get_item(itemid: int) -> int:
    return itemid


@app.get("/dependency/{item_id}")  # E[fastapi-path]
def in_dependency(item: Annotated[int, Depends(get_item)]) -> int:
    return item


@router.get("/items/{item_id}")  # E[fastapi-path]
def on_router(item: int, itemId: int) -> int:  # noqa: N803
    return item + itemId


@router.websocket("/rooms/{room_id}")  # E[fastapi-path]
async def socket(websocket: WebSocket, roomid: int) -> None:
    await websocket.accept()


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in (
        "/items/1",
        "/longer/1",
        "/camel/1",
        "/typo/00000000-0000-0000-0000-000000000000",
        "/declared/1",
        "/default/1",
        "/alias/1",
        "/two/1/2",
        "/dependency/1",
        "/api/items/1",
    ):
        assert client.get(path).status_code == 422
