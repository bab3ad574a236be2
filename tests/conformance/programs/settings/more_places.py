# Settings, params and returns of more kinds.
# outcome: silent
# fastapi: 0.157
from enum import Enum
from functools import partial
from typing import Annotated, Any, Literal, Optional

from fastapi import (
    APIRouter,
    Body,
    Cookie,
    Depends,
    FastAPI,
    File,
    Form,
    Header,
    HTTPException,
    Path,
    Query,
    Request,
    Response,
    UploadFile,
    WebSocket,
)
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    secret: str = "x"

    @classmethod
    def load(cls) -> "Settings":
        return cls()


class Own(BaseSettings):
    secret: str = "x"

    def __init__(self) -> None:
        super().__init__()


class Filters(BaseModel):
    q: str = ""
    ids: list[int] = Field(default_factory=list)


class Sort(str, Enum):
    A = "a"


@app.get("/0")
def r0(s: Annotated[Settings, Depends(partial(Settings))]) -> str:  # E[fastapi-settings]
    return s.secret


@app.websocket("/ws")
async def ws(
    websocket: WebSocket,
    s: Annotated[Settings, Depends(Settings)],  # E[fastapi-settings]
) -> None:
    await websocket.accept()
    await websocket.send_text(s.secret)
    await websocket.close()


@app.get("/1", dependencies=[Depends(Settings)])  # E[fastapi-settings]
def r1() -> str:
    return "x"


@app.get("/2")
def r2(ids: Optional[list[int]] = None) -> Any:  # E[fastapi-param]
    return ids


@app.get("/3")
def r3(tags: set[Sort] = set()) -> Any:  # E[fastapi-param]
    return len(tags)


@app.get("/4")
def r4() -> Any:
    match 1:
        case 1:
            return {"a": 1}, 201  # E[fastapi-return]
        case _:
            return None


@app.get("/5")
def r5() -> Any:
    with open("/dev/null") as file:
        return {"a": file.read()}, 404  # E[fastapi-return]


@app.get("/v0")
def v0(
    s: Annotated[Settings, Depends(Settings.load)],
    o: Annotated[Own, Depends()],
    f: Annotated[Filters, Query()],
    ids: Annotated[list[int] | None, Query()] = None,
    sort: list[Sort] = Query([]),
    tags: Annotated[set[str], Header()] = set(),
) -> Any:
    return s.secret


@app.post("/v1")
def v1(ids: list[int], name: str = "", flag: Annotated[bool, Body()] = True) -> Any:
    return ids


@app.post("/v2")
def v2(name: Annotated[str, Form()], file: Annotated[bytes | None, File()] = None) -> Any:
    return name


@app.get("/v3")
def v3() -> tuple[int, int]:
    return 1, 404


@app.get("/v4")
def v4() -> Any:
    return [1, 2], "x"


def demonstrate(client: TestClient) -> None:
    assert client.get("/0?secret=mine").json() == "mine"
    with client.websocket_connect("/ws?secret=mine") as socket:
        assert socket.receive_text() == "mine"
    assert client.get("/2?ids=1").json() is None
    assert client.get("/3?tags=a").json() == 0
    assert client.get("/4").status_code == 200
    assert client.get("/v0?secret=mine").json() == "x"
    assert client.post("/v1", json={"ids": [1], "flag": True}).status_code == 200
